package org.potsweep.jobs.engine;

import org.potsweep.jobs.design.DesignCell;

/**
 * A fitted model and its errors.
 *
 * @param rank numerical rank of the weighted rows
 * @param condition estimated condition number of the equilibrated weighted rows, on the space that the rank keeps
 * @param method how the normal equations were solved
 * @param refined whether a correction from explicit residuals was added
 * @param coefficients p coefficients in shell order, eV and angstrom units
 * @param errors sums of residuals
 * @param cancels whether the sums suffered from cancellation and need explicit residuals
 */
public record SolvedCell(
        DesignCell cell,
        int rank,
        double condition,
        String method,
        boolean refined,
        double[] coefficients,
        ErrorSums errors,
        boolean cancels) {

    /** The same cell with sums from explicit residuals. */
    SolvedCell withExplicitErrors(double[] sums) {
        return new SolvedCell(cell, rank, condition, method, refined, coefficients, errors.withSums(sums), false);
    }
}
