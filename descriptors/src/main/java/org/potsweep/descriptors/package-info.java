/**
 * Structures and their descriptors: what a linear interatomic potential multiplies its coefficients with.
 *
 * <p>Lengths are in angstrom, energies in eV, stresses in GPa. Equations follow Thompson, Swiler, Trott, Foiles and
 * Tucker, J. Comput. Phys. 285 (2015) 316 (SNAP), and Wood and Thompson, J. Chem. Phys. 148 (2018) 241721 (quadratic
 * SNAP). Column orders and signs are those of LAMMPS.
 */
package org.potsweep.descriptors;
