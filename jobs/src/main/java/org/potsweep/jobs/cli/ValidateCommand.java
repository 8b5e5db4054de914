package org.potsweep.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "validate", description = "Reads and checks settings and data, and says what they hold.")
final class ValidateCommand implements Runnable {
    @Mixin
    private SettingsOptions settings;

    @Override
    public void run() {
        DatasetText.lines(settings.readWithData()).forEach(System.out::println);
    }
}
