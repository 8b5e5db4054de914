package org.potsweep.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.potsweep.analysis.Quantiles;

/** What a logarithmic axis shows. */
record LogRange(double from, double to) {
    private static final double MARGIN = 1.15;
    private static final double SHOWN_PERCENT = 95;
    private static final double SHORT = 30;

    /** The range of all cells. */
    static LogRange whole(DataTable cells, String column) {
        return of(positive(cells.doubles(column)), 100);
    }

    /**
     * The range of an error that is worth showing: from the smallest of all cells to the 95th percentile of the front, as
     * its cheapest cells, and many that are not on it, may lie decades above; but cells that stand out are in it.
     *
     * @param cells as {@link CellTable#read} gives them
     * @param front the column that tells cells on the front
     */
    static LogRange ofFront(DataTable cells, String column, String front) {
        int at = cells.index(column);
        double[] onFront = positive(cells.rows().stream()
                .filter(row -> cells.<Boolean>value(row, front) && row.get(at) != null)
                .mapToDouble(row -> ((Number) row.get(at)).doubleValue())
                .toArray());
        LogRange all = whole(cells, column);
        if (onFront.length == 0) {
            return all;
        }
        double marked = cells.rows().stream()
                .filter(row -> cells.value(row, "mark") != null && row.get(at) != null)
                .mapToDouble(row -> ((Number) row.get(at)).doubleValue())
                .max()
                .orElse(0);
        return new LogRange(all.from, Math.max(marked * MARGIN, of(onFront, SHOWN_PERCENT).to));
    }

    private static double[] positive(double[] values) {
        return Arrays.stream(values)
                .filter(value -> value > 0 && value < Double.POSITIVE_INFINITY)
                .toArray();
    }

    private static LogRange of(double[] values, double percent) {
        return values.length == 0
                ? new LogRange(1, 10)
                : new LogRange(
                        Arrays.stream(values).min().orElseThrow() / MARGIN,
                        Quantiles.percentile(values, percent) * MARGIN);
    }

    boolean holds(double value) {
        return value >= from && value <= to;
    }

    List<Double> domain() {
        return List.of(from, to);
    }

    /** 1, 2 and 5 of every decade, of a short range also 3 and 7. */
    List<Double> ticks() {
        return to < SHORT * from ? allTicks() : ticks(1, 2, 5);
    }

    /** For an axis that shows a part of the range, which is not known beforehand: 1, 2, 3, 5 and 7 of every decade. */
    List<Double> allTicks() {
        return ticks(1, 2, 3, 5, 7);
    }

    private List<Double> ticks(int... digits) {
        List<Double> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(from)); Math.pow(10, decade) <= to; decade++) {
            for (int digit : digits) {
                double tick = Double.parseDouble(digit + "e" + decade);
                if (tick >= from && tick <= to) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
