package org.potsweep.jobs.engine;

/** The labels that an error is taken against. */
public enum Against {
    /** The level that the cell was fitted to. */
    OWN_LEVEL,
    /** The reference level. */
    REFERENCE_LEVEL;

    private static final Against[] BOTH = values();
    private static final Against[] ONE = {OWN_LEVEL};

    /** Those that differ: at the reference level both are the same labels, and the first stands for both. */
    static Against[] different(int level, int referenceLevel) {
        return level == referenceLevel ? ONE : BOTH;
    }
}
