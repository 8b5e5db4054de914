package org.potsweep.jobs.front;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The rows of a table that are replicates of each other.
 *
 * @param key value of each cell column, which may be null
 * @param replicates names of the replicates, one a row; empty where the table has none
 * @param points objectives, one array a row
 * @param methods how the rows were solved; empty where the table does not tell
 */
public record Cell(Map<String, Object> key, List<Object> replicates, List<double[]> points, TreeSet<String> methods) {

    public static Cell named(Map<String, Object> key) {
        return new Cell(key, new ArrayList<>(), new ArrayList<>(), new TreeSet<>());
    }

    /** Whether every row has a replicate's name of its own. */
    public boolean hasDistinctReplicates() {
        return replicates.size() == points.size() && new HashSet<>(replicates).size() == replicates.size();
    }

    /** The one method, {@code mixed} if there are several, null if none is told. */
    String method() {
        return methods.isEmpty() ? null : methods.size() == 1 ? methods.first() : "mixed";
    }
}
