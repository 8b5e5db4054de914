package org.potsweep.descriptors;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The box of an atomic configuration: three lattice vectors and, for each, whether the structure repeats along it.
 * Immutable.
 */
public final class SimulationCell implements Serializable {
    private final double[] lattice;
    private final boolean[] periodic;

    /**
     * @param lattice nine components in angstrom, row by row: a_x, a_y, a_z, b_x, ...
     * @param periodic three flags, one a lattice vector
     * @throws IllegalArgumentException if a component is not finite, or the periodic vectors do not span a length, an
     *     area or a volume (vectors of open directions may be zero)
     */
    public SimulationCell(double[] lattice, boolean[] periodic) {
        if (lattice.length != 9 || periodic.length != 3) {
            throw new IllegalArgumentException("a cell takes 9 lattice components and 3 periodicity flags, not "
                    + lattice.length + " and " + periodic.length);
        }
        for (double component : lattice) {
            if (!Double.isFinite(component)) {
                throw new IllegalArgumentException("lattice component " + component + " angstrom is not finite");
            }
        }
        this.lattice = lattice.clone();
        this.periodic = periodic.clone();
        if (!(periodicExtent() > 0)) {
            throw new IllegalArgumentException("the periodic vectors (" + Arrays.toString(periodic)
                    + ") of the lattice " + Arrays.toString(lattice) + " angstrom are zero or linearly dependent");
        }
    }

    /** Length, area or volume that the periodic vectors span; 1 without any. */
    private double periodicExtent() {
        double extent = 1;
        double[][] basis = new double[3][];
        for (int a = 0; a < 3; a++) {
            double[] v = Arrays.copyOfRange(lattice, 3 * a, 3 * a + 3);
            for (int b = 0; b < a; b++) { // what is left of v beside the vectors before it
                double along = basis[b] == null ? 0 : basis[b][0] * v[0] + basis[b][1] * v[1] + basis[b][2] * v[2];
                for (int k = 0; k < 3 && basis[b] != null; k++) {
                    v[k] -= along * basis[b][k];
                }
            }
            double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
            if (periodic[a]) {
                extent *= length;
                basis[a] = new double[] {v[0] / length, v[1] / length, v[2] / length};
            }
        }
        return extent;
    }

    /** A box without periodicity, for molecules and clusters: its lattice is zero. */
    public static SimulationCell open() {
        return new SimulationCell(new double[9], new boolean[3]);
    }

    /** The nine lattice components in angstrom, row by row (a copy). */
    public double[] lattice() {
        return lattice.clone();
    }

    /** Component {@code axis} (0 to 2) of lattice vector {@code vector} (0 to 2), in angstrom. */
    public double lattice(int vector, int axis) {
        return lattice[3 * vector + axis];
    }

    /** Whether the structure repeats along lattice vector {@code vector} (0 to 2). */
    public boolean periodic(int vector) {
        return periodic[vector];
    }

    /** The three periodicity flags (a copy). */
    public boolean[] periodic() {
        return periodic.clone();
    }

    /** Whether the structure repeats along any lattice vector. */
    public boolean isPeriodic() {
        return periodic[0] || periodic[1] || periodic[2];
    }

    /** |a . (b x c)| in cubic angstrom. */
    public double volume() {
        double[] h = lattice;
        return Math.abs(h[0] * (h[4] * h[8] - h[5] * h[7])
                - h[1] * (h[3] * h[8] - h[5] * h[6])
                + h[2] * (h[3] * h[7] - h[4] * h[6]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimulationCell that
                && Arrays.equals(lattice, that.lattice)
                && Arrays.equals(periodic, that.periodic);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(lattice) + Arrays.hashCode(periodic);
    }
}
