package org.potsweep.jobs.dataset;

import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

/**
 * Visits the pairs of atoms of a configuration that are nearer than a limit, periodic images included.
 *
 * <p>An image shifted by n has fractional offsets f + n, and is at least |f_v + n_v| times the height of the box along v
 * away: so n_v is between -f_v - limit / height and -f_v + limit / height, which for nearly every pair leaves no image at
 * all when the limit is small.
 */
final class ImagePairs {
    private final AtomicConfiguration atoms;
    private final SimulationCell cell;
    private final ReciprocalLattice reciprocal;
    private final double limit;
    private final int[] low = new int[3];
    private final int[] high = new int[3];

    /** Is told of a pair. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param i an atom (from 0)
         * @param j the same one or a later one
         * @param image whether j is a periodic image
         * @param distance angstrom, less than the limit
         */
        void pair(int i, int j, boolean image, double distance);
    }

    ImagePairs(double limitAngstrom, AtomicConfiguration configuration) {
        this.atoms = configuration;
        this.cell = configuration.cell();
        this.reciprocal = cell.isPeriodic() ? new ReciprocalLattice(cell) : null;
        this.limit = limitAngstrom;
    }

    /** The first atom with its images one lattice vector away; every atom is as far from its own. */
    void latticeVectors(Visitor visitor) {
        for (int v = 0; v < 3; v++) {
            if (cell.periodic(v)) {
                tell(visitor, 0, 0, true, cell.lattice(v, 0), cell.lattice(v, 1), cell.lattice(v, 2));
            }
        }
    }

    /** All pairs; of the atoms with their own images only the first atom's. */
    void visit(Visitor visitor) {
        visit(0, 0, visitor);
        for (int i = 0; i < atoms.natoms(); i++) {
            for (int j = i + 1; j < atoms.natoms(); j++) {
                visit(i, j, visitor);
            }
        }
    }

    private void visit(int i, int j, Visitor visitor) {
        double x = atoms.position(j, 0) - atoms.position(i, 0);
        double y = atoms.position(j, 1) - atoms.position(i, 1);
        double z = atoms.position(j, 2) - atoms.position(i, 2);
        for (int v = 0; v < 3; v++) {
            if (cell.periodic(v)) {
                double f = reciprocal.fraction(v, x, y, z);
                double reach = limit / reciprocal.height(v);
                low[v] = (int) Math.ceil(-f - reach);
                high[v] = (int) Math.floor(-f + reach);
                if (low[v] > high[v]) {
                    return;
                }
            }
        }
        for (int a = low[0]; a <= high[0]; a++) {
            for (int b = low[1]; b <= high[1]; b++) {
                for (int c = low[2]; c <= high[2]; c++) {
                    boolean image = a != 0 || b != 0 || c != 0;
                    if (image || i != j) {
                        tell(visitor, i, j, image, x + shift(a, b, c, 0), y + shift(a, b, c, 1), z + shift(a, b, c, 2));
                    }
                }
            }
        }
    }

    private double shift(int a, int b, int c, int axis) {
        return a * cell.lattice(0, axis) + b * cell.lattice(1, axis) + c * cell.lattice(2, axis);
    }

    private void tell(Visitor visitor, int i, int j, boolean image, double x, double y, double z) {
        double distance = Math.sqrt(x * x + y * y + z * z);
        if (distance < limit) {
            visitor.pair(i, j, image, distance);
        }
    }
}
