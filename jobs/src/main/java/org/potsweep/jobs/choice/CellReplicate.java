package org.potsweep.jobs.choice;

import org.potsweep.solver.SolveMethod;

/**
 * One fitted model: a replicate of a cell.
 *
 * @param replicate its number in the tables
 * @param energyRmse on the test set against the reference level, meV/atom
 * @param forceRmse on the test set against the reference level, meV/angstrom
 * @param dftSeconds price of the subset's labels; NaN where the data tell no costs
 * @param method how it was solved, as {@code results} spells it
 * @param coefficients number of coefficients
 * @param rank at which it was solved, at most the number of coefficients
 * @param condition of the weighted rows, columns of unit norm
 */
public record CellReplicate(
        int replicate,
        double energyRmse,
        double forceRmse,
        double dftSeconds,
        String method,
        int coefficients,
        int rank,
        double condition) {

    /** Whether the rows left coefficients open. */
    public boolean isMinimumNorm() {
        return method.equals(SolveMethod.MINIMUM_NORM.label());
    }
}
