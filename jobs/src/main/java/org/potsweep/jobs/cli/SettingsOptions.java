package org.potsweep.jobs.cli;

import java.nio.file.Path;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The settings file of a sweep as an argument. */
final class SettingsOptions {
    @Parameters(index = "0", paramLabel = "CONF", description = "Settings of the sweep, a HOCON file.")
    private Path conf;

    @Mixin
    private OverrideOptions overrides;

    /** The settings alone. */
    SweepSettings read() {
        return SettingsReader.read(conf, overrides.values());
    }

    /** The settings with the data that they name. */
    SweepInput readWithData() {
        return SweepInput.read(read());
    }
}
