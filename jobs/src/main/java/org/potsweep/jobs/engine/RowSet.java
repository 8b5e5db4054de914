package org.potsweep.jobs.engine;

/** The rows that an error is averaged over. */
public enum RowSet {
    /** The configurations that the cell was fitted to. */
    SUBSET,
    /** All training configurations. */
    TRAIN,
    /** The test configurations. */
    TEST
}
