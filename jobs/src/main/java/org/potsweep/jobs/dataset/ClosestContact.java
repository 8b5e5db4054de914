package org.potsweep.jobs.dataset;

import java.util.Locale;
import java.util.Optional;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

/**
 * The two atoms of a configuration that are nearest to each other, periodic images included.
 *
 * @param first an atom (from 0)
 * @param second another one, or the same one when it meets its own image
 * @param image whether the second is a periodic image
 * @param distanceAngstrom their distance, angstrom
 */
record ClosestContact(int first, int second, boolean image, double distanceAngstrom) {

    /** The closest contact below a limit in angstrom, if there is one. */
    static Optional<ClosestContact> below(double limitAngstrom, AtomicConfiguration configuration) {
        return Optional.ofNullable(new Search(limitAngstrom, configuration).run());
    }

    /** Names the atoms (from 1) and their distance. */
    String description() {
        String atoms = first == second
                ? "atom " + (first + 1) + " and its own periodic image"
                : "atoms " + (first + 1) + " and " + (second + 1) + (image ? " (a periodic image)" : "");
        return atoms + " are " + String.format(Locale.ROOT, "%.4g", distanceAngstrom) + " angstrom apart";
    }

    /**
     * Visits the images of a pair that can lie within the limit. An image shifted by n has fractional offsets f + n, and
     * is at least |f_v + n_v| times the height of the box along v away: so n_v is between -f_v - limit / height and
     * -f_v + limit / height, which for nearly every pair leaves no image at all.
     */
    private static final class Search {
        private final AtomicConfiguration atoms;
        private final SimulationCell cell;
        private final ReciprocalLattice reciprocal;
        private final double limit;
        private final int[] low = new int[3];
        private final int[] high = new int[3];
        private ClosestContact closest;

        Search(double limit, AtomicConfiguration configuration) {
            this.atoms = configuration;
            this.cell = configuration.cell();
            this.reciprocal = cell.isPeriodic() ? new ReciprocalLattice(cell) : null;
            this.limit = limit;
        }

        ClosestContact run() {
            // Every atom is as far from its own images as the first one is. A box shorter than the limit ends the
            // search, for it would have too many images to visit.
            for (int v = 0; v < 3; v++) {
                if (cell.periodic(v)) {
                    keep(0, 0, true, cell.lattice(v, 0), cell.lattice(v, 1), cell.lattice(v, 2));
                }
            }
            if (closest != null) {
                return closest;
            }
            visit(0, 0);
            for (int i = 0; i < atoms.natoms(); i++) {
                for (int j = i + 1; j < atoms.natoms(); j++) {
                    visit(i, j);
                }
            }
            return closest;
        }

        private void visit(int i, int j) {
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
                            keep(i, j, image, x + shift(a, b, c, 0), y + shift(a, b, c, 1), z + shift(a, b, c, 2));
                        }
                    }
                }
            }
        }

        private double shift(int a, int b, int c, int axis) {
            return a * cell.lattice(0, axis) + b * cell.lattice(1, axis) + c * cell.lattice(2, axis);
        }

        private void keep(int i, int j, boolean image, double x, double y, double z) {
            double distance = Math.sqrt(x * x + y * y + z * z);
            if (distance < (closest == null ? limit : closest.distanceAngstrom)) {
                closest = new ClosestContact(i, j, image, distance);
            }
        }
    }
}
