package org.potsweep.analysis;

/**
 * What a model keeps of the error of the level of convergence that it was trained on, over test data. With r the model's
 * residual against the reference level and d the level's own error against it (both value minus reference), a model that
 * reproduces its labels has r = d; one that averages the errors of its labels out has r independent of d.
 *
 * @param correlation Pearson's, of r and d; NaN where r or d does not vary
 * @param share slope of the least-squares line of r over d, cov(r, d) / var(d): the share of the level's error that is
 *     still in the model, about 1 where the model inherits it and 0 where it corrects it; NaN where d does not vary
 */
public record LevelErrorKept(double correlation, double share) {
    /**
     * From three root mean squares over the same data. The model's residual against its own level is r - d, so that
     * cov(r, d) = (var(r) + var(d) - var(r - d)) / 2, the law of cosines. All three must be of deviations from their
     * means, or of residuals whose means vanish, such as forces. Errors of the arguments are amplified by r / d.
     *
     * @param model of r
     * @param ownLevel of r - d
     * @param level of d, in the same unit
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public static LevelErrorKept of(double model, double ownLevel, double level) {
        for (double rms : new double[] {model, ownLevel, level}) {
            if (!(rms >= 0 && rms < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "root mean squares of a model against the reference level and its own, and of that level: "
                                + model + ", " + ownLevel + ", " + level);
            }
        }
        // (model - ownLevel)(model + ownLevel) loses fewer digits than the difference of the squares.
        double covariance = ((model - ownLevel) * (model + ownLevel) + level * level) / 2;
        double scale = model * level;
        return new LevelErrorKept(
                scale == 0 ? Double.NaN : Math.max(-1, Math.min(1, covariance / scale)),
                level == 0 ? Double.NaN : covariance / (level * level));
    }
}
