package org.potsweep.test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The tables of a run, by their keys.
 *
 * @param results rows of {@code results}
 * @param coefficients those of {@code models}
 * @param orderings rows of {@code orderings} of each ordering, by rank
 */
record PublishedSweep(Map<Key, Row> results, Map<Key, double[]> coefficients, Map<String, List<Row>> orderings) {
    /** What tells the cells of these tests apart. */
    record Key(String ordering, int size, double eweight, int twojmax, String level) {
        static Key of(Row row) {
            return new Key(
                    row.getAs("ordering_id"),
                    row.getAs("subset_size"),
                    row.getAs("energy_weight"),
                    row.getAs("twojmax"),
                    row.getAs("level"));
        }
    }

    static PublishedSweep read(SparkSession session, Path folder) {
        Map<Key, Row> results = new HashMap<>();
        for (Row row : Sweeps.table(session, folder, "results").collectAsList()) {
            results.put(Key.of(row), row);
        }
        Map<Key, double[]> coefficients = new HashMap<>();
        for (Row row : Sweeps.table(session, folder, "models").collectAsList()) {
            coefficients.put(
                    Key.of(row),
                    row.<Double>getList(row.fieldIndex("coefficients")).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
        }
        Map<String, List<Row>> orderings = new TreeMap<>();
        for (Row row : Sweeps.table(session, folder, "orderings")
                .orderBy("ordering_id", "rank")
                .collectAsList()) {
            orderings
                    .computeIfAbsent(row.getAs("ordering_id"), id -> new ArrayList<>())
                    .add(row);
        }
        return new PublishedSweep(results, coefficients, orderings);
    }

    /** The ids of an ordering's first configurations. */
    List<String> subset(String ordering, int size) {
        return orderings.get(ordering).subList(0, size).stream()
                .map(row -> row.<String>getAs("config_id"))
                .toList();
    }
}
