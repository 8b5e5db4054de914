package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

class ClosestContactTest {
    @Test
    void findsAPairAcrossTheBoundary() {
        ClosestContact contact = ClosestContact.below(
                        0.5, atoms(new boolean[] {true, true, true}, box(5), 0.1, 1, 1, 2, 2, 2, 4.8, 1, 1))
                .orElseThrow();
        assertThat(contact.first()).isZero();
        assertThat(contact.second()).isEqualTo(2);
        assertThat(contact.image()).isTrue();
        assertThat(contact.distanceAngstrom()).isCloseTo(0.3, within(1e-12));
        assertThat(contact.description()).isEqualTo("atoms 1 and 3 (a periodic image) are 0.3000 angstrom apart");
    }

    @Test
    void seesNoImageAlongAnOpenDirection() {
        boolean[] slab = {false, true, true};
        assertThat(ClosestContact.below(0.5, atoms(slab, box(5), 0.1, 1, 1, 2, 2, 2, 4.8, 1, 1)))
                .isEmpty();
    }

    @Test
    void findsAnAtomsOwnImage() {
        double[] thin = {3, 0, 0, 0, 3, 0, 2.9, 2.9, 0.4};
        ClosestContact contact = ClosestContact.below(0.9, atoms(new boolean[] {true, true, true}, thin, 7, 8, 9))
                .orElseThrow();
        assertThat(contact.description()).isEqualTo("atom 1 and its own periodic image are 0.4243 angstrom apart");
    }

    @Test
    void isQuickInATinyBox() {
        ClosestContact contact = ClosestContact.below(0.9, atoms(new boolean[] {true, true, true}, box(1e-6), 0, 0, 0))
                .orElseThrow();
        assertThat(contact.distanceAngstrom()).isEqualTo(1e-6);
    }

    @Test
    void needsNoBox() {
        ClosestContact contact = ClosestContact.below(
                        1,
                        new AtomicConfiguration("a", SimulationCell.open(), Collections.nCopies(2, "H"), new double[] {
                            0, 0, 0, 0, 0, 0.74
                        }))
                .orElseThrow();
        assertThat(contact.description()).isEqualTo("atoms 1 and 2 are 0.7400 angstrom apart");
    }

    @Test
    void agreesWithAllImages() {
        Random random = new Random(5);
        int found = 0;
        for (int trial = 0; trial < 300; trial++) {
            boolean[] periodic = {random.nextBoolean(), random.nextBoolean(), random.nextBoolean()};
            double[] lattice = box(3);
            for (int k = 0; k < 9; k++) {
                lattice[k] += 2 * random.nextDouble() - 1;
            }
            double[] positions = random.doubles(9, -6, 6).toArray();
            AtomicConfiguration atoms = atoms(periodic, lattice, positions);
            double expected = nearest(atoms);
            double limit = 1.5;
            Optional<ClosestContact> contact = ClosestContact.below(limit, atoms);
            // A lattice vector below the limit ends the search early; these boxes have none.
            assertThat(contact.isPresent()).isEqualTo(expected < limit);
            contact.ifPresent(c -> assertThat(c.distanceAngstrom()).isCloseTo(expected, within(1e-12)));
            found += contact.isPresent() ? 1 : 0;
        }
        assertThat(found).isBetween(50, 250);
    }

    private static double nearest(AtomicConfiguration atoms) {
        double nearest = Double.POSITIVE_INFINITY;
        SimulationCell cell = atoms.cell();
        int[] range = new int[3];
        for (int v = 0; v < 3; v++) {
            range[v] = cell.periodic(v) ? 12 : 0;
        }
        for (int i = 0; i < atoms.natoms(); i++) {
            for (int j = i; j < atoms.natoms(); j++) {
                for (int a = -range[0]; a <= range[0]; a++) {
                    for (int b = -range[1]; b <= range[1]; b++) {
                        for (int c = -range[2]; c <= range[2]; c++) {
                            if (i != j || a != 0 || b != 0 || c != 0) {
                                nearest = Math.min(nearest, distance(atoms, i, j, a, b, c));
                            }
                        }
                    }
                }
            }
        }
        return nearest;
    }

    private static double distance(AtomicConfiguration atoms, int i, int j, int a, int b, int c) {
        double sum = 0;
        SimulationCell cell = atoms.cell();
        for (int axis = 0; axis < 3; axis++) {
            double d = atoms.position(j, axis)
                    - atoms.position(i, axis)
                    + a * cell.lattice(0, axis)
                    + b * cell.lattice(1, axis)
                    + c * cell.lattice(2, axis);
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    private static double[] box(double edge) {
        return new double[] {edge, 0, 0, 0, edge, 0, 0, 0, edge};
    }

    private static AtomicConfiguration atoms(boolean[] periodic, double[] lattice, double... positions) {
        return new AtomicConfiguration(
                "a", new SimulationCell(lattice, periodic), Collections.nCopies(positions.length / 3, "Be"), positions);
    }
}
