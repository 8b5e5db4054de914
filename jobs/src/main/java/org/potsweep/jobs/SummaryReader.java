package org.potsweep.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.storage.RunManifest;
import org.potsweep.solver.SolveMethod;

/** Gives the short account of a published run: reads its results, and takes their front if nobody has. */
final class SummaryReader {
    private final String folder;
    private final RunManifest manifest;
    private final Dataset<Row> results;

    /** @param results the table of the run */
    SummaryReader(String folder, RunManifest manifest, Dataset<Row> results) {
        this.folder = folder;
        this.manifest = manifest;
        this.results = results;
    }

    SweepSummary read(FrontSettings settings) {
        return read(FrontJob.ofResults(results, settings).execute());
    }

    /** @param front of the results */
    SweepSummary read(FrontAnswer front) {
        Column[] axes = Axis.among(List.of(results.columns())).stream()
                .map(functions::col)
                .toArray(Column[]::new);
        Column minimumNorm = functions.col("method").equalTo(SolveMethod.MINIMUM_NORM.label());
        Column fallbackCell = functions.when(minimumNorm, functions.struct(axes));
        long models = 0;
        long fallbackCells = 0;
        Map<String, Long> byTwojmax = new TreeMap<>();
        for (Row row : results.groupBy(fallbackCell).count().collectAsList()) {
            models += row.getLong(1);
            if (!row.isNullAt(0)) {
                fallbackCells++;
                Object twojmax = row.getStruct(0).getAs(Axis.TWOJMAX.column());
                byTwojmax.merge(String.valueOf(twojmax), row.getLong(1), Long::sum);
            }
        }
        long fallbackModels =
                byTwojmax.values().stream().mapToLong(Long::longValue).sum();
        return new SweepSummary(folder, models, front, fallbackModels, fallbackCells, byTwojmax, manifest);
    }
}
