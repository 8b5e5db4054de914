/**
 * Data in: labelled structures from extended XYZ files, checked, matched across levels and fingerprinted.
 *
 * <p>{@link org.potsweep.jobs.dataset.ExtendedXyz} reads frames and knows nothing of levels;
 * {@link org.potsweep.jobs.dataset.DatasetReader} turns the frames of all levels into a
 * {@link org.potsweep.jobs.dataset.LabelledDataset}, or refuses them with every problem that it found.
 *
 * <p>Energies are in eV, forces in eV/angstrom, costs in seconds. Stresses are read in eV/angstrom^3 and kept in GPa,
 * in the order xx, yy, zz, yz, xz, xy and with ASE's sign: (1/V) dE/dstrain, so that tension is positive.
 */
package org.potsweep.jobs.dataset;
