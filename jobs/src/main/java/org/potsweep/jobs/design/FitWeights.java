package org.potsweep.jobs.design;

import java.io.Serializable;

/**
 * What a fit multiplies its rows with.
 *
 * @param eweight of energy rows (eV/atom)
 * @param fweight of force rows (eV/angstrom)
 * @param ridge added to the diagonal of the equilibrated normal equations, dimensionless
 */
public record FitWeights(double eweight, double fweight, double ridge) implements Serializable {
    /** The weights by row kind, in the order of {@code RowKind}. */
    public double[] byKind() {
        return new double[] {eweight, fweight};
    }
}
