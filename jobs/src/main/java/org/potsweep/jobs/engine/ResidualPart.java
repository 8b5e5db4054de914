package org.potsweep.jobs.engine;

import org.potsweep.analysis.LogHistogram;

/**
 * Residuals of one model over some rows of one kind, in sums that can be added. Energies in eV/atom, forces in
 * eV/angstrom, stresses in GPa.
 *
 * @param slot which rows of which model of a batch ({@link ResidualSlots})
 * @param count number of residuals
 * @param absolute sum of their magnitudes
 * @param squares sum of their squares
 * @param labels sum of the labels, less a constant a label
 * @param labelSquares sum of the squares of the labels, less that constant
 * @param magnitudes how often magnitudes occur
 */
record ResidualPart(
        int slot,
        long count,
        double absolute,
        double squares,
        double labels,
        double labelSquares,
        LogHistogram magnitudes) {

    static ResidualPart empty() {
        return new ResidualPart(-1, 0, 0, 0, 0, 0, LogHistogram.empty());
    }

    /** The residuals of both. */
    ResidualPart plus(ResidualPart other) {
        return new ResidualPart(
                slot,
                count + other.count,
                absolute + other.absolute,
                squares + other.squares,
                labels + other.labels,
                labelSquares + other.labelSquares,
                magnitudes.plus(other.magnitudes));
    }

    double rmse() {
        return Math.sqrt(squares / count);
    }

    double meanAbsolute() {
        return absolute / count;
    }

    /** The 95th percentile of the magnitudes, to within {@link LogHistogram#RESOLUTION}. */
    double percentile95() {
        return magnitudes.percentile(95);
    }

    /** 1 - (sum of squared residuals) / (sum of squared deviations of labels from their mean); null if that is 0. */
    Double determination() {
        double deviations = labelSquares - labels * labels / count;
        boolean rounding = deviations <= count * Math.ulp(1.0) * labelSquares;
        return rounding ? null : (Double) (1 - squares / deviations);
    }
}
