package org.potsweep.jobs.dataset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a frame's atom lines, from its {@code Properties}: for every token of a line, where it goes.
 *
 * @param names the names of all columns, in the line's order
 * @param kept the columns of real numbers that are read; {@code pos} is the first
 * @param widths tokens an atom of each kept column
 * @param destination for each token the index of its column in {@code kept}, or {@link #SPECIES}, or {@link #SKIPPED}
 * @param component for each token its place in the column
 * @param open whether a line may go on after the last token (a frame without Properties)
 */
record AtomColumns(
        List<String> names, List<String> kept, int[] widths, int[] destination, int[] component, boolean open) {
    static final int SPECIES = -1;
    static final int SKIPPED = -2;

    private static final String PLAIN = "species:S:1:pos:R:3";

    /** The columns of a frame that does not tell them: species and positions, and whatever follows is skipped. */
    static AtomColumns plain() {
        return parse(PLAIN, Set.of(), true);
    }

    /**
     * The columns that {@code properties} (name:type:count:...) tells.
     *
     * @param wanted the columns of real numbers that are kept beside the positions
     * @throws IllegalArgumentException if it is malformed, or has no species:S:1 or pos:R:3
     */
    static AtomColumns parse(String properties, Set<String> wanted) {
        return parse(properties, wanted, false);
    }

    private static AtomColumns parse(String properties, Set<String> wanted, boolean open) {
        String[] fields = properties.split(":", -1);
        if (fields.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "Properties=" + properties + " is not a list of name:type:count (S, R, I or L)");
        }
        Set<String> names = new LinkedHashSet<>();
        List<String> kept = new ArrayList<>(List.of("pos"));
        List<Integer> widths = new ArrayList<>(List.of(3));
        List<Integer> destination = new ArrayList<>();
        List<Integer> component = new ArrayList<>();
        for (int f = 0; f < fields.length; f += 3) {
            String name = fields[f];
            int count = count(properties, fields[f + 1], fields[f + 2]);
            if (!names.add(name)) {
                throw new IllegalArgumentException("Properties=" + properties + " has two columns named " + name);
            }
            int target = SKIPPED;
            if (name.equals("species") || name.equals("pos")) {
                requireType(properties, fields, f);
                target = name.equals("pos") ? 0 : SPECIES;
            } else if (fields[f + 1].equals("R") && wanted.contains(name)) {
                target = kept.size();
                kept.add(name);
                widths.add(count);
            }
            for (int c = 0; c < count; c++) {
                destination.add(target);
                component.add(c);
            }
        }
        if (!names.contains("species") || !names.contains("pos")) {
            throw new IllegalArgumentException("Properties=" + properties + " has no "
                    + (names.contains("pos") ? "species:S:1" : "pos:R:3") + ": an atom needs species:S:1 and pos:R:3");
        }
        return new AtomColumns(
                List.copyOf(names), List.copyOf(kept), ints(widths), ints(destination), ints(component), open);
    }

    private static int count(String properties, String type, String count) {
        if (List.of("S", "R", "I", "L").contains(type) && count.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(count);
        }
        throw new IllegalArgumentException("Properties=" + properties + " has a column of type " + type + " and count "
                + count + ": types are S, R, I and L, counts are positive");
    }

    private static void requireType(String properties, String[] fields, int f) {
        String expected = fields[f].equals("pos") ? "R:3" : "S:1";
        if (!expected.equals(fields[f + 1] + ":" + fields[f + 2])) {
            throw new IllegalArgumentException("Properties=" + properties + " has " + fields[f] + ":" + fields[f + 1]
                    + ":" + fields[f + 2] + ", but " + fields[f] + " is " + expected);
        }
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The number of tokens of an atom line. */
    int tokens() {
        return destination.length;
    }
}
