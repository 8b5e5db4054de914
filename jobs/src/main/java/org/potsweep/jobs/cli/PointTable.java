package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.potsweep.analysis.Objective;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontRow;

/** Points of a front as an aligned table: of the columns that name them, only those that vary are shown. */
final class PointTable {
    /** Marks a point that was not solved at full rank. */
    static final String FALLBACK_MARK = "*";

    static final String FALLBACK_LEGEND = FALLBACK_MARK
            + " minimum-norm fits: the subset has fewer independent rows than the model has coefficients.";

    private static final String FULL_RANK = "cholesky";

    private final FrontAnswer answer;
    private final List<String> shown = new ArrayList<>();
    private final Map<String, String> alike = new LinkedHashMap<>();
    private final TextTable table;

    /** @param all every point that the reader gets to see: what is alike in all of them becomes a caption */
    PointTable(FrontAnswer answer, List<FrontRow> all) {
        this.answer = answer;
        StringBuilder alignment = new StringBuilder(answer.hasMethods() ? "l" : "");
        for (String axis : answer.query().cell()) {
            List<String> values = all.stream()
                    .map(row -> text(row.axes().get(axis)))
                    .distinct()
                    .toList();
            if (values.size() > 1) {
                shown.add(axis);
                boolean number = all.stream().allMatch(row -> row.axes().get(axis) instanceof Number);
                alignment.append(number ? "r" : "l");
            } else {
                alike.put(axis, values.get(0));
            }
        }
        alignment
                .append("r".repeat(answer.query().objectives().size() + shares()))
                .append("l");
        table = new TextTable(alignment.toString());
        head();
    }

    private int shares() {
        return (answer.hasReplicates() ? 1 : 0) + (answer.query().resamples() > 0 ? 1 : 0);
    }

    private void head() {
        List<List<String>> heads = new ArrayList<>();
        if (answer.hasMethods()) {
            heads.add(List.of());
        }
        shown.forEach(axis -> heads.add(ColumnTitle.of(axis).head()));
        for (Objective objective : answer.query().objectives()) {
            heads.add(ColumnTitle.of(objective.name()).head());
        }
        if (answer.hasReplicates()) {
            heads.add(List.of("on", "front"));
        }
        if (answer.query().resamples() > 0) {
            heads.add(List.of("boot-", "strap"));
        }
        heads.add(List.of());
        int lines = heads.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < lines; line++) {
            int at = line;
            table.head(heads.stream()
                    .map(head -> at < head.size() ? head.get(at) : "")
                    .toArray(String[]::new));
        }
    }

    /** What is alike in all points: {@code force weight 1, ridge 0}; empty if nothing is. */
    String caption() {
        List<String> parts = new ArrayList<>();
        alike.forEach((axis, value) -> parts.add(ColumnTitle.of(axis).phrase() + " " + value));
        return String.join(", ", parts);
    }

    /** Adds a point, with a remark behind it. */
    PointTable row(FrontRow row, String remark) {
        List<String> cells = new ArrayList<>();
        if (answer.hasMethods()) {
            cells.add(isMarked(row) ? FALLBACK_MARK : "");
        }
        shown.forEach(axis -> cells.add(text(row.axes().get(axis))));
        answer.query()
                .objectives()
                .forEach(objective -> cells.add(Quantity.significant(row.value(objective.name()), 4)));
        if (answer.hasReplicates()) {
            cells.add(percent(row.membership()));
        }
        if (answer.query().resamples() > 0) {
            cells.add(percent(row.bootstrapShare()));
        }
        cells.add(remark);
        table.row(cells.toArray(String[]::new));
        return this;
    }

    /** Whether the cell has minimum-norm fits. */
    static boolean isMarked(FrontRow row) {
        return row.method() != null && !FULL_RANK.equals(row.method());
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String text(Object value) {
        return value == null ? "-" : value instanceof Double number ? Quantity.setting(number) : value.toString();
    }

    List<String> lines() {
        return table.lines("");
    }
}
