package org.potsweep.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.potsweep.analysis.LearningCurve;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.design.Axis;

/**
 * For each learning curve (the cells that differ in subset size alone) the smallest subset that comes within a tolerance
 * of the largest one.
 *
 * @param cells as {@link CellTable#read} gives them
 * @param axes the columns that name a cell
 * @param tolerance relative: 0.1 allows errors 10 % above the largest subset's median
 */
record SmallestSubsets(DataTable cells, List<String> axes, double tolerance) {

    /** A row a curve and error: the other axes, the error, its value at the largest subset, and the subsets. */
    DataTable table() {
        List<String> others = axes.stream()
                .filter(axis -> !axis.equals(Axis.SUBSET_SIZE.column()))
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        for (String error : List.of(CellTable.ENERGY, CellTable.FORCE)) {
            Map<List<Object>, TreeMap<Integer, Spread>> curves = new LinkedHashMap<>();
            for (List<Object> cell : cells.rows()) {
                List<Object> key = new ArrayList<>();
                others.forEach(axis -> key.add(cells.value(cell, axis)));
                Spread spread = new Spread(
                        cells.value(cell, error + "_p16"), cells.value(cell, error), cells.value(cell, error + "_p84"));
                curves.computeIfAbsent(key, k -> new TreeMap<>())
                        .put(cells.value(cell, Axis.SUBSET_SIZE.column()), spread);
            }
            curves.forEach((key, errors) -> rows.add(row(key, error, new LearningCurve(errors))));
        }
        return new DataTable(
                DataTable.columns(
                        others, "error", "largest", "at_largest", "smallest_by_median", "smallest_by_p84", "tolerance"),
                rows);
    }

    private List<Object> row(List<Object> key, String error, LearningCurve curve) {
        List<Object> row = new ArrayList<>(key);
        OptionalInt byP84 = curve.smallestByP84(tolerance);
        row.add(error);
        row.add(curve.largest());
        row.add(curve.errors().get(curve.largest()).median());
        row.add(curve.smallestByMedian(tolerance));
        row.add(byP84.isPresent() ? byP84.getAsInt() : null);
        row.add(tolerance);
        return row;
    }
}
