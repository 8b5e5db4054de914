package org.potsweep.test.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

/** Body-centred beryllium at 8 cubic angstrom an atom, every atom moved by up to 0.25 angstrom along each axis. */
final class Crystal {
    private static final double EDGE = Math.cbrt(16);
    private static final double JITTER = 0.25;

    private Crystal() {}

    /** The crystal of so many atoms: 2 x 2 x 2 cells have 16, three 54, five 250. */
    static AtomicConfiguration of(int atoms) {
        int n = (int) Math.round(Math.cbrt(atoms / 2.0));
        if (2 * n * n * n != atoms) {
            throw new IllegalArgumentException(atoms + " atoms are not 2 n^3");
        }
        Random random = new Random(1);
        List<String> species = new ArrayList<>();
        double[] positions = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            int[] cell = {i / 2 / n / n, i / 2 / n % n, i / 2 % n};
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = EDGE * (cell[k] + 0.5 * (i % 2)) + JITTER * (2 * random.nextDouble() - 1);
            }
            species.add("Be");
        }
        double[] lattice = {n * EDGE, 0, 0, 0, n * EDGE, 0, 0, 0, n * EDGE};
        return new AtomicConfiguration(
                "bcc " + atoms, new SimulationCell(lattice, new boolean[] {true, true, true}), species, positions);
    }

    /**
     * The neighbours of an atom.
     *
     * @param pairs images of other atoms within the cut-off
     * @param atoms distinct atoms among them
     */
    record Neighbours(int pairs, int atoms) {}

    /** Neighbours of each atom within {@code cutoff} angstrom, by brute force in an orthogonal periodic box. */
    static List<Neighbours> neighbours(AtomicConfiguration configuration, double cutoff) {
        List<Neighbours> list = new ArrayList<>();
        for (int i = 0; i < configuration.natoms(); i++) {
            int pairs = 0;
            int atoms = 0;
            for (int j = 0; j < configuration.natoms(); j++) {
                int images = i == j ? 0 : images(configuration, i, j, cutoff);
                pairs += images;
                atoms += images > 0 ? 1 : 0;
            }
            list.add(new Neighbours(pairs, atoms));
        }
        return list;
    }

    private static int images(AtomicConfiguration c, int i, int j, double cutoff) {
        int reach = 1 + (int) Math.ceil(cutoff / c.cell().lattice(0, 0));
        int width = 2 * reach + 1;
        int count = 0;
        for (int s = 0; s < width * width * width; s++) {
            int[] image = {s / width / width - reach, s / width % width - reach, s % width - reach};
            double square = 0;
            for (int k = 0; k < 3; k++) {
                double d = c.position(j, k)
                        - c.position(i, k)
                        + image[k] * c.cell().lattice(k, k);
                square += d * d;
            }
            count += square < cutoff * cutoff ? 1 : 0;
        }
        return count;
    }
}
