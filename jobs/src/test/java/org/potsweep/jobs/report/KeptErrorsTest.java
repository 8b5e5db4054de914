package org.potsweep.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.spark.Sessions;

/**
 * Four test structures of one atom, whose energies at level 5 deviate from those at level 6 by (-1.5, -0.5, 0.5, 1.5)
 * meV/atom, squares 5, and one force component in three by -10, 10, -10, 10 meV/angstrom. A training structure deviates by
 * nothing. Level 4 deviates by twice that.
 */
class KeptErrorsTest {
    private static final double LEVEL_ENERGY = Math.sqrt(5.0 / 4);
    private static final double LEVEL_FORCE = 10 / Math.sqrt(3);

    @TempDir
    private static Path folder;

    private static SparkSession session;
    private static SyntheticRun run;

    @BeforeAll
    static void writeLabels() throws IOException {
        session = Sessions.open("kept errors", Optional.of("local[2]"), Map.of("spark.sql.shuffle.partitions", "2"));
        run = new SyntheticRun(session, folder.resolve("run"))
                .manifest()
                .table("labels", new SyntheticRun(session, folder).labels())
                .table("orderings", new SyntheticRun(session, folder).orderings());
    }

    @AfterAll
    static void closeSession() throws IOException {
        session.close();
    }

    private static Dataset<Row> results(String strategy, String level, double... replicates) {
        Dataset<Row> rows = null;
        for (int i = 0; i < replicates.length; i += 4) {
            Dataset<Row> row = session.sql(String.format(
                    Locale.ROOT,
                    "SELECT '%s' AS strategy, '%s' AS level, %d AS replicate, %.17eD AS %s_shifted,"
                            + " %.17eD AS %s_own_level_shifted, %.17eD AS %s, %.17eD AS %s_own_level",
                    strategy,
                    level,
                    i / 4 + 1,
                    replicates[i],
                    CellTable.ENERGY,
                    replicates[i + 1],
                    CellTable.ENERGY,
                    replicates[i + 2],
                    CellTable.FORCE,
                    replicates[i + 3],
                    CellTable.FORCE));
            rows = rows == null ? row : rows.union(row);
        }
        return rows;
    }

    private static DataTable kept(String strategy, String level, double... replicates) {
        List<String> axes = List.of("strategy", "level");
        return KeptErrors.of(
                        new RunTables(session, run.folder().toString()),
                        results(strategy, level, replicates),
                        axes,
                        "6")
                .orElseThrow()
                .table(Map.of(List.of(strategy, level), new CellTable.Chosen("the key", "knee", true)));
    }

    /**
     * By hand: energy residuals (-1, 0, -1, 2) have the sum of squares 6; their products with the level's error sum to 1.5
     * + 0 - 0.5 + 3 = 4, so the correlation is 4 / sqrt(30) and the share 4 / 5; against their own level they are (0.5,
     * 0.5, -1.5, 0.5), squares 3. Forces reproduce the labels.
     */
    @Test
    void agreesWithAComputationByHand() {
        DataTable kept = kept("random", "5", Math.sqrt(6.0 / 4), Math.sqrt(3.0 / 4), LEVEL_FORCE, 0);
        assertThat(kept.rows()).hasSize(2);
        List<Object> energy = kept.rows().get(0);
        assertThat(energy.subList(0, 6)).containsExactly("random", "5", "the key", "knee", true, "energy");
        assertThat(kept.<Double>value(energy, "level_rmse")).isCloseTo(LEVEL_ENERGY, within(1e-9));
        assertThat(kept.<Double>value(energy, "model_rmse")).isCloseTo(Math.sqrt(1.5), within(1e-12));
        assertThat(kept.<Double>value(energy, "correlation")).isCloseTo(4 / Math.sqrt(30), within(1e-9));
        assertThat(kept.<Double>value(energy, "share")).isCloseTo(0.8, within(1e-9));
        List<Object> force = kept.rows().get(1);
        assertThat(kept.<Double>value(force, "level_rmse")).isCloseTo(LEVEL_FORCE, within(1e-9));
        assertThat(kept.<Double>value(force, "correlation")).isCloseTo(1, within(1e-9));
        assertThat(kept.<Double>value(force, "share")).isCloseTo(1, within(1e-9));
    }

    /** Three replicates that keep all, nothing (residuals of 4 against errors of 3 and 5) and the half of level 4. */
    @Test
    void takesMediansOverReplicates() {
        double d = 2 * LEVEL_ENERGY;
        double f = 2 * LEVEL_FORCE;
        DataTable kept =
                kept("random", "4", d, 0, f, 0, d * 4 / 3, d * 5 / 3, f * 4 / 3, f * 5 / 3, d / 2, d / 2, f / 2, f / 2);
        for (List<Object> row : kept.rows()) {
            assertThat(kept.<Double>value(row, "share")).isCloseTo(0.5, within(1e-9));
            assertThat(kept.<Double>value(row, "correlation")).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void theReferenceLevelAndFoldsHaveNone() {
        assertThat(kept("random", "6", 1, 1, 1, 1).rows()).isEmpty();
        assertThat(kept("k-fold", "5", 1, 1, 1, 1).rows()).isEmpty();
    }

    /** An ordering of the user's does not tell which structures are for testing. */
    @Test
    void isEmptyWhereTheTestSetIsUnknown() throws IOException {
        SyntheticRun other = new SyntheticRun(session, folder.resolve("file"))
                .manifest()
                .table("labels", run.labels())
                .table("orderings", run.orderings().withColumn("strategy", functions.lit("file")));
        assertThat(KeptErrors.of(
                        new RunTables(session, other.folder().toString()),
                        results("file", "5", 1, 1, 1, 1),
                        List.of("strategy", "level"),
                        "6"))
                .isEmpty();
    }
}
