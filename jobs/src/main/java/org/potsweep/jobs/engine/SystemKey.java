package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.Comparator;
import org.potsweep.jobs.design.DesignCell;

/** The cells that share a factor: all levels of one (ordering, size, weights, shape). */
record SystemKey(int ordering, int size, int weights, int shape) implements Comparable<SystemKey>, Serializable {
    private static final Comparator<SystemKey> ORDER = Comparator.comparingInt(SystemKey::ordering)
            .thenComparingInt(SystemKey::size)
            .thenComparingInt(SystemKey::weights)
            .thenComparingInt(SystemKey::shape);

    @Override
    public int compareTo(SystemKey other) {
        return ORDER.compare(this, other);
    }

    static SystemKey of(DesignCell cell) {
        return new SystemKey(cell.ordering(), cell.size(), cell.weights(), cell.shape());
    }
}
