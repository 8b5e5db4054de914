package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.engine.StageClock;
import org.potsweep.jobs.engine.SweepEngine;
import org.potsweep.jobs.engine.SweepOutcome;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * One sweep with stresses, linear and quadratic models, folds and leverage: what happens to its tasks, and the memory that
 * decides how many passes they make, changes no bit of its results.
 */
class LostWorkTest {
    private static final Map<String, String> SWEEP = Map.of(
            "descriptor.twojmax", "[2, 4]",
            "descriptor.quadraticflag", "[0, 1]",
            "dataset.levels", "[{ name = crude, file = \"level-1.xyz\" }, { name = fine, file = \"level-6.xyz\" }]",
            "sampling.strategies", "[random, k-fold, leverage]",
            "sampling.folds", "3",
            "sampling.sizes", "[4, 50]",
            "sampling.replicates", "2",
            "fit.vweight", "[0.1]",
            "fit.eweight", "[12.25]");
    private static final Map<String, String> SEVEN_PARTITIONS = Map.of("spark.default.parallelism", "7");

    @TempDir
    private static Path folder;

    private static Map<String, Row> kept;

    /** Counts the stages that end, and kills every third task when it first starts. */
    private static final class Watch extends SparkListener {
        private final SparkContext spark;
        private final boolean kills;
        private final AtomicInteger stages = new AtomicInteger();
        private final AtomicInteger killed = new AtomicInteger();

        Watch(SparkSession session, boolean kills) {
            this.spark = session.sparkContext();
            this.kills = kills;
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            if (kills
                    && start.taskInfo().attemptNumber() == 0
                    && start.taskInfo().index() % 3 == 0) {
                spark.killTaskAttempt(start.taskInfo().taskId(), false, "a test loses it");
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.reason() instanceof TaskKilled) {
                killed.incrementAndGet();
            }
        }

        @Override
        public void onStageCompleted(SparkListenerStageCompleted completed) {
            stages.incrementAndGet();
        }
    }

    @BeforeAll
    static void runUndisturbed() {
        kept = run(LocalSpark.with("local[1]", Map.of()), "kept");
    }

    /** The rows of the three tables that hold numbers of the engine's own, by table and key. */
    private static Map<String, Row> run(SparkSession session, String name) {
        Path run = folder.resolve(name);
        Sweeps.run(session, Sweeps.beryllium(SWEEP), run);
        Map<String, Row> rows = new HashMap<>();
        for (Row row : Sweeps.table(session, run, "orderings").collectAsList()) {
            rows.put("orderings " + row.getAs("ordering_id") + " " + row.getAs("rank"), row);
        }
        for (String table : List.of("results", "models")) {
            for (Row row : Sweeps.table(session, run, table).collectAsList()) {
                Object[] key = Arrays.stream(
                                new String[] {"ordering_id", "subset_size", "quadraticflag", "twojmax", "level"})
                        .map(row::getAs)
                        .toArray();
                rows.put(table + " " + Arrays.toString(key), row);
            }
        }
        return rows;
    }

    @Test
    void theSweepHasAllKindsOfCells() {
        List<Row> results = kept.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("results"))
                .map(Map.Entry::getValue)
                .toList();
        int models = 2 * 2 * 2;
        assertThat(results).hasSize((2 * 2 + 3 + 2 * 2) * models);
        assertThat(results)
                .anyMatch(row -> row.<String>getAs("method").equals("minimum-norm"))
                .anyMatch(row -> row.<String>getAs("method").equals("cholesky"));
    }

    /** The engine alone, whose passes a plan would have refused long before: sums of so few columns are small. */
    @Test
    void memoryChangesThePassesButNoBit() {
        SparkSession session = LocalSpark.with("local[2]", SEVEN_PARTITIONS);
        Watch plenty = new Watch(session, false);
        Watch little = new Watch(session, false);
        List<String> inOnePass = solve(session, "1 GiB", plenty);
        List<String> inMany = solve(session, "1 MiB", little);

        assertThat(little.stages.get()).isGreaterThan(plenty.stages.get());
        assertThat(inMany).isEqualTo(inOnePass);
    }

    /** Every cell with its coefficients and sums, to the last bit, where rows are computed again in every pass. */
    private static List<String> solve(SparkSession session, String memory, Watch watch) {
        Map<String, String> overrides = new HashMap<>(SWEEP);
        overrides.put("engine.row-cache", "0");
        overrides.put("engine.memory", memory);
        SweepSettings settings = Sweeps.beryllium(overrides);
        SweepInput input = SweepInput.read(settings);
        session.sparkContext().addSparkListener(watch);
        SweepOutcome outcome = new SweepEngine(
                        JavaSparkContext.fromSparkContext(session.sparkContext()),
                        settings,
                        input.dataset(),
                        input.split(),
                        input.weights(),
                        new StageClock(stage -> {}))
                .execute();
        List<String> cells = outcome.cells().collect().stream()
                .map(cell -> cell.cell()
                        + Arrays.toString(cell.model().coefficients())
                        + Arrays.toString(cell.errors().sums()))
                .sorted()
                .toList();
        session.sparkContext().removeSparkListener(watch);
        assertThat(cells).hasSize((int) outcome.design().models());
        return cells;
    }

    @Test
    void lostTasksChangeNoBit() {
        SparkSession session = LocalSpark.with("local[2]", SEVEN_PARTITIONS);
        Watch watch = new Watch(session, true);
        session.sparkContext().addSparkListener(watch);
        Map<String, Row> rows = run(session, "lost-tasks");
        session.sparkContext().removeSparkListener(watch);

        assertThat(watch.killed.get()).isGreaterThan(20);
        assertThat(Sweeps.differences(rows, kept)).isEmpty();
    }

    /** Cancels the second of the jobs that do not make the driver wait: the test set's products, behind the training set's. */
    private static final class Cancelling extends SparkListener {
        private final SparkContext spark;
        private final AtomicInteger started = new AtomicInteger();

        Cancelling(SparkSession session) {
            this.spark = session.sparkContext();
        }

        @Override
        public void onJobStart(SparkListenerJobStart start) {
            boolean there = start.stageInfos().exists(stage -> stage.name().startsWith("collectAsync"));
            if (there && started.incrementAndGet() == 2) {
                spark.cancelJob(start.jobId(), "a test ends it");
            }
        }
    }

    /** While the driver goes on with the training set's products. */
    @Test
    void aJobThatFailsEndsTheSweepWhichCanBeRunAgain() {
        SparkSession session = LocalSpark.with("local[2]", SEVEN_PARTITIONS);
        Cancelling listener = new Cancelling(session);
        session.sparkContext().addSparkListener(listener);
        assertThatThrownBy(() -> run(session, "failed")).hasStackTraceContaining("a test ends it");
        session.sparkContext().removeSparkListener(listener);

        assertThat(listener.started.get()).isEqualTo(2);
        assertThat(folder.resolve("failed").resolve("run.json")).doesNotExist();
        assertThat(session.sparkContext().statusTracker().getActiveJobIds()).isEmpty();
        assertThat(Sweeps.differences(run(session, "failed"), kept)).isEmpty();
    }
}
