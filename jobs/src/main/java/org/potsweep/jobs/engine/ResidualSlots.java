package org.potsweep.jobs.engine;

import java.io.Serializable;

/**
 * Numbers the sets of rows that residuals of a batch of models are summed over: by model, part of the data (training
 * structures outside the subset, the subset, the test set), row kind, label and group.
 *
 * @param kinds number of row kinds
 * @param groups number of groups
 */
record ResidualSlots(int kinds, int groups) implements Serializable {
    private static final int LABELS = Against.values().length;

    /** The parts of the data: TRAIN means what of it is not in the subset, so that no row is in two. */
    private static final int SETS = RowSet.values().length;

    int of(int model, RowSet part, RowKind kind, Against against, int group) {
        return (((model * SETS + part.ordinal()) * kinds + kind.ordinal()) * LABELS + against.ordinal()) * groups
                + group;
    }
}
