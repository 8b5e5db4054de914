package org.potsweep.jobs;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.potsweep.analysis.levels.StructureLabels;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.DatasetSource;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.levels.LevelData;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.storage.Table;

/** Reads the comparison of levels from the tables of a published run: {@code configurations}, {@code labels}. */
public final class RunLevels {
    private final PublishedRun run;

    public RunLevels(PublishedRun run) {
        this.run = run;
    }

    /**
     * One structure after the other passes through this process, which keeps no more than their differences.
     *
     * @param reference the level to compare with; the run's own reference level when empty
     * @throws UserErrorException if the run has no such level
     */
    public LevelData read(Optional<String> reference) {
        DatasetSource source = SettingsReader.datasetOfRun(run.manifest().settings());
        List<LevelSource> levels = source.levels();
        int index = LevelData.indexOf(levels, reference.orElse(source.referenceLevel()));
        LevelData.Builder builder = new LevelData.Builder(levels, index);
        Dataset<Row> labels = run.table(Table.LABELS)
                .groupBy("config_id")
                .agg(functions
                        .collect_list(functions.struct(
                                Stream.of("level", "energy_ev", "forces_ev_per_angstrom", "stress_gpa", "cost_seconds")
                                        .map(functions::col)
                                        .toArray(Column[]::new)))
                        .as("labels"));
        Iterator<Row> rows = run.table(Table.CONFIGURATIONS)
                .join(labels, "config_id")
                .orderBy("config_id")
                .toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            List<Row> byLevel = row.getList(row.fieldIndex("labels"));
            builder.add(
                    LevelData.structure(configuration(row), row.getAs("group")),
                    levels.stream().map(level -> labels(byLevel, level, row)).toList());
        }
        return builder.build();
    }

    private static AtomicConfiguration configuration(Row row) {
        List<Boolean> pbc = row.getList(row.fieldIndex("pbc"));
        return new AtomicConfiguration(
                row.getAs("config_id"),
                new SimulationCell(
                        doubles(row, "lattice_angstrom"), new boolean[] {pbc.get(0), pbc.get(1), pbc.get(2)}),
                row.getList(row.fieldIndex("species")),
                doubles(row, "positions_angstrom"));
    }

    private static StructureLabels labels(List<Row> byLevel, LevelSource level, Row row) {
        Row found = byLevel.stream()
                .filter(label -> label.getAs("level").equals(level.name()))
                .findFirst()
                .orElseThrow(() -> new UserErrorException(
                        Kind.DATA,
                        "the run's table labels has no row of configuration " + row.getAs("config_id") + " at level "
                                + level.name()));
        Double cost = found.getAs("cost_seconds");
        return new StructureLabels(
                found.getAs("energy_ev"),
                doubles(found, "forces_ev_per_angstrom"),
                doubles(found, "stress_gpa"),
                cost == null ? Double.NaN : cost);
    }

    /** An array of doubles; null if it is. */
    private static double[] doubles(Row row, String column) {
        int index = row.fieldIndex(column);
        return row.isNullAt(index)
                ? null
                : row.<Double>getList(index).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
    }
}
