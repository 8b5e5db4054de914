package org.potsweep.jobs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
        List<String> axes = Axis.among(List.of(results.columns()));
        int twojmax = axes.indexOf(Axis.TWOJMAX.column());
        // Counted here: Spark would make another stage of it.
        long models = 0;
        long fallbackModels = 0;
        Set<List<Object>> fallbackCells = new HashSet<>();
        Map<String, Long> byTwojmax = new TreeMap<>();
        for (Row row : results.select("method", axes.toArray(String[]::new)).collectAsList()) {
            models++;
            if (SolveMethod.MINIMUM_NORM.label().equals(row.getString(0))) {
                fallbackModels++;
                Object[] cell = new Object[axes.size()];
                Arrays.setAll(cell, k -> row.get(1 + k));
                fallbackCells.add(Arrays.asList(cell));
                byTwojmax.merge(String.valueOf(cell[twojmax]), 1L, Long::sum);
            }
        }
        return new SweepSummary(folder, models, front, fallbackModels, fallbackCells.size(), byTwojmax, manifest);
    }
}
