package org.potsweep.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.settings.FrontSettings;
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

    SweepSummary read(RunManifest manifest, FrontSettings settings) {
        Dataset<Row> results = session.read().parquet(folder + "/" + Table.RESULTS.folder());
        FrontAnswer front = FrontJob.ofResults(results, settings).execute();
        Column[] axes = Axis.among(List.of(results.columns())).stream()
                .map(functions::col)
                .toArray(Column[]::new);
        Dataset<Row> fallback = results.where(functions.col("method").equalTo(SolveMethod.MINIMUM_NORM.label()));
        Map<String, Long> byTwojmax = new TreeMap<>();
        for (Row row : fallback.groupBy("twojmax").count().orderBy("twojmax").collectAsList()) {
            byTwojmax.put(String.valueOf(row.getInt(0)), row.getLong(1));
        }
        return new SweepSummary(
                folder,
                results.count(),
                front,
                byTwojmax.values().stream().mapToLong(Long::longValue).sum(),
                fallback.select(axes).distinct().count(),
                byTwojmax,
                manifest);
    }
}
