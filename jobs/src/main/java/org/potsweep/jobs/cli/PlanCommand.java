package org.potsweep.jobs.cli;

import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.design.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = "Says what a sweep amounts to: models, factorisations, passes, operations, memory.")
final class PlanCommand implements Runnable {
    @Mixin
    private SettingsOptions settings;

    @Override
    public void run() {
        SweepInput input = settings.readWithData();
        SweepPlan plan = SweepPlan.of(input.settings(), input.dataset(), input.split());
        PlanText.lines(plan).forEach(System.out::println);
        input.dataset().warnings().forEach(warning -> System.out.println("warning: " + warning));
    }
}
