/**
 * Structures and their descriptors: what a linear interatomic potential multiplies its coefficients with.
 *
 * <p>Lengths are in angstrom, energies in eV, stresses in GPa. Equations follow Thompson, Swiler, Trott, Foiles and
 * Tucker, J. Comput. Phys. 285 (2015) 316 (SNAP), and Wood and Thompson, J. Chem. Phys. 148 (2018) 241721 (quadratic
 * SNAP). Column orders and signs are those of LAMMPS; {@link org.potsweep.descriptors.SnapColumns} translates the shell
 * order used here into LAMMPS's.
 *
 * <p>{@link org.potsweep.descriptors.SnapRows} is the way in. Behind it, how the kernel came to its shape: the obvious
 * loop over (triple, mb, ma) an atom runs at a few GFlop/s, because its trip counts are short and its accesses scattered.
 * So neighbours or central atoms are the innermost index everywhere ({@code Lanes}), and whatever is a matrix product is
 * left to OpenBLAS. Two changes of basis save arithmetic: matrix elements without their square roots make the recursion
 * a product of polynomials, and derivatives along the axes of the rotated frame are ladders on the same level.
 */
package org.potsweep.descriptors;
