package org.potsweep.jobs.dataset;

import java.util.Locale;
import java.util.Optional;
import org.potsweep.descriptors.AtomicConfiguration;

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
        Nearest nearest = new Nearest();
        ImagePairs pairs = new ImagePairs(limitAngstrom, configuration);
        // A box shorter than the limit ends the search, for it would have too many images to visit.
        pairs.latticeVectors(nearest);
        if (nearest.contact == null) {
            pairs.visit(nearest);
        }
        return Optional.ofNullable(nearest.contact);
    }

    /** Names the atoms (from 1) and their distance. */
    String description() {
        String atoms = first == second
                ? "atom " + (first + 1) + " and its own periodic image"
                : "atoms " + (first + 1) + " and " + (second + 1) + (image ? " (a periodic image)" : "");
        return atoms + " are " + String.format(Locale.ROOT, "%.4g", distanceAngstrom) + " angstrom apart";
    }

    /** What a message says of a contact that is too close, at the place of its second atom. */
    String problem(String place, String id, double limitAngstrom) {
        return place + ": configuration " + id + ": " + description() + ", nearer than " + limitAngstrom + " angstrom";
    }

    /** Keeps the closest contact of those that it is told. */
    private static final class Nearest implements ImagePairs.Visitor {
        private ClosestContact contact;

        @Override
        public void pair(int i, int j, boolean image, double distance) {
            if (contact == null || distance < contact.distanceAngstrom) {
                contact = new ClosestContact(i, j, image, distance);
            }
        }
    }
}
