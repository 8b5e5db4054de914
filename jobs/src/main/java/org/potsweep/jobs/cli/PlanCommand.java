package org.potsweep.jobs.cli;

import java.util.Optional;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.plan.Calibration;
import org.potsweep.jobs.plan.SweepPlan;
import org.potsweep.jobs.settings.EngineSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        description = {
            "Says what a sweep amounts to: models, factorisations, passes, operations, memory, time.",
            "",
            "Refuses (exit code 6) a sweep that does not fit into memory, as run does."
        })
final class PlanCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--cores",
            paramLabel = "N",
            description = "Cores that will work on it, in one process (default: those of this machine).")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--no-calibration",
            description = "Measures nothing here, which takes about two seconds, and says nothing of time.")
    private boolean uncalibrated;

    @Override
    public void run() {
        if (cores < 1) {
            throw new ParameterException(spec.commandLine(), "--cores " + cores + ": a sweep needs a core at least");
        }
        SweepInput input = settings.readWithData();
        EngineSettings engine = input.settings().engine();
        ProcessMemory memory = ProcessMemory.local(cores, engine);
        SweepPlan plan =
                SweepPlan.of(input.settings(), input.dataset(), input.split(), input.weights(), memory, memory);
        Optional<Calibration> speed = uncalibrated
                ? Optional.empty()
                : Optional.of(Calibration.measure(
                        FactorialDesign.of(input.settings()), input.dataset(), engine.tileColumns()));
        PlanText.lines(plan, speed, cores).forEach(System.out::println);
        input.dataset().warnings().forEach(warning -> System.out.println("warning: " + warning));
        plan.memory().requireFits();
    }
}
