package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.plan.SweepPlan;

/**
 * One sweep, spread out and cut up in several ways. It goes through every stage of the engine: both strategies, Cholesky
 * and minimum-norm cells, refinement and explicit residuals.
 *
 * <p>Threads, processes (also one that is lost), partitions, and how many rows are kept between passes change no bit. A
 * smaller tile changes the order of sums; such runs agree as closely as each of them agrees with an SVD
 * ({@link SweepAgainstSvdTest}).
 */
class ReproducibilityTest {
    private static final Map<String, String> SWEEP = Map.of(
            "dataset.levels", "[{ name = crude, file = \"level-1.xyz\" }, { name = fine, file = \"level-6.xyz\" }]",
            "descriptor.twojmax", "[4, 6]",
            "sampling.sizes", "[25, 60]",
            "sampling.replicates", "1",
            "fit.eweight", "[600, 1200]");
    private static final Map<String, String> UNCACHED = Map.of("engine.row-cache", "0");

    /** Room for the rows of a third of the structures. */
    private static final Map<String, String> PARTLY_CACHED = Map.of("engine.row-cache", "8 MiB");

    /** What these orderings send of a chunk is more than 512 MiB: they go through larger chunks of their own. */
    private static final Map<String, String> MANY_ORDERINGS = Map.of(
            "sampling.replicates", "140",
            "sampling.strategies", "random",
            "descriptor.twojmax", "6",
            "sampling.sizes", "[90, 120]",
            "fit.eweight", "12.25");

    private static final Map<String, String> SMALL_TILES = Map.of("engine.tile-columns", "64");
    private static final Map<String, String> SEVEN_PARTITIONS = Map.of("spark.default.parallelism", "7");

    /** The tables with rows of a model, and the columns that tell the rows of one model apart. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "results", List.of(),
            "models", List.of(),
            "residuals", List.of("set", "kind", "against", "scope", "name"),
            "parity", List.of("config_id"));

    @TempDir
    private static Path folder;

    private static Map<String, Row> oneThread;
    private static Map<String, Row> uncached;
    private static Map<String, Row> partlyCached;
    private static Map<String, Row> twoProcesses;
    private static int lostProcesses;
    private static Map<String, Row> smallTiles;
    private static Map<String, Row> sevenPartitions;
    private static Map<String, Row> fewOrderings;
    private static Map<String, Row> manyOrderings;
    private static Map<String, Row> manyOrderingsInPasses;
    private static int passesOfMany;
    private static int passesInLittleMemory;

    @BeforeAll
    static void runSweeps() throws IOException {
        SparkSession session = LocalSpark.with("local[1]", Map.of());
        oneThread = run(session, "one-thread", Map.of());
        uncached = run(session, "uncached", UNCACHED);
        fewOrderings = run(session, "few-orderings", with(MANY_ORDERINGS, "sampling.replicates", "3"));
        manyOrderings = run(session, "many-orderings", MANY_ORDERINGS);
        passesOfMany = passes(session, MANY_ORDERINGS);
        session = LocalSpark.with("local[2]", SEVEN_PARTITIONS);
        sevenPartitions = run(session, "seven-partitions", Map.of());
        partlyCached = run(session, "partly-cached", PARTLY_CACHED);
        smallTiles = run(session, "small-tiles", SMALL_TILES);
        Map<String, String> littleMemory = with(MANY_ORDERINGS, "engine.memory", "1 GiB");
        manyOrderingsInPasses = run(session, "many-orderings-in-passes", littleMemory);
        passesInLittleMemory = passes(session, littleMemory);
        twoProcesses = runAndLoseAProcess(LocalSpark.twoProcesses());
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return more;
    }

    /** The passes over the rows for their products. */
    private static int passes(SparkSession session, Map<String, String> engine) {
        Map<String, String> overrides = new HashMap<>(SWEEP);
        overrides.putAll(engine);
        SweepInput input = SweepInput.read(Sweeps.beryllium(overrides));
        ProcessMemory memory = ProcessMemory.of(
                JavaSparkContext.fromSparkContext(session.sparkContext()),
                input.settings().engine());
        return SweepPlan.of(input.settings(), input.dataset(), input.split(), input.weights(), memory, memory)
                .passes();
    }

