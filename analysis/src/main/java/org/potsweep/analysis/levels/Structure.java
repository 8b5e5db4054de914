package org.potsweep.analysis.levels;

/**
 * What the comparison of levels needs to know of a structure.
 *
 * @param id names it
 * @param group the group that it belongs to, "" when none
 * @param elements its chemical elements, to tell structures apart whose energies an atom do not compare
 * @param natoms number of atoms
 * @param shortestVectorAngstrom length of the shortest periodic lattice vector, angstrom; NaN without periodicity
 * @param volumeCubicAngstrom volume of the box, cubic angstrom; 0 if it spans none
 */
public record Structure(
        String id,
        String group,
        String elements,
        int natoms,
        double shortestVectorAngstrom,
        double volumeCubicAngstrom) {}
