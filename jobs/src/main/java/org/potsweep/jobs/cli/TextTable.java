package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns for a terminal: a head of one or more lines, a rule, and rows. */
final class TextTable {
    private static final String GAP = "  ";

    private final boolean[] left;
    private final List<String[]> head = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    /** @param alignment a letter for each column: l aligns left, r right */
    TextTable(String alignment) {
        left = new boolean[alignment.length()];
        for (int column = 0; column < left.length; column++) {
            left[column] = alignment.charAt(column) == 'l';
        }
    }

    /** Adds a line to the head. */
    TextTable head(String... cells) {
        head.add(checked(cells));
        return this;
    }

    /** Adds a row. */
    TextTable row(String... cells) {
        rows.add(checked(cells));
        return this;
    }

    private String[] checked(String[] cells) {
        if (cells.length != left.length) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells in a table of " + left.length + " columns");
        }
        return cells.clone();
    }

    /** The lines of the table, each after {@code indent}, without trailing blanks. */
    List<String> lines(String indent) {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        head.forEach(cells -> lines.add(line(indent, cells, widths)));
        if (!head.isEmpty()) {
            String[] rule = new String[left.length];
            for (int column = 0; column < rule.length; column++) {
                int at = column;
                boolean named = head.stream().anyMatch(cells -> !cells[at].isEmpty());
                rule[column] = named ? "-".repeat(widths[column]) : "";
            }
            lines.add(line(indent, rule, widths));
        }
        rows.forEach(cells -> lines.add(line(indent, cells, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[left.length];
        List<String[]> all = new ArrayList<>(head);
        all.addAll(rows);
        for (String[] cells : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], cells[column].length());
            }
        }
        return widths;
    }

    private String line(String indent, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int column = 0; column < cells.length; column++) {
            String blank = " ".repeat(widths[column] - cells[column].length());
            line.append(column == 0 ? "" : GAP);
            line.append(left[column] ? cells[column] + blank : blank + cells[column]);
        }
        return line.toString().stripTrailing();
    }
}
