package org.potsweep.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.SweepJob;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.engine.StageClock;
import org.potsweep.jobs.settings.SweepSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "run",
        description = {
            "Runs a sweep and publishes its tables; prints the front and where the tables are.",
            "",
            "The same command on a published run reads its summary again."
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
        SweepSummary summary;
        try (Progress progress = Progress.on(System.err)) {
            StageClock clock = new StageClock(progress::begin);
            SweepInput input = clock.time("reading data", () -> SweepInput.read(sweep));
            // Not earlier: data that are refused leave no trace in the run's folder.
            potsweep.log().startIn(out);
            try (SparkSession session = clock.time("starting Spark", spark::open)) {
                session.sparkContext().addSparkListener(progress);
                summary = new SweepJob(session, input, out, clock).execute();
            }
        }
        SummaryText.lines(summary).forEach(System.out::println);
        return 0;
    }
}
