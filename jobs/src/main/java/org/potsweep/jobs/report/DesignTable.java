package org.potsweep.jobs.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.potsweep.jobs.storage.Table;

/**
 * What the sweep amounted to, in words: a row for each number and each axis.
 *
 * @param cells as {@link CellTable#read} gives them
 */
record DesignTable(RunTables run, DataTable cells, List<String> axes) {

    DataTable table() {
        List<List<Object>> rows = new ArrayList<>();
        Dataset<Row> results = run.get(Table.RESULTS.folder());
        run.find(Table.CONFIGURATIONS.folder()).ifPresent(structures -> {
            Row sums = structures.selectExpr("count(*)", "sum(natoms)").first();
            rows.add(List.of("structures", count(sums.getLong(0))));
            rows.add(List.of("atoms", count(sums.getLong(1))));
        });
        run.find(Table.ORDERINGS.folder())
                .ifPresent(orderings -> rows.add(List.of(
                        "structures for training",
                        count(orderings.select("config_id").distinct().count()))));
        rows.add(List.of("cells", count(cells.rows().size())));
        rows.add(List.of("models (cells times replicates)", count(results.count())));
        rows.add(List.of("minimum-norm models (fewer independent rows than coefficients)", minimumNorm(results)));
        long heap = run.manifest().effort().peakHeapBytes();
        if (heap > 0) {
            rows.add(List.of("peak of the driver's Java heap", count(heap >> 20) + " MiB"));
        }
        for (String axis : axes) {
            rows.add(List.of(
                    axis,
                    cells.distinct(axis).stream()
                            .sorted(DesignTable::compare)
                            .map(DesignTable::text)
                            .collect(joining(", "))));
        }
        return new DataTable(List.of("what", "value"), rows);
    }

    private static String minimumNorm(Dataset<Row> results) {
        List<Row> counts = results.where("method = 'minimum-norm'")
                .groupBy("twojmax")
                .count()
                .orderBy("twojmax")
                .collectAsList();
        return counts.isEmpty()
                ? "0"
                : counts.stream()
                        .map(row -> count(row.getLong(1)) + " at 2Jmax " + row.getInt(0))
                        .collect(joining(", "));
    }

    /** Values of an axis are of one type: numbers by size, words by the alphabet. */
    private static int compare(Object a, Object b) {
        return a instanceof Number x && b instanceof Number y
                ? Double.compare(x.doubleValue(), y.doubleValue())
                : a.toString().compareTo(b.toString());
    }

    /** A value as short as it can be written. */
    static String text(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e7
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
