package org.potsweep.jobs.engine;

import org.potsweep.jobs.design.DesignCell;

/**
 * A fitted model.
 *
 * @param rank numerical rank of the weighted rows
 * @param condition estimated condition number of the equilibrated weighted rows, on the space that the rank keeps
 * @param method how the normal equations were solved
 * @param refined whether a correction from explicit residuals was added
 * @param coefficients p coefficients in shell order, eV and angstrom units
 */
public record FittedModel(
        DesignCell cell, int rank, double condition, String method, boolean refined, double[] coefficients) {}
