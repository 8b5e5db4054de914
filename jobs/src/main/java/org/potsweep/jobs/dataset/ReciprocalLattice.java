package org.potsweep.jobs.dataset;

import org.potsweep.descriptors.SimulationCell;

/** The reciprocal vectors of a box (without 2 pi), for fractional coordinates; of no use for a box without volume. */
final class ReciprocalLattice {
    private final double[] rows = new double[9];

    ReciprocalLattice(SimulationCell cell) {
        double[] h = cell.lattice();
        for (int v = 0; v < 3; v++) {
            int b = 3 * ((v + 1) % 3);
            int c = 3 * ((v + 2) % 3);
            for (int axis = 0; axis < 3; axis++) {
                int y = (axis + 1) % 3;
                int z = (axis + 2) % 3;
                rows[3 * v + axis] = h[b + y] * h[c + z] - h[b + z] * h[c + y];
            }
        }
        double determinant = h[0] * rows[0] + h[1] * rows[1] + h[2] * rows[2];
        for (int k = 0; k < 9; k++) {
            rows[k] /= determinant;
        }
    }

    /** The fractional coordinate along lattice vector {@code v} of the Cartesian vector (x, y, z) in angstrom. */
    double fraction(int v, double x, double y, double z) {
        return rows[3 * v] * x + rows[3 * v + 1] * y + rows[3 * v + 2] * z;
    }

    /** The distance between the faces that lattice vector {@code v} joins, angstrom. */
    double height(int v) {
        double x = rows[3 * v];
        double y = rows[3 * v + 1];
        double z = rows[3 * v + 2];
        return 1 / Math.sqrt(x * x + y * y + z * z);
    }
}
