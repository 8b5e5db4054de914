package org.potsweep.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.potsweep.analysis.Quantiles;

/** What a logarithmic axis shows. */
record LogRange(double from, double to) {
    private static final double MARGIN = 1.15;
    private static final double SHOWN_PERCENT = 95;

    /**
     * The range of a column that is worth showing: all of the front, and of the other cells all but the worst twentieth,
     * which may lie decades above.
     *
     * @param cells as {@link CellTable#read} gives them
     */
    static LogRange of(DataTable cells, String column) {
        double[] values = Arrays.stream(cells.doubles(column))
                .filter(value -> value > 0 && value < Double.POSITIVE_INFINITY)
                .toArray();
        if (values.length == 0) {
            return new LogRange(1, 10);
        }
        int at = cells.index(column);
        double front = cells.rows().stream()
                .filter(row -> cells.<Boolean>value(row, "on_front"))
                .map(row -> (Number) row.get(at))
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .max()
                .orElse(0);
        double smallest = Arrays.stream(values).min().orElseThrow();
        double largest = Math.max(front, Quantiles.percentile(values, SHOWN_PERCENT));
        return new LogRange(smallest / MARGIN, largest * MARGIN);
    }

    List<Double> domain() {
        return List.of(from, to);
    }

    /** 1, 2 and 5 of every decade. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(from)); Math.pow(10, decade) <= to; decade++) {
            for (int digit : new int[] {1, 2, 5}) {
                double tick = Double.parseDouble(digit + "e" + decade);
                if (tick >= from && tick <= to) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
