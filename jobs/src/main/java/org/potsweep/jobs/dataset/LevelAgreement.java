package org.potsweep.jobs.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

/**
 * Whether two frames hold the same structure. Atoms may stand in different periodic images: codes wrap positions into
 * the box or do not.
 */
final class LevelAgreement {
    private final double tolerance;

    /** @param toleranceAngstrom by how much coordinates and lattice components may differ, angstrom */
    LevelAgreement(double toleranceAngstrom) {
        this.tolerance = toleranceAngstrom;
    }

    /** What first disagrees, naming both files and lines; empty if nothing does. */
    Optional<String> disagreement(String id, LevelFrame frame, LevelFrame other) {
        AtomicConfiguration ours = frame.configuration();
        AtomicConfiguration theirs = other.configuration();
        if (ours.natoms() != theirs.natoms()) {
            return told(id, frame.place(), ours.natoms() + " atoms", theirs.natoms() + " atoms", other.place());
        }
        if (!Arrays.equals(ours.cell().periodic(), theirs.cell().periodic())) {
            return told(id, frame.place(), pbc(ours), pbc(theirs), other.place());
        }
        for (int c = 0; c < 9; c++) {
            double mine = ours.cell().lattice(c / 3, c % 3);
            double yours = theirs.cell().lattice(c / 3, c % 3);
            if (!(Math.abs(mine - yours) <= tolerance)) {
                String component =
                        "the " + "xyz".charAt(c % 3) + " component of lattice vector " + (c / 3 + 1) + " is ";
                return told(
                        id,
                        frame.place(),
                        component + mine + " angstrom",
                        yours + " angstrom (" + limit() + ")",
                        other.place());
            }
        }
        return atoms(id, frame, other);
    }

    private Optional<String> atoms(String id, LevelFrame frame, LevelFrame other) {
        AtomicConfiguration ours = frame.configuration();
        AtomicConfiguration theirs = other.configuration();
        SimulationCell cell = ours.cell();
        ReciprocalLattice reciprocal = cell.isPeriodic() ? new ReciprocalLattice(cell) : null;
        for (int i = 0; i < ours.natoms(); i++) {
            String atom = "atom " + (i + 1) + " is ";
            if (!ours.species(i).equals(theirs.species(i))) {
                return told(id, frame.place(i), atom + ours.species(i), theirs.species(i), other.place(i));
            }
            double distance = distance(ours, theirs, i, cell, reciprocal);
            if (!(distance <= tolerance)) {
                String apart = " angstrom (" + String.format(Locale.ROOT, "%.4g", distance) + " angstrom apart";
                return told(
                        id,
                        frame.place(i),
                        atom + "at " + position(ours, i) + " angstrom",
                        position(theirs, i) + apart + ", " + limit() + ")",
                        other.place(i));
            }
        }
        return Optional.empty();
    }

    private static double distance(
            AtomicConfiguration ours,
            AtomicConfiguration theirs,
            int i,
            SimulationCell cell,
            ReciprocalLattice reciprocal) {
        double[] d = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            d[axis] = theirs.position(i, axis) - ours.position(i, axis);
        }
        double[] wrapped = d.clone();
        for (int v = 0; v < 3; v++) {
            if (cell.periodic(v)) {
                double images = Math.rint(reciprocal.fraction(v, d[0], d[1], d[2]));
                for (int axis = 0; axis < 3; axis++) {
                    wrapped[axis] -= images * cell.lattice(v, axis);
                }
            }
        }
        return Math.sqrt(wrapped[0] * wrapped[0] + wrapped[1] * wrapped[1] + wrapped[2] * wrapped[2]);
    }

    private static Optional<String> told(String id, String place, String ours, String theirs, String otherPlace) {
        return Optional.of(place + ": configuration " + id + ": levels disagree: " + ours + " here, " + theirs + " in "
                + otherPlace);
    }

    private String limit() {
        return "tolerance " + tolerance + " angstrom";
    }

    private static String pbc(AtomicConfiguration configuration) {
        return "pbc is " + Arrays.toString(configuration.cell().periodic());
    }

    private static String position(AtomicConfiguration configuration, int i) {
        return "(" + configuration.position(i, 0) + ", " + configuration.position(i, 1) + ", "
                + configuration.position(i, 2) + ")";
    }
}
