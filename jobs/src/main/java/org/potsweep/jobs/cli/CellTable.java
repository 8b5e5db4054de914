package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.choice.RunCells;

/** Cells of a run as an aligned table: the axes that tell them apart, what they are judged by, and words for each. */
final class CellTable {
    /** A column that follows from the cell. */
    private record Column(String alignment, List<String> head, Function<RunCell, String> text) {}

    private final List<Column> columns = new ArrayList<>();
    private final TimeUnit unit;
    private final boolean replicated;
    private final List<List<String>> wordHeads = new ArrayList<>();
    private final StringBuilder wordAlignment = new StringBuilder();
    private final List<String[]> rows = new ArrayList<>();

    /** A table of the axes that vary in the run, and the DFT cost. */
    CellTable(RunCells run) {
        double longest = run.cells().stream()
                .flatMap(cell -> cell.dftSeconds().stream())
                .mapToDouble(Spread::median)
                .max()
                .orElse(0);
        unit = TimeUnit.upTo(longest);
        replicated = run.replicated();
        columns.add(new Column("l", List.of(), cell -> cell.hasMinimumNorm() ? PointTable.FALLBACK_MARK : ""));
        for (String axis : run.varying()) {
            boolean number = run.cells().get(0).axes().get(axis) instanceof Number;
            columns.add(new Column(
                    number ? "r" : "l",
                    ColumnTitle.of(axis).head(),
                    cell -> text(cell.axes().get(axis))));
        }
        if (longest > 0) {
            columns.add(new Column("r", List.of("DFT cost", unit.symbol()), this::cost));
        }
    }

    private static String text(Object value) {
        return value instanceof Double number ? Quantity.setting(number) : String.valueOf(value);
    }

    private String cost(RunCell cell) {
        return cell.dftSeconds()
                .map(cost -> Quantity.significant(unit.in(cost.median()), 3))
                .orElse("-");
    }

    /** The unit of the DFT cost. */
    TimeUnit unit() {
        return unit;
    }

    CellTable withEnergy() {
        return withError(List.of("energy RMSE", "meV/atom"), RunCell::energyRmse);
    }

    CellTable withForce() {
        return withError(List.of("force RMSE", "meV/A"), RunCell::forceRmse);
    }

    private CellTable withError(List<String> head, Function<RunCell, Spread> error) {
        columns.add(new Column(
                "r", head, cell -> Quantity.significant(error.apply(cell).median(), 4)));
        if (replicated) {
            columns.add(new Column("l", List.of("", "16-84 %"), cell -> Quantity.range(error.apply(cell))));
        }
        return this;
    }

    /** @param speeds atom-steps a second by twojmax */
    CellTable withSpeed(Map<Integer, Double> speeds) {
        columns.add(new Column("r", List.of("speed", "1/s"), cell -> {
            Double speed = speeds.get(cell.twojmax());
            return speed == null ? "-" : Quantity.significant(speed, 1);
        }));
        return this;
    }

    /** Adds a column of words that come with each row. */
    CellTable withWords(String alignment, String... head) {
        wordAlignment.append(alignment);
        wordHeads.add(List.of(head));
        return this;
    }

    void row(RunCell cell, String... words) {
        List<String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(column.text().apply(cell)));
        cells.addAll(List.of(words));
        rows.add(cells.toArray(String[]::new));
    }

    List<String> lines() {
        List<List<String>> heads = new ArrayList<>();
        columns.forEach(column -> heads.add(column.head()));
        heads.addAll(wordHeads);
        TextTable table =
                new TextTable(columns.stream().map(Column::alignment).collect(Collectors.joining()) + wordAlignment);
        int height = heads.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            int at = line;
            table.head(heads.stream()
                    .map(head -> at < head.size() ? head.get(at) : "")
                    .toArray(String[]::new));
        }
        rows.forEach(table::row);
        return table.lines("");
    }
}
