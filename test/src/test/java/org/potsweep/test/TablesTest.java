package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.potsweep.jobs.PublishedRun;
import org.potsweep.jobs.RunLevels;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.levels.LevelComparison;
import org.potsweep.jobs.levels.LevelData;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.storage.LevelTables;

/** Reads a run's tables as an analyst does who has no Spark: with DuckDB, from the Parquet files alone. */
class TablesTest {
    private static final String CELL =
            "strategy, ordering_id, replicate, subset_size, energy_weight, force_weight, stress_weight, ridge,"
                    + " quadraticflag, twojmax, level";

    /** The columns that tell a table's rows apart. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("configurations", "config_id"),
            Map.entry("labels", "config_id, level"),
            Map.entry("orderings", "ordering_id, rank"),
            Map.entry("results", CELL),
            Map.entry("models", CELL),
            Map.entry(
                    "front",
                    "strategy, subset_size, energy_weight, force_weight, stress_weight, ridge, quadraticflag,"
                            + " twojmax, level"),
            Map.entry("residuals", CELL + ", \"set\", kind, against, scope, name"),
            Map.entry("parity", CELL + ", config_id"),
            Map.entry("levels", "level, scope, name"),
            Map.entry("level_thresholds", "coordinate, scope, name, quantity"),
            Map.entry("run", "stage"));

    private static final long CELLS = 2 * 2 * 2 * 2 * 6;
    private static final long REPLICATES = 2;

    @TempDir
    private static Path folder;

    private static SweepSettings settings;
    private static Connection duckdb;

    @BeforeAll
    static void runSweep() throws SQLException {
        settings = Sweeps.beryllium(Map.of(
                "descriptor.twojmax", "[2, 4]",
                "sampling.sizes", "[5, 100]",
                "sampling.replicates", String.valueOf(REPLICATES),
                "fit.eweight", "[1, 150]",
                "front.evaluation-speed.2", "1e6"));
        Sweeps.run(LocalSpark.shared(), settings, folder);
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    /** The rows that a query answers; {@code FROM @table} stands for the table's files. */
    private static List<List<Object>> query(String sql) throws SQLException {
        String files = sql.replaceAll("@(\\w+)", "read_parquet('" + folder + "/$1/*.parquet')");
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(files)) {
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static long count(String sql) throws SQLException {
        return ((Number) query(sql).get(0).get(0)).longValue();
    }

    private static Map<String, String> types(String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        for (List<Object> column : query("DESCRIBE SELECT * FROM @" + table)) {
            types.put((String) column.get(0), (String) column.get(1));
        }
        return types;
    }

    @Test
    void everyTableHasItsRows() throws SQLException {
        assertThat(count("SELECT count(*) FROM @configurations")).isEqualTo(401);
        assertThat(count("SELECT count(*) FROM @labels")).isEqualTo(401 * 6);
        // A random ordering a replicate, a leverage ordering a replicate and twojmax, all of the 200 for training.
        assertThat(count("SELECT count(*) FROM @orderings")).isEqualTo(REPLICATES * 3 * 200);
        assertThat(count("SELECT count(*) FROM @results")).isEqualTo(REPLICATES * CELLS);
        assertThat(count("SELECT count(*) FROM @models")).isEqualTo(REPLICATES * CELLS);
        assertThat(count("SELECT count(*) FROM @front")).isBetween(3L, CELLS);
        // A model: three sets, two kinds and labels; all and the groups, of which a subset of five has but a few.
        assertThat(count("SELECT count(*) FROM @residuals WHERE \"set\" <> 'subset'"))
                .isEqualTo(count("SELECT count(*) FROM @front") * REPLICATES * 2 * 4 * 10);
        assertThat(count("SELECT count(*) FROM @parity") % 201).isZero();
        assertThat(count("SELECT count(DISTINCT config_id) FROM @parity")).isEqualTo(201);
        // A level: all, nine groups, four quarters; a coordinate: all and the groups, five quantities each.
        assertThat(count("SELECT count(*) FROM @levels")).isEqualTo(6 * 14);
        assertThat(count("SELECT count(*) FROM @level_thresholds")).isEqualTo(2 * 10 * 5);
        assertThat(count("SELECT count(*) FROM @run")).isGreaterThan(3);
    }

    @Test
    void columnsAreNamedAndTypedAsTheDesignSays() throws SQLException {
        assertThat(types("configurations"))
                .containsExactlyEntriesOf(ordered("config_id VARCHAR, group VARCHAR, set VARCHAR, species VARCHAR[],"
                        + " positions_angstrom DOUBLE[], lattice_angstrom DOUBLE[], pbc BOOLEAN[], natoms INTEGER,"
                        + " energy_weight_factor DOUBLE, force_weight_factor DOUBLE,"
                        + " stress_weight_factor DOUBLE"));
        assertThat(types("labels"))
                .containsExactlyEntriesOf(
                        ordered("config_id VARCHAR, level VARCHAR, energy_ev DOUBLE, forces_ev_per_angstrom DOUBLE[],"
                                + " stress_gpa DOUBLE[], cost_seconds DOUBLE"));
        assertThat(types("orderings"))
                .containsExactlyEntriesOf(ordered("ordering_id VARCHAR, strategy VARCHAR, replicate INTEGER,"
                        + " twojmax INTEGER, rank INTEGER, config_id VARCHAR, score DOUBLE"));
        Map<String, String> cell = ordered("strategy VARCHAR, ordering_id VARCHAR, replicate INTEGER,"
                + " subset_size INTEGER, energy_weight DOUBLE, force_weight DOUBLE, stress_weight DOUBLE,"
                + " ridge DOUBLE, quadraticflag BOOLEAN, twojmax INTEGER, level VARCHAR");
        assertThat(types("models")).containsAllEntriesOf(cell).containsEntry("coefficients", "DOUBLE[]");
        Map<String, String> results = new LinkedHashMap<>(cell);
        results.putAll(ordered("n_configs BIGINT, n_rows BIGINT, p INTEGER, rank INTEGER, condition DOUBLE,"
                + " method VARCHAR, refined BOOLEAN"));
        for (String set : List.of("subset", "train", "test")) {
            for (String against : List.of("_own_level", "")) {
                results.put(set + "_energy_rmse_mev_per_atom" + against, "DOUBLE");
                results.put(set + "_energy_rmse_mev_per_atom" + against + "_shifted", "DOUBLE");
                results.put(set + "_force_rmse_mev_per_angstrom" + against, "DOUBLE");
            }
        }
        results.put("dft_cost_seconds", "DOUBLE");
        results.put("evaluation_cost", "DOUBLE");
        assertThat(List.copyOf(types("results").keySet()).subList(0, cell.size()))
                .containsExactlyElementsOf(cell.keySet());
        assertThat(types("results")).containsExactlyInAnyOrderEntriesOf(results);
        assertThat(types("residuals"))
                .containsAllEntriesOf(cell)
                .containsAllEntriesOf(
                        ordered(
                                "set VARCHAR, kind VARCHAR, against VARCHAR, scope VARCHAR, name VARCHAR,"
                                        + " n_residuals BIGINT, unit VARCHAR, rmse DOUBLE, mae DOUBLE, p95 DOUBLE, max DOUBLE, r2 DOUBLE"));
        assertThat(types("parity"))
                .containsAllEntriesOf(cell)
                .containsAllEntriesOf(ordered("roles VARCHAR[], config_id VARCHAR, energy_ev_per_atom DOUBLE,"
                        + " energy_label_ev_per_atom DOUBLE, energy_label_ev_per_atom_own_level DOUBLE,"
                        + " forces_ev_per_angstrom DOUBLE[], forces_label_ev_per_angstrom DOUBLE[],"
                        + " forces_label_ev_per_angstrom_own_level DOUBLE[]"));
        assertThat(types("front")).containsEntry("membership", "DOUBLE").containsEntry("dft_cost_seconds", "DOUBLE");
        assertThat(types("levels"))
                .containsExactlyEntriesOf(
                        ordered("level VARCHAR, scope VARCHAR, name VARCHAR, kspacing_per_angstrom DOUBLE,"
                                + " encut_ev DOUBLE, reference_level VARCHAR, bulk_config_id VARCHAR, n_configs INTEGER,"
                                + " n_atoms BIGINT, shortest_vector_from_angstrom DOUBLE,"
                                + " shortest_vector_to_angstrom DOUBLE, energy_mean_deviation_mev_per_atom DOUBLE,"
                                + " energy_mean_absolute_deviation_mev_per_atom DOUBLE, energy_rmse_mev_per_atom DOUBLE,"
                                + " energy_rmse_mev_per_atom_bulk_shifted DOUBLE,"
                                + " energy_rmse_mev_per_atom_mean_shifted DOUBLE, force_rmse_mev_per_angstrom DOUBLE,"
                                + " stress_rmse_gpa DOUBLE, virial_rmse_mev_per_atom DOUBLE, mean_cost_seconds DOUBLE,"
                                + " max_cost_seconds DOUBLE"));
        assertThat(types("level_thresholds"))
                .containsExactlyEntriesOf(ordered("coordinate VARCHAR, scope VARCHAR, name VARCHAR, quantity VARCHAR,"
                        + " reference_level VARCHAR, value_at_finest DOUBLE, mean_absolute_deviation DOUBLE,"
                        + " threshold DOUBLE, threshold_level VARCHAR, next_finer DOUBLE, next_finer_level VARCHAR"));
        assertThat(types("run")).containsEntry("dataset_fingerprint", "VARCHAR").containsEntry("seconds", "DOUBLE");
    }

    /** "name TYPE, name TYPE" as a map. */
    private static Map<String, String> ordered(String columns) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String column : columns.split(", ")) {
            String[] nameAndType = column.strip().split(" ");
            types.put(nameAndType[0], nameAndType[1]);
        }
        return types;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configurations",
                "labels",
                "orderings",
                "results",
                "models",
                "front",
                "residuals",
                "parity",
                "levels",
                "level_thresholds",
                "run"
            })
    void keysAreUniqueAndNumbersFinite(String table) throws SQLException {
        assertThat(count("SELECT count(*) FROM (SELECT DISTINCT " + KEYS.get(table) + " FROM @" + table + ")"))
                .isEqualTo(count("SELECT count(*) FROM @" + table));
        for (Map.Entry<String, String> column : types(table).entrySet()) {
            String name = '"' + column.getKey() + '"';
            String condition = switch (column.getValue()) {
                case "DOUBLE" ->
                    (column.getKey().equals("r2") ? "" : name + " IS NULL OR ") + "NOT isfinite(" + name + ")";
                case "DOUBLE[]" -> "len(list_filter(" + name + ", lambda x: x IS NULL OR NOT isfinite(x))) > 0";
                default -> name + " IS NULL AND " + !column.getKey().equals("twojmax");
            };
            assertThat(count("SELECT count(*) FROM @" + table + " WHERE " + condition))
                    .as(column.getKey())
                    .isZero();
        }
    }

    /** Twice: against the results, and against the labels and orderings that they come from. */
    @Test
    void tablesJoin() throws SQLException {
        String perCell = "SELECT " + CELL + ", any_value(r.n_configs) AS n, any_value(r.dft_cost_seconds) AS cost,"
                + " any_value(r.p) + 1 AS length, any_value(len(m.coefficients)) AS coefficients,"
                + " count(*) AS members, sum(l.cost_seconds) AS seconds"
                + " FROM @results r JOIN @models m USING (" + CELL + ")"
                + " JOIN (SELECT ordering_id, rank, config_id FROM @orderings) o USING (ordering_id)"
                + " JOIN @labels l USING (config_id, level)"
                + " WHERE o.rank <= r.subset_size GROUP BY " + CELL;
        assertThat(count("SELECT count(*) FROM (" + perCell + ")")).isEqualTo(REPLICATES * CELLS);
        assertThat(count("SELECT count(*) FROM (" + perCell + ") WHERE n <> members OR n <> subset_size"
                        + " OR length <> coefficients OR abs(seconds - cost) > 1e-9 * cost"))
                .isZero();
        assertThat(count("SELECT count(*) FROM @front f JOIN @results r USING (" + KEYS.get("front") + ")"))
                .isEqualTo(REPLICATES * count("SELECT count(*) FROM @front"));
    }

    /** The errors of the levels, recomputed from the labels in SQL. */
    @Test
    void levelsFollowFromTheLabels() throws SQLException {
        String both = "SELECT l.level, (l.energy_ev - r.energy_ev) / natoms AS d, natoms, \"group\","
                + " list_sum(list_transform(range(1, 3 * natoms + 1), lambda k:"
                + " (l.forces_ev_per_angstrom[k] - r.forces_ev_per_angstrom[k]) ** 2)) AS f"
                + " FROM @labels l JOIN (SELECT * FROM @labels WHERE level = '6') r USING (config_id)"
                + " JOIN @configurations USING (config_id)";
        String errors = "SELECT level, \"group\" AS name, 1000 * sqrt(avg(d * d)) AS e, 1000 * avg(d) AS m,"
                + " 1000 * sqrt(sum(f) / sum(3 * natoms)) AS f FROM (" + both + ") GROUP BY level, \"group\"";
        assertThat(count("SELECT count(*) FROM @levels t JOIN (" + errors + ") s USING (level, name)"
                        + " WHERE t.scope = 'group' AND abs(t.energy_rmse_mev_per_atom - s.e) <= 1e-8"
                        + " AND abs(t.energy_mean_deviation_mev_per_atom - s.m) <= 1e-8"
                        + " AND abs(t.force_rmse_mev_per_angstrom - s.f) <= 1e-8"))
                .isEqualTo(6 * 9);
    }

    /** What {@code levels RUN} reads from the tables is what {@code levels CONF} reads from the files. */
    @Test
    void levelsOfTheRunAreThoseOfTheData() {
        LevelData fromRun =
                new RunLevels(PublishedRun.open(LocalSpark.shared(), folder.toString())).read(Optional.empty());
        LevelData fromFiles = LevelData.of(DatasetReader.read(settings.dataset()));
        assertThat(fromRun.reference()).isEqualTo(fromFiles.reference());
        assertThat(fromRun.deviations()).isEqualTo(fromFiles.deviations());
        assertThat(LevelTables.thresholds(LevelComparison.of(fromRun, Optional.empty())))
                .isEqualTo(LevelTables.thresholds(LevelComparison.of(fromFiles, Optional.empty())));
        assertThat(new RunLevels(PublishedRun.open(LocalSpark.shared(), folder.toString()))
                        .read(Optional.of("3"))
                        .reference())
                .isEqualTo(2);
    }

    /** On the front, no cell is as good as another everywhere and better somewhere; medians of two are means. */
    @Test
    void frontHoldsWhatNoMedianDominates() throws SQLException {
        String medians = "SELECT " + KEYS.get("front") + ", avg(test_energy_rmse_mev_per_atom) AS e,"
                + " avg(test_force_rmse_mev_per_angstrom) AS f, avg(dft_cost_seconds) AS c"
                + " FROM @results GROUP BY " + KEYS.get("front");
        String undominated = "WITH m AS (" + medians + ") SELECT count(*) FROM m a WHERE NOT EXISTS (SELECT 1 FROM m b"
                + " WHERE b.e <= a.e AND b.f <= a.f AND b.c <= a.c AND (b.e < a.e OR b.f < a.f OR b.c < a.c))";
        assertThat(count("SELECT count(*) FROM @front")).isEqualTo(count(undominated));
    }

    @Test
    void manifestNamesWhatIsPublished() throws IOException, SQLException {
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("run.json").toFile());
        List<String> tables = new ArrayList<>();
        manifest.get("tables").forEach(name -> tables.add(name.asText()));
        assertThat(tables).containsExactlyInAnyOrderElementsOf(KEYS.keySet());
        assertThat(manifest.get("dataset").asText())
                .isEqualTo(DatasetReader.read(settings.dataset()).fingerprint());
        assertThat(query("SELECT DISTINCT dataset_fingerprint, settings FROM @run"))
                .containsExactly(List.of(manifest.get("dataset").asText(), settings.rendered()));
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.equals(".lock") && !name.endsWith(".crc"))
                            .collect(Collectors.toSet()))
                    .isEqualTo(Stream.concat(tables.stream(), Stream.of("run.json"))
                            .collect(Collectors.toSet()));
        }
    }
}
