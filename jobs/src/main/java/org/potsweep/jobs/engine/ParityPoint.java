package org.potsweep.jobs.engine;

import org.potsweep.jobs.design.DesignCell;

/**
 * What a model predicts for a structure that it is tested on, beside the labels; each array one entry a row of its kind,
 * energies in eV/atom, forces in eV/angstrom, stresses in GPa.
 *
 * @param config index of the structure
 * @param predicted by row kind
 * @param labels by label ({@link Against}) and row kind
 */
public record ParityPoint(DesignCell cell, int config, double[][] predicted, double[][][] labels) {}