    /** Rows of the tables that hold numbers of the engine's own, by table and key. */
    private static Map<String, Row> run(SparkSession session, String name, Map<String, String> engine) {
        Map<String, String> overrides = new HashMap<>(SWEEP);
        overrides.putAll(engine);
        Path run = folder.resolve(name);
        Sweeps.run(session, Sweeps.beryllium(overrides), run);
        Map<String, Row> rows = new HashMap<>();
        for (Row row : Sweeps.table(session, run, "orderings").collectAsList()) {
            rows.put("orderings " + row.getAs("ordering_id") + " " + row.getAs("rank"), row);
        }
        KEYS.forEach((table, columns) -> {
            for (Row row : Sweeps.table(session, run, table).collectAsList()) {
                String within = columns.stream().map(row::getAs).toList().toString();
                assertThat(rows.put(table + " " + PublishedSweep.Key.of(row) + " " + within, row))
                        .isNull();
            }
        });
        return rows;
    }

    /** With a process go kept rows (its overhead alone would leave no room for them), products and solved cells. */
    private static Map<String, Row> runAndLoseAProcess(SparkSession session) {
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        SparkListener killer = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                // Not at once, so that there is something to lose.
                if (ended.incrementAndGet() == 90) {
                    // Executors are the only processes that Spark starts here.
                    ProcessHandle.current()
                            .children()
                            .filter(child -> child.info().command().orElse("").endsWith("java"))
                            .findFirst()
                            .ifPresent(child -> lost.addAndGet(child.destroyForcibly() ? 1 : 0));
                }
            }
        };
        session.sparkContext().addSparkListener(killer);
        Map<String, Row> rows = run(session, "two-processes", Map.of("engine.memory", "1 GiB"));
        session.sparkContext().removeSparkListener(killer);
        lostProcesses = lost.get();
        return rows;
    }

    private static List<Row> results(Map<String, Row> rows) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("results"))
                .map(Map.Entry::getValue)
                .toList();
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
        assertThat(results(oneThread)).hasSize(2 * 2 * 2 * 2 * 2);
        assertThat(results(oneThread))
                .anyMatch(row -> row.<String>getAs("method").equals("minimum-norm"))
                .anyMatch(row -> row.<String>getAs("method").equals("cholesky"))
                .anyMatch(row -> row.<Boolean>getAs("refined"));
    }

    @Test
    void threadsAndPartitionsChangeNoBit() {
        assertThat(oneThread.keySet())
                .anyMatch(key -> key.startsWith("residuals"))
                .anyMatch(key -> key.startsWith("parity"));
        assertThat(Sweeps.differences(sevenPartitions, oneThread)).isEmpty();
    }

    /** Everything that the engine sends between processes goes through Kryo here, and natives load in executors. */
    @Test
    void processesChangeNoBitEvenIfOneIsLost() {
        assertThat(lostProcesses).isEqualTo(1);
        assertThat(Sweeps.differences(twoProcesses, oneThread)).isEmpty();
    }

    @Test
    void rowsThatAreNotKeptChangeNoBit() {
        assertThat(Sweeps.differences(uncached, oneThread)).isEmpty();
        assertThat(Sweeps.differences(partlyCached, oneThread)).isEmpty();
    }

    @Test
    void smallTilesAgree() {
        assertAgreement(smallTiles, oneThread);
    }

    @Test
    void passesChangeNoBit() {
        assertThat(results(manyOrderings)).hasSize(140 * 2 * 2);
        assertThat(passesInLittleMemory).isGreaterThan(passesOfMany);
        assertThat(Sweeps.differences(manyOrderingsInPasses, manyOrderings)).isEmpty();
    }

    @Test
    void manyOrderingsAgreeWithFew() {
        Map<String, Row> same = new HashMap<>(manyOrderings);
        same.keySet().retainAll(fewOrderings.keySet());
        assertThat(results(same)).hasSize(3 * 2 * 2);
        fewOrderings.keySet().retainAll(same.keySet());
        assertAgreement(same, fewOrderings);
    }
}
