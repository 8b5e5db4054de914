package org.potsweep.jobs;

import org.potsweep.analysis.Spread;

/**
 * A cell of the Pareto front, its replicates reduced to medians with the 16th and 84th percentiles.
 *
 * @param method how its replicates were solved: {@code cholesky}, {@code minimum-norm}, or {@code mixed}
 * @param energyRmse test energy RMSE against the reference level, meV/atom
 * @param forceRmse test force RMSE against the reference level, meV/angstrom
 * @param dftCost price of the subset's labels at the cell's level, s; null where the data tell no costs
 * @param membership share of the replicates in which the cell is on the front, 0 to 1
 */
public record FrontRow(
        String strategy,
        int subsetSize,
        double energyWeight,
        double forceWeight,
        double ridge,
        int twojmax,
        String level,
        String method,
        int replicates,
        Spread energyRmse,
        Spread forceRmse,
        Spread dftCost,
        double membership) {

    /** Median test energy RMSE, meV/atom. */
    public double testEnergyRmseMevPerAtom() {
        return energyRmse.median();
    }

    /** Median test force RMSE, meV/angstrom. */
    public double testForceRmseMevPerAngstrom() {
        return forceRmse.median();
    }

    /** Median DFT cost, s; NaN where the data tell no costs. */
    public double dftCostSeconds() {
        return dftCost == null ? Double.NaN : dftCost.median();
    }
}
