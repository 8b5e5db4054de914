package org.potsweep.jobs.engine;

/**
 * What the refinement of a system needs: its coefficients and the gradient of explicit residuals.
 *
 * @param coefficients p x L, level by level
 * @param gradient X^T W^2 (Y - X B), p x L, level by level
 */
record Correction(double[] coefficients, double[] gradient) {
    static Correction empty(int columns, int levels) {
        return new Correction(new double[columns * levels], new double[columns * levels]);
    }

    /** Sets one level's part: its coefficients, and the gradient that begins at {@code offset} of an array. */
    void set(int level, double[] levelCoefficients, double[] gradients, int offset) {
        int columns = levelCoefficients.length;
        System.arraycopy(levelCoefficients, 0, coefficients, level * columns, columns);
        System.arraycopy(gradients, offset, gradient, level * columns, columns);
    }
}
