package org.potsweep.jobs.choice;

/** What cells are judged by; the order is that of the values of a point. */
public enum Criterion {
    /** Test energy RMSE against the reference level, meV/atom. */
    ENERGY,
    /** Test force RMSE against the reference level, meV/angstrom. */
    FORCE,
    /** Price of the labels, s. */
    DFT_COST,
    /** Speed of molecular dynamics with the model, atom-steps a second; the only one of which more is better. */
    SPEED
}
