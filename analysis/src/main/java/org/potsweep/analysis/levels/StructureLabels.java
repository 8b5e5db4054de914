package org.potsweep.analysis.levels;

/**
 * The labels of a structure at one level.
 *
 * @param energyEv total energy, eV
 * @param forcesEvPerAngstrom 3N components, eV/angstrom
 * @param stressGpa six components (xx, yy, zz, yz, xz, xy), GPa; null if there are none
 * @param costSeconds what they took to compute, seconds; NaN if unknown
 */
public record StructureLabels(double energyEv, double[] forcesEvPerAngstrom, double[] stressGpa, double costSeconds) {}
