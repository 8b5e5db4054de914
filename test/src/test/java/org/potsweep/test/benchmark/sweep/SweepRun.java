package org.potsweep.test.benchmark.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.SweepJob;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.engine.StageClock;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.spark.Sessions;

/**
 * A finished sweep.
 *
 * @param footprint of the sweep without the start of the session
 * @param stageSeconds by stage; reading the data is one
 * @param orderings ids of the structures of each ordering
 */
record SweepRun(
        Footprint footprint,
        long models,
        long minimumNormModels,
        Map<String, Double> stageSeconds,
        Map<String, List<String>> orderings,
        List<Row> results) {

    /** Seconds of the stages whose names match. */
    double seconds(Pattern stages) {
        return stageSeconds.entrySet().stream()
                .filter(stage -> stages.matcher(stage.getKey()).matches())
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Opens a session as the command {@code run} does; its start counts for no sweep. */
    static SparkSession session(Design design) {
        SparkSession session = Sessions.open("sweep benchmark", Optional.of(design.master()), Map.of());
        session.range(1).count(); // Spark's own first job
        return session;
    }

    /** Runs a sweep as the command {@code run} does, in an open session. */
    static SweepRun in(SparkSession session, SweepSettings settings, Path folder) {
        StageClock clock = new StageClock(stage -> {});
        Footprint.Meter meter = new Footprint.Meter();
        SweepInput input = clock.time("reading data", () -> SweepInput.read(settings));
        SweepSummary summary = new SweepJob(session, input, folder.toString(), clock).execute();
        Footprint footprint = meter.stop();
        return new SweepRun(
                footprint,
                summary.models(),
                summary.minimumNormModels(),
                clock.seconds(),
                orderings(session, folder),
                session.read().parquet(folder.resolve("results").toString()).collectAsList());
    }

    private static Map<String, List<String>> orderings(SparkSession session, Path folder) {
        Map<String, List<String>> orderings = new TreeMap<>();
        for (Row row : session.read()
                .parquet(folder.resolve("orderings").toString())
                .orderBy("ordering_id", "rank")
                .collectAsList()) {
            orderings
                    .computeIfAbsent(row.getAs("ordering_id"), id -> new ArrayList<>())
                    .add(row.getAs("config_id"));
        }
        return orderings;
    }
}
