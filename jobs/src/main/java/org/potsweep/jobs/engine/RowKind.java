package org.potsweep.jobs.engine;

/** What a row of the design matrix predicts. */
public enum RowKind {
    /** Energy an atom, eV: one row a configuration. */
    ENERGY,
    /** Force component, eV/angstrom: three rows an atom. */
    FORCE
}
