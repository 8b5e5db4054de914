package org.potsweep.jobs.choice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.engine.Against;
import org.potsweep.jobs.engine.RowKind;
import org.potsweep.jobs.engine.RowSet;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.storage.ResultTables;

/**
 * The cells of a run.
 *
 * @param axes the columns that name a cell, in the table's order
 * @param cells at least one
 */
public record RunCells(List<String> axes, List<RunCell> cells) {
    private static final String ENERGY =
            ResultTables.errorColumn(RowSet.TEST, RowKind.ENERGY, Against.REFERENCE_LEVEL, false);
    private static final String FORCE =
            ResultTables.errorColumn(RowSet.TEST, RowKind.FORCE, Against.REFERENCE_LEVEL, false);

    public RunCells {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
    }

    /** Collects the cells of the table {@code results}. */
    public static RunCells of(Dataset<Row> results) {
        List<String> axes = Axis.among(List.of(results.columns()));
        List<String> columns = new ArrayList<>(axes);
        columns.addAll(List.of("replicate", ENERGY, FORCE, FrontSettings.DFT_COST, "method", "p", "rank", "condition"));
        Map<Map<String, Object>, List<CellReplicate>> cells = new LinkedHashMap<>();
        List<Row> rows = results.selectExpr(columns.toArray(String[]::new)).collectAsList();
        for (Row row : rows) {
            Map<String, Object> key = new LinkedHashMap<>();
            axes.forEach(axis -> key.put(axis, row.getAs(axis)));
            cells.computeIfAbsent(key, k -> new ArrayList<>()).add(replicate(row));
        }
        List<RunCell> all = new ArrayList<>();
        cells.forEach((key, replicates) -> all.add(new RunCell(key, replicates)));
        return new RunCells(axes, all);
    }

    private static CellReplicate replicate(Row row) {
        Double seconds = row.getAs(FrontSettings.DFT_COST);
        return new CellReplicate(
                row.getAs("replicate"),
                row.getAs(ENERGY),
                row.getAs(FORCE),
                seconds == null ? Double.NaN : seconds,
                row.getAs("method"),
                row.getAs("p"),
                row.getAs("rank"),
                row.getAs("condition"));
    }

    /** The axes that have more than one value, which tell cells apart. */
    public List<String> varying() {
        return axes.stream()
                .filter(axis -> cells.stream()
                                .map(cell -> cell.axes().get(axis))
                                .distinct()
                                .limit(2)
                                .count()
                        > 1)
                .toList();
    }

    /** Whether a cell has more than one replicate. */
    public boolean replicated() {
        return cells.stream().anyMatch(cell -> cell.replicates().size() > 1);
    }

    /** The cell with these values of the axes. */
    public Optional<RunCell> at(Map<String, Object> values) {
        return cells.stream().filter(cell -> cell.axes().equals(values)).findFirst();
    }
}
