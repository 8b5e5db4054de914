package org.potsweep.jobs.dataset;

/**
 * The labels of one frame at one level.
 *
 * @param energyEv total energy, eV
 * @param energyKey the key that it was found under
 * @param forcesEvPerAngstrom 3N components, eV/angstrom, atom by atom
 * @param stressGpa six components, GPa (xx, yy, zz, yz, xz, xy; ASE's sign), or null if the frame has none
 * @param costSeconds the frame's own cost, seconds, or NaN if it tells none
 */
record Labels(
        double energyEv, String energyKey, double[] forcesEvPerAngstrom, double[] stressGpa, double costSeconds) {}
