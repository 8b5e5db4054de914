package org.potsweep.analysis;

import java.util.List;
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

    /** {@code count} minimised objectives that are named by their index. */
    static List<Objective> minimised(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> minimise(Integer.toString(k)))
                .toList();
    }
}
