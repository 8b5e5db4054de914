package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.potsweep.jobs.FrontRow;

/**
 * A front in words.
 *
 * @param cells number of cells that were compared
 * @param rows the front, by cost ascending
 */
record FrontText(long cells, List<FrontRow> rows, FrontRow bestEnergy, FrontRow bestForce, FrontRow knee) {

    /** The front as a table, of which no more than {@code maximumRows} points are shown. */
    List<String> table(int maximumRows) {
        int[] shown = shown(maximumRows);
        PointTable table = new PointTable(everyRow());
        for (int index : shown) {
            table.row(rows.get(index), remark(rows.get(index)));
        }
        List<String> lines = new ArrayList<>();
        String selection = shown.length == rows.size() ? "all" : Integer.toString(shown.length);
        lines.add("Pareto front of test energy error"
                + (hasCost()
                        ? ", test force error and DFT cost: "
                        : " and test force error (a level's cost is unknown): ")
                + Quantity.count(rows.size())
                + " of " + Quantity.count(cells) + " cells,");
        lines.add(selection + " shown, by cost" + (table.caption().isEmpty() ? "" : "; " + table.caption()) + ".");
        lines.add("");
        lines.addAll(table.lines());
        return lines;
    }

    /** The three points that stand out, and how to read them. */
    List<String> best() {
        List<String> lines = new ArrayList<>(new PointTable(everyRow())
                .row(bestEnergy, "best energy")
                .row(bestForce, "best force")
                .row(knee, "knee")
                .lines());
        lines.add("");
        lines.add("Errors are medians over replicates, against the reference level; \"on front\" is the share of the"
                + " replicates in");
        lines.add("which the cell is on the front. The knee is the point of the front nearest the ideal one, objectives"
                + " scaled to the");
        lines.add(hasCost() ? "front's range, cost in log." : "front's range.");
        return lines;
    }

    private boolean hasCost() {
        return !Double.isNaN(knee.dftCostSeconds());
    }

    private List<FrontRow> everyRow() {
        List<FrontRow> every = new ArrayList<>(rows);
        every.addAll(List.of(bestEnergy, bestForce, knee));
        return every;
    }

    private String remark(FrontRow row) {
        List<String> remarks = new ArrayList<>();
        if (row.equals(bestEnergy)) {
            remarks.add("best energy");
        }
        if (row.equals(bestForce)) {
            remarks.add("best force");
        }
        if (row.equals(knee)) {
            remarks.add("knee");
        }
        return String.join(", ", remarks);
    }

    /** Indices of the points to show: the three best, and others evenly spaced in the order of cost. */
    private int[] shown(int maximumRows) {
        int count = rows.size();
        SortedSet<Integer> shown = new TreeSet<>();
        for (int slots = Math.min(count, maximumRows); slots >= 0; slots--) {
            shown.clear();
            List.of(bestEnergy, bestForce, knee).forEach(row -> shown.add(rows.indexOf(row)));
            shown.remove(-1);
            for (int slot = 0; slot < slots; slot++) {
                shown.add(slots == 1 ? 0 : (int) Math.round(slot * (count - 1.0) / (slots - 1)));
            }
            if (shown.size() <= maximumRows) {
                break;
            }
        }
        return shown.stream().mapToInt(Integer::intValue).toArray();
    }
}
