package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One sweep, spread out and cut up in several ways. It goes through every stage of the engine: both strategies, Cholesky
 * and minimum-norm cells, refinement and explicit residuals.
 *
 * <p>Threads and partitions change no bit. Rows that are computed again in each pass, or a smaller tile, may change the
 * order of sums; such runs agree as closely as each of them agrees with an SVD ({@link SweepAgainstSvdTest}), and are
 * just as independent of threads and partitions.
 */
class ReproducibilityTest {
    private static final Map<String, String> SWEEP = Map.of(
            "descriptor.twojmax", "[4, 6]",
            "sampling.sizes", "[25, 60]",
            "sampling.replicates", "1",
            "fit.eweight", "[12.25, 150]");
    private static final Map<String, String> UNCACHED = Map.of("engine.row-cache", "0");
    private static final Map<String, String> SMALL_TILES = Map.of("engine.tile-columns", "64");
    private static final Map<String, String> SEVEN_PARTITIONS = Map.of("spark.default.parallelism", "7");

    @TempDir
    private static Path folder;

    private static Map<String, Row> oneThread;
    private static Map<String, Row> uncachedOneThread;
    private static Map<String, Row> twoThreads;
    private static Map<String, Row> smallTiles;
    private static Map<String, Row> sevenPartitions;
    private static Map<String, Row> uncachedSevenPartitions;

    @BeforeAll
    static void runSweeps() {
        SparkSession session = LocalSpark.with("local[1]", Map.of());
        oneThread = run(session, "one-thread", Map.of());
        uncachedOneThread = run(session, "uncached-one-thread", UNCACHED);
        session = LocalSpark.with("local[2]", SEVEN_PARTITIONS);
        sevenPartitions = run(session, "seven-partitions", Map.of());
        uncachedSevenPartitions = run(session, "uncached-seven-partitions", UNCACHED);
        session = LocalSpark.shared();
        twoThreads = run(session, "two-threads", Map.of());
        smallTiles = run(session, "small-tiles", SMALL_TILES);
    }

    /** Rows of the three tables that hold numbers of the engine's own, by table and key. */
    private static Map<String, Row> run(SparkSession session, String name, Map<String, String> engine) {
        Map<String, String> overrides = new HashMap<>(SWEEP);
        overrides.putAll(engine);
        Path run = folder.resolve(name);
        Sweeps.run(session, Sweeps.beryllium(overrides), run);
        Map<String, Row> rows = new HashMap<>();
        for (Row row : Sweeps.table(session, run, "orderings").collectAsList()) {
            rows.put("orderings " + row.getAs("ordering_id") + " " + row.getAs("rank"), row);
        }
        for (String table : List.of("results", "models")) {
            for (Row row : Sweeps.table(session, run, table).collectAsList()) {
                rows.put(table + " " + PublishedSweep.Key.of(row), row);
            }
        }
        return rows;
    }

    private static List<Row> results(Map<String, Row> rows) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("results"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Names what differs in any bit: doubles are equal here if their bits are. */
    private static List<String> differences(Map<String, Row> rows, Map<String, Row> expected) {
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        List<String> differences = new ArrayList<>();
        rows.forEach((key, row) -> {
            for (String column : row.schema().fieldNames()) {
                if (!Objects.equals(value(row, column), value(expected.get(key), column))) {
                    differences.add(key + ": " + column);
                }
            }
        });
        return differences;
    }

    /** Scala's sequences take 0 and -0 for equal, Java's lists do not. */
    private static Object value(Row row, String column) {
        return column.equals("coefficients") ? row.getList(row.fieldIndex(column)) : row.getAs(column);
    }

    private static void assertAgreement(Map<String, Row> rows, Map<String, Row> expected) {
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        rows.forEach((key, row) -> {
            if (!key.startsWith("results")) {
                return;
            }
            boolean cholesky = row.<String>getAs("method").equals("cholesky");
            double tolerance = !cholesky ? 1e-3 : row.<Double>getAs("condition") < 1e6 ? 1e-6 : 1e-4;
            for (String column : row.schema().fieldNames()) {
                if (column.contains("rmse")) {
                    double other = expected.get(key).<Double>getAs(column);
                    assertThat(Math.abs(row.<Double>getAs(column) - other))
                            .as("%s: %s", key, column)
                            .isLessThanOrEqualTo(tolerance * other + (cholesky ? 0 : 1e-5));
                }
            }
        });
    }

    @Test
    void everyStageOfTheEngineIsThere() {
        assertThat(results(oneThread)).hasSize(2 * 2 * 2 * 2 * 6);
        assertThat(results(oneThread))
                .anyMatch(row -> row.<String>getAs("method").equals("minimum-norm"))
                .anyMatch(row -> row.<String>getAs("method").equals("cholesky"))
                .anyMatch(row -> row.<Boolean>getAs("refined"));
    }

    @Test
    void threadsAndPartitionsChangeNoBit() {
        assertThat(differences(twoThreads, oneThread)).isEmpty();
        assertThat(differences(sevenPartitions, oneThread)).isEmpty();
    }

    @Test
    void rowsComputedAgainChangeNoBitBetweenThreadsAndPartitions() {
        assertThat(differences(uncachedSevenPartitions, uncachedOneThread)).isEmpty();
        assertAgreement(uncachedOneThread, oneThread);
    }

    @Test
    void smallTilesAgree() {
        assertAgreement(smallTiles, oneThread);
    }
}
