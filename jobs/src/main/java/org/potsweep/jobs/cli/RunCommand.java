package org.potsweep.jobs.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.SweepJob;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.engine.StageClock;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.storage.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "run",
        description = {
            "Runs a sweep and publishes its tables; prints the front and where the tables are.",
            "",
            "The same command on a published run prints its summary again."
        })
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private PotsweepCommand potsweep;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The run's folder, new or of the same run; on any file system that Hadoop knows.")
    private String out;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        SweepSettings sweep = settings.read();
        RunFolder folder = RunFolder.at(out, spark.hadoop());
        SweepSummary summary;
        try (Progress progress = Progress.on(System.err)) {
            StageClock clock = new StageClock(progress);
            SweepInput input = clock.time("reading data", () -> SweepInput.read(sweep));
            Optional<String> told = folder.published(
                            sweep.rendered(), input.dataset().fingerprint())
                    .flatMap(published -> folder.summary());
            if (told.isPresent()) {
                System.out.print(told.get());
                return 0;
            }
            // Before Spark starts, which takes its time: is the folder free? The job takes it again.
            RunFolder.open(out, spark.hadoop()).close();
            // Not earlier: data that are refused leave no trace in the run's folder.
            potsweep.log().startIn(folder.local());
            try (SparkSession session = clock.time("starting Spark", spark::open)) {
                session.sparkContext().addSparkListener(progress);
                summary = new SweepJob(session, input, out, clock).execute();
            }
        }
        String text =
                SummaryText.lines(summary).stream().map(line -> line + "\n").collect(Collectors.joining());
        folder.keepSummary(text);
        System.out.print(text);
        return 0;
    }
}
