package org.potsweep.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One column by which points are judged.
 *
 * @param name the column's name, for messages
 * @param maximised whether larger is better
 * @param logarithmic whether distances are measured in log10 of the value (a cost that spans decades); dominance does
 *     not depend on it
 */
public record Objective(String name, boolean maximised, boolean logarithmic) {
    private static final Set<String> MARKS = Set.of(":max", ":min", ":log");

    /** Smaller is better. */
    public static Objective minimise(String name) {
        return new Objective(name, false, false);
    }

    /** Larger is better. */
    public static Objective maximise(String name) {
        return new Objective(name, true, false);
    }

    /** The same objective with distances measured in log10 of its value, which must then be positive. */
    public Objective inLog10() {
        return new Objective(name, maximised, true);
    }

    /**
     * An objective as a user writes it: the column's name, minimised unless a minus stands before it or {@code :max}
     * behind it; {@code :log} asks for distances in log10, {@code :min} says what is the default.
     *
     * @throws IllegalArgumentException if nothing is left for a name, or the marks contradict each other
     */
    public static Objective parse(String text) {
        String name = text.strip();
        boolean minus = name.startsWith("-");
        name = minus ? name.substring(1) : name;
        Set<String> marks = new HashSet<>();
        for (int colon = name.lastIndexOf(':');
                colon >= 0 && MARKS.contains(name.substring(colon));
                colon = name.lastIndexOf(':')) {
            marks.add(name.substring(colon));
            name = name.substring(0, colon);
        }
        name = name.strip();
        boolean maximised = minus || marks.contains(":max");
        if (name.isEmpty() || maximised && marks.contains(":min")) {
            throw new IllegalArgumentException("'" + text + "' is no objective: it is a column's name, with - before it"
                    + " or :max behind it if larger is better, and :log behind it if it spans decades");
        }
        return new Objective(name, maximised, marks.contains(":log"));
    }

    /** This objective as {@link #parse} reads it. */
    public String text() {
        return name + (maximised ? ":max" : "") + (logarithmic ? ":log" : "");
    }

    /** {@code count} minimised objectives that are named by their index. */
    static List<Objective> minimised(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> minimise(Integer.toString(k)))
                .toList();
    }
}
