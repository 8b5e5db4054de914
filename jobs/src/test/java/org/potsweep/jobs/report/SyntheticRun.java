package org.potsweep.jobs.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.storage.RunManifest;

/** A run's folder with tables by formula: as many cells as a test needs, and errors that can be told beforehand. */
record SyntheticRun(SparkSession session, Path folder) {
    /** Axes of 2 strategies, 12 sizes, 7 weights, 5 twojmax, 6 levels and 4 ridges. */
    static final int CELLS = 2 * 12 * 7 * 5 * 6 * 4;

    private static final String BERYLLIUM = "../conf/beryllium/sweep.conf";

    /** Writes the manifest, with the settings of the bundled sweep. */
    SyntheticRun manifest() throws IOException {
        String settings = SettingsReader.read(Path.of(BERYLLIUM), Map.of()).rendered();
        RunManifest manifest = new RunManifest(
                "test",
                settings,
                "0123456789abcdef",
                "kernel",
                Map.of("spark", "4.1.0", "java", "17"),
                List.of("results"),
                Map.of("products", 1.5, "solves", 2.25),
                List.of("a warning with <b>markup</b>"),
                3.75,
                new RunManifest.Effort(Map.of("solves", 2.0), true, 1L << 20, 1L << 20, 1L << 30, 0));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("run.json"), manifest.toJson());
        return this;
    }

    SyntheticRun table(String name, Dataset<Row> rows) {
        rows.coalesce(1).write().parquet(folder.resolve(name).toString());
        return this;
    }

    /**
     * Results of {@link #CELLS} cells with three replicates, whose errors lie 10 % below and above those of the second.
     * Errors fall with size and level, and the energy weight trades one for the other.
     */
    Dataset<Row> results() {
        return session.range(3L * CELLS)
                .selectExpr(
                        "CAST(id % 3 + 1 AS INT) AS replicate",
                        "IF(id div 3 % 2 = 0, 'random', 'leverage') AS strategy",
                        "CAST(20 * pow(1.5, id div 6 % 12) AS INT) AS subset_size",
                        "element_at(array(1.0D, 5.0D, 12.25D, 50.0D, 150.0D, 300.0D, 600.0D), CAST(id div 72 % 7 + 1 AS INT)) AS energy_weight",
                        "1.0D AS force_weight",
                        "CAST(2 + 2 * (id div 504 % 5) AS INT) AS twojmax",
                        "CAST(id div 2520 % 6 + 1 AS STRING) AS level",
                        "element_at(array(0.0D, 1e-12D, 1.23456789e-9D, 1e-6D), CAST(id div 15120 % 4 + 1 AS INT)) AS ridge")
                .selectExpr(
                        "*",
                        "IF(subset_size < 40, 'minimum-norm', 'cholesky') AS method",
                        "0.8D + 0.1D * replicate AS luck",
                        "1 + 0.3D * pmod(hash(strategy, subset_size, energy_weight, twojmax, level, ridge), 1000) / 1000 AS chance")
                .selectExpr(
                        "strategy",
                        "replicate",
                        "subset_size",
                        "energy_weight",
                        "force_weight",
                        "ridge",
                        "twojmax",
                        "level",
                        "method",
                        energy("", "100 / CAST(level AS INT)"),
                        energy("_own_level", "10"),
                        energy("_shifted", "100 / CAST(level AS INT)"),
                        energy("_own_level_shifted", "10"),
                        force("", "300 / CAST(level AS INT)"),
                        force("_own_level", "30"),
                        "495 AS p",
                        "495 AS rank",
                        "1e4D AS condition",
                        "subset_size * pow(2.0D, CAST(level AS INT)) AS dft_cost_seconds");
    }

    private static String energy(String suffix, String level) {
        return "(" + level + " + 2000 / sqrt(subset_size) / twojmax / (1 + ln(1 + energy_weight))) * luck * chance"
                + " AS test_energy_rmse_mev_per_atom" + suffix;
    }

    private static String force(String suffix, String level) {
        return "(" + level + " + 3000 / sqrt(subset_size) / twojmax * (1 + ln(1 + energy_weight))) * luck * chance"
                + " AS test_force_rmse_mev_per_angstrom" + suffix;
    }

    /** Labels of a training structure t and of 4 test structures of one atom; see {@link KeptErrorsTest}. */
    Dataset<Row> labels() {
        return session.range(5)
                .selectExpr("IF(id = 0, 't', concat('c', id)) AS config_id", "id")
                .crossJoin(session.range(1, 7).selectExpr("id AS l"))
                .selectExpr(
                        "config_id",
                        "CAST(l AS STRING) AS level",
                        "IF(id = 0, 1e3D, id + 0.001D * (6 - l) * (id - 2.5D)) AS energy_ev",
                        "array(1.0D, id + IF(id % 2 = 0, 0.01D, -0.01D) * (6 - l), 0.0D) AS forces_ev_per_angstrom");
    }

    /** The training structure in an ordering. */
    Dataset<Row> orderings() {
        return session.sql("SELECT 'random-1' AS ordering_id, 'random' AS strategy, 't' AS config_id");
    }

    /** Predictions of one cell for 50 structures of two atoms: half of its level's error is still in them. */
    Dataset<Row> parity() {
        return session.range(50)
                .selectExpr("*", "sin(id * 1.0D) AS label", "0.01D * cos(id * 7.0D) AS error")
                .selectExpr(
                        "'random' AS strategy",
                        "'random-1' AS ordering_id",
                        "1 AS replicate",
                        "20 AS subset_size",
                        "5.0D AS energy_weight",
                        "1.0D AS force_weight",
                        "0.0D AS ridge",
                        "6 AS twojmax",
                        "'2' AS level",
                        "array('best-energy', 'knee') AS roles",
                        "concat('c', id) AS config_id",
                        "label + 0.5D * error AS energy_ev_per_atom",
                        "label AS energy_label_ev_per_atom",
                        "label + error AS energy_label_ev_per_atom_own_level",
                        "transform(sequence(1, 6), i -> i + 0.5D * error) AS forces_ev_per_angstrom",
                        "transform(sequence(1, 6), i -> 1.0D * i) AS forces_label_ev_per_angstrom",
                        "transform(sequence(1, 6), i -> i + error) AS forces_label_ev_per_angstrom_own_level");
    }
}
