package org.potsweep.jobs.engine;

/**
 * A fitted model on its way to its errors.
 *
 * @param step how far rounding may have moved its coefficients; null where the condition leaves no doubt
 */
record Solution(FittedModel model, double[] step) {}
