package org.potsweep.jobs.design;

import java.io.Serializable;

/**
 * What a fit multiplies its rows with.
 *
 * @param eweight of energy rows (eV/atom)
 * @param fweight of force rows (eV/angstrom)
 * @param vweight of stress rows (GPa)
 * @param ridge added to the diagonal of the equilibrated normal equations, dimensionless
 */
public record FitWeights(double eweight, double fweight, double vweight, double ridge) implements Serializable {
    /** The weights of the first {@code kinds} row kinds: energy, force, stress. */
    public double[] byKind(int kinds) {
        return kinds == 2 ? new double[] {eweight, fweight} : new double[] {eweight, fweight, vweight};
    }

    /** The same with another weight of energy rows. */
    FitWeights withEweight(double other) {
        return new FitWeights(other, fweight, vweight, ridge);
    }
}
