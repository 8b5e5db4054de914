package org.potsweep.jobs.engine;

import java.util.Arrays;

/** What a row of the design matrix predicts; the rows of a configuration stand in this order. */
public enum RowKind {
    /** Energy an atom, eV: one row a configuration. */
    ENERGY,
    /** Force component, eV/angstrom: three rows an atom. */
    FORCE,
    /** Stress component, GPa: six rows a configuration, where stresses are fitted. */
    STRESS;

    /** The first {@code count} kinds: those that a design has. */
    public static RowKind[] first(int count) {
        return Arrays.copyOf(values(), count);
    }
}
