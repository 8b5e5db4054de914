package org.potsweep.analysis;

/**
 * What a model keeps of the error of the level of convergence that it was trained on, over test data. With r the model's
 * residual against the reference level and d the level's own error against it (both value minus reference), a model that
 * reproduces its labels has r = d; one that averages the errors of its labels out has r independent of d.
 *
 * @param count number of pairs
 * @param correlation Pearson's, of r and d; NaN where r or d does not vary
 * @param share slope of the least-squares line of r over d, cov(r, d) / var(d): the share of the level's error that is
 *     still in the model, about 1 where the model inherits it and 0 where it corrects it; NaN where d does not vary
 */
public record LevelErrorKept(int count, double correlation, double share) {
    /**
     * @param residuals the model's, against the reference level
     * @param levelErrors of the labels of the level trained on, in the same order and unit
     * @throws IllegalArgumentException if their numbers differ, there are fewer than two, or one is not finite
     */
    public static LevelErrorKept of(double[] residuals, double[] levelErrors) {
        int n = residuals.length;
        if (n != levelErrors.length || n < 2) {
            throw new IllegalArgumentException(n + " residuals and " + levelErrors.length
                    + " errors of a level: a correlation needs pairs, two at" + " least");
        }
        double meanResidual = mean(residuals, "residual");
        double meanError = mean(levelErrors, "error of the level");
        double covariance = 0;
        double residualSquares = 0;
        double errorSquares = 0;
        for (int i = 0; i < n; i++) {
            double r = residuals[i] - meanResidual;
            double d = levelErrors[i] - meanError;
            covariance += r * d;
            residualSquares += r * r;
            errorSquares += d * d;
        }
        double scale = Math.sqrt(residualSquares) * Math.sqrt(errorSquares);
        return new LevelErrorKept(
                n,
                scale == 0 ? Double.NaN : Math.max(-1, Math.min(1, covariance / scale)),
                errorSquares == 0 ? Double.NaN : covariance / errorSquares);
    }

    private static double mean(double[] values, String what) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(what + " " + i + " is " + values[i]);
            }
            sum += values[i];
        }
        return sum / values.length;
    }
}
