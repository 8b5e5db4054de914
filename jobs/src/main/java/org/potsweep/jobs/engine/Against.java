package org.potsweep.jobs.engine;

/** The labels that an error is taken against. */
public enum Against {
    /** The level that the cell was fitted to. */
    OWN_LEVEL,
    /** The reference level. */
    REFERENCE_LEVEL
}
