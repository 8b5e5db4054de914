package org.potsweep.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.potsweep.jobs.dataset.DatasetSource;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.storage.Table;

/** The tables {@code levels} and {@code level_thresholds} as charts draw them: one row a value. */
record LevelRows(RunTables run, DatasetSource source) {
    /** Columns of {@code levels} and of its thresholds, with what they are called, in the order in which they are shown. */
    private static final Map<String, String> QUANTITIES = new LinkedHashMap<>();

    static {
        QUANTITIES.put("energy_rmse_mev_per_atom", "energy RMSE, meV/atom");
        QUANTITIES.put("energy_rmse_mev_per_atom_mean_shifted", "energy RMSE, mean-shifted, meV/atom");
        QUANTITIES.put("force_rmse_mev_per_angstrom", "force RMSE, meV/\u00c5");
        QUANTITIES.put("virial_rmse_mev_per_atom", "virial RMSE, meV/atom");
        QUANTITIES.put("mean_cost_seconds", "mean cost, s a structure");
        QUANTITIES.put("energy_mean_deviation_mev_per_atom", "energy mean dev.");
        QUANTITIES.put("energy_mean_absolute_deviation_mev_per_atom", "energy mean |dev.|");
    }

    private static final List<String> CHARTED =
            QUANTITIES.keySet().stream().limit(5).toList();

    Map<String, DataTable> tables() {
        Map<String, DataTable> tables = new LinkedHashMap<>();
        run.find(Table.LEVELS.folder()).ifPresent(levels -> tables.put("levels", errors(levels)));
        run.find(Table.LEVEL_THRESHOLDS.folder())
                .map(LevelRows::thresholds)
                .filter(thresholds -> !thresholds.rows().isEmpty())
                .ifPresent(thresholds -> tables.put("thresholds", thresholds));
        return tables;
    }

    /** What a level is called where its settings matter: its name, and its k-point spacing if that is declared. */
    static String label(LevelSource level) {
        return level.kspacingPerAngstrom().isPresent()
                ? level.name() + " (" + level.kspacingPerAngstrom().getAsDouble() + ")"
                : level.name();
    }

    private DataTable errors(Dataset<Row> levels) {
        Map<String, String> labels = new LinkedHashMap<>();
        source.levels().forEach(level -> labels.put(level.name(), label(level)));
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : levels.where("scope IN ('all', 'group')").collectAsList()) {
            for (String quantity : CHARTED) {
                Double value = row.getAs(quantity);
                // The reference level has no error against itself; a logarithmic axis has no place for it.
                if (value != null && value > 0) {
                    List<Object> values = new ArrayList<>();
                    values.add(labels.get(row.<String>getAs("level")));
                    values.add(row.getAs("kspacing_per_angstrom"));
                    values.add(row.getAs("encut_ev"));
                    values.add(row.getAs("scope"));
                    values.add(row.getAs("scope").equals("all") ? "all structures" : row.getAs("name"));
                    values.add(QUANTITIES.get(quantity));
                    values.add(value);
                    rows.add(values);
                }
            }
        }
        return new DataTable(
                List.of("level", "kspacing_per_angstrom", "encut_ev", "scope", "structures", "quantity", "value"),
                rows);
    }

    private static DataTable thresholds(Dataset<Row> thresholds) {
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : thresholds.orderBy("coordinate", "scope", "name").collectAsList()) {
            List<Object> values = new ArrayList<>();
            values.add(row.getAs("coordinate"));
            values.add(row.getAs("scope").equals("all") ? "all structures" : row.getAs("name"));
            values.add(QUANTITIES.get(row.<String>getAs("quantity")).replaceAll(", meV.*", ""));
            values.add(row.getAs("threshold"));
            values.add(row.getAs("threshold_level"));
            values.add(row.getAs("next_finer"));
            values.add(row.getAs("next_finer_level"));
            rows.add(values);
        }
        return new DataTable(
                List.of(
                        "coordinate",
                        "structures",
                        "quantity",
                        "threshold",
                        "threshold_level",
                        "next_finer",
                        "next_finer_level"),
                rows);
    }
}
