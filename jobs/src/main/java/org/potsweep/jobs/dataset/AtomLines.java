package org.potsweep.jobs.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the atoms of one frame from its lines. The arrays grow with the lines, whatever number was announced. */
final class AtomLines {
    private static final int INITIAL_ATOMS = 64;

    private final AtomColumns columns;
    private final Map<String, String> symbols;
    private final List<String> species = new ArrayList<>();
    private final double[][] values;

    /** @param symbols the species met so far in the file: one string each, however many atoms */
    AtomLines(AtomColumns columns, Map<String, String> symbols) {
        this.columns = columns;
        this.symbols = symbols;
        this.values = new double[columns.kept().size()][];
        for (int k = 0; k < values.length; k++) {
            values[k] = new double[INITIAL_ATOMS * columns.widths()[k]];
        }
    }

    /** @throws IllegalArgumentException if the line is not one of an atom */
    void add(String line) {
        int atom = species.size();
        grow(atom);
        int length = line.length();
        int at = 0;
        for (int t = 0; t < columns.tokens(); t++) {
            while (at < length && line.charAt(at) <= ' ') {
                at++;
            }
            int start = at;
            while (at < length && line.charAt(at) > ' ') {
                at++;
            }
            if (start == at) {
                throw wrongCount(atom, line);
            }
            store(atom, t, line, start, at);
        }
        if (!columns.open() && !line.substring(at).isBlank()) {
            throw wrongCount(atom, line);
        }
        for (int axis = 0; axis < 3; axis++) {
            double coordinate = values[0][3 * atom + axis];
            if (!Double.isFinite(coordinate)) {
                throw new IllegalArgumentException(
                        "atom " + (atom + 1) + ": coordinate " + coordinate + " angstrom is not finite");
            }
        }
    }

    private void store(int atom, int token, String line, int start, int end) {
        int column = columns.destination()[token];
        if (column == AtomColumns.SPECIES) {
            String symbol = line.substring(start, end);
            species.add(symbols.computeIfAbsent(symbol, s -> s));
        } else if (column != AtomColumns.SKIPPED) {
            try {
                values[column][columns.widths()[column] * atom + columns.component()[token]] =
                        DecimalNumber.parse(line, start, end);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("atom " + (atom + 1) + ": \"" + shorten(line.substring(start, end))
                        + "\" in column " + columns.kept().get(column) + " is not a number");
            }
        }
    }

    private void grow(int atom) {
        for (int k = 0; k < values.length; k++) {
            int width = columns.widths()[k];
            if (values[k].length < width * (atom + 1)) {
                values[k] = Arrays.copyOf(values[k], 2 * values[k].length);
            }
        }
    }

    private IllegalArgumentException wrongCount(int atom, String line) {
        int found = line.isBlank() ? 0 : line.strip().split("\\s+").length;
        return new IllegalArgumentException("atom " + (atom + 1) + ": expected " + columns.tokens()
                + " columns (" + String.join(", ", columns.names()) + "), found " + found + ": \"" + shorten(line)
                + "\"");
    }

    static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    List<String> species() {
        return species;
    }

    double[] positions() {
        return Arrays.copyOf(values[0], 3 * species.size());
    }

    /** The wanted columns by name, positions excluded. */
    Map<String, double[]> columns() {
        Map<String, double[]> byName = new HashMap<>();
        for (int k = 1; k < values.length; k++) {
            byName.put(columns.kept().get(k), Arrays.copyOf(values[k], columns.widths()[k] * species.size()));
        }
        return byName;
    }
}
