package org.potsweep.jobs.engine;

/** The labels that an error is taken against. */
public enum Against {
    /** The level that the cell was fitted to. */
    OWN_LEVEL,
    /** The reference level. */
    REFERENCE_LEVEL;

    /** Which of the labels with the same values comes first: at the reference level both are the same. */
    Against firstAlike(int level, int referenceLevel) {
        return level == referenceLevel ? OWN_LEVEL : this;
    }
}
