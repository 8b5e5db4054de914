package org.potsweep.jobs;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.potsweep.analysis.Dominance;
import org.potsweep.jobs.storage.RunManifest;
import org.potsweep.jobs.storage.Table;
import org.potsweep.solver.SolveMethod;

/** Reads the short account of a published run from its tables. */
final class SummaryReader {
    private final SparkSession session;
    private final String folder;

    SummaryReader(SparkSession session, String folder) {
        this.session = session;
        this.folder = folder;
    }

    SweepSummary read(RunManifest manifest, Dominance dominance) {
        Dataset<Row> results = session.read().parquet(folder + "/" + Table.RESULTS.folder());
        FrontJob.Front front = new FrontJob(results, dominance).execute();
        Dataset<Row> fallback = results.where(functions.col("method").equalTo(SolveMethod.MINIMUM_NORM.label()));
        Map<String, Long> byTwojmax = new TreeMap<>();
        for (Row row : fallback.groupBy("twojmax").count().orderBy("twojmax").collectAsList()) {
            byTwojmax.put(String.valueOf(row.getInt(0)), row.getLong(1));
        }
        return new SweepSummary(
                folder,
                results.count(),
                front.cells(),
                front.rows(),
                front.bestEnergy(),
                front.bestForce(),
                front.knee(),
                byTwojmax.values().stream().mapToLong(Long::longValue).sum(),
                fallback.select(FrontJob.cellColumns()).distinct().count(),
                byTwojmax,
                manifest);
    }
}
