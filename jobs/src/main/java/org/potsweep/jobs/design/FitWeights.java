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

    /** How many rows have a weight, of so many of each kind. */
    public double counted(double[] rows) {
        double[] weights = byKind(rows.length);
        double counted = 0;
        for (int kind = 0; kind < rows.length; kind++) {
            counted += weights[kind] > 0 ? rows[kind] : 0;
        }
        return counted;
    }

    /** Whether a fit is sure to have too few rows for its columns; a ridge makes up for any that are missing. */
    public boolean leavesUndetermined(double[] rows, int columns) {
        return ridge == 0 && counted(rows) < columns;
    }

    /** The same with another weight of energy rows. */
    FitWeights withEweight(double other) {
        return new FitWeights(other, fweight, vweight, ridge);
    }
}
