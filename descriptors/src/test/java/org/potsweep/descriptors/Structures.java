package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Structures and settings for tests. */
final class Structures {
    static final boolean[] PERIODIC = {true, true, true};

    private Structures() {}

    /** The settings of the published beryllium fits. */
    static SnapParameters beryllium(int twojmax, boolean quadratic) {
        return new SnapParameters(
                twojmax,
                4.812302818,
                0.99363,
                0,
                List.of(new SnapParameters.Element("Be", 0.5, 1)),
                true,
                true,
                false,
                quadratic);
    }

    static SnapParameters tungstenBeryllium(int twojmax, boolean quadratic) {
        return new SnapParameters(
                twojmax,
                4.8123,
                0.99363,
                0.2,
                List.of(new SnapParameters.Element("W", 0.5, 1), new SnapParameters.Element("Be", 0.417932464, 0.959)),
                true,
                true,
                true,
                quadratic);
    }

    /** n x n x n body-centred cells of edge {@code a}, every atom moved by up to {@code jitter} along each axis. */
    static AtomicConfiguration bodyCentred(int n, double a, double jitter, long seed) {
        Random random = new Random(seed);
        List<String> species = new ArrayList<>();
        double[] positions = new double[6 * n * n * n];
        int at = 0;
        for (int c = 0; c < n * n * n; c++) {
            for (int half = 0; half < 2; half++) {
                int[] cell = {c / n / n, c / n % n, c % n};
                for (int k = 0; k < 3; k++) {
                    positions[at++] = a * (cell[k] + 0.5 * half) + jitter * (2 * random.nextDouble() - 1);
                }
                species.add("Be");
            }
        }
        return new AtomicConfiguration(
                "bcc",
                new SimulationCell(new double[] {n * a, 0, 0, 0, n * a, 0, 0, 0, n * a}, PERIODIC),
                species,
                positions);
    }

    /** Atoms in a skewed box at 8 cubic angstrom an atom, no two nearer than 1.4 angstrom. */
    static AtomicConfiguration random(int n, boolean[] periodic, List<String> symbols, long seed) {
        Random random = new Random(seed);
        double edge = Math.cbrt(9.5 * n);
        double[] lattice = {
            edge, 0, 0, 0.2 * edge, 1.05 * edge, 0, -0.15 * edge, 0.3 * edge, 0.95 * edge,
        };
        SimulationCell cell = new SimulationCell(lattice, periodic);
        double[] positions = new double[3 * n];
        for (int i = 0; i < n; ) {
            double[] f = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = f[0] * lattice[k] + f[1] * lattice[3 + k] + f[2] * lattice[6 + k];
            }
            i += clear(lattice, positions, i) ? 1 : 0;
        }
        List<String> species = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            species.add(symbols.get(i % symbols.size()));
        }
        Collections.shuffle(species, random);
        return new AtomicConfiguration("random " + n, cell, species, positions);
    }

    private static boolean clear(double[] lattice, double[] positions, int i) {
        for (int j = 0; j < i; j++) {
            for (int s = 0; s < 27; s++) {
                int[] image = {s % 3 - 1, s / 3 % 3 - 1, s / 9 - 1};
                double square = 0;
                for (int k = 0; k < 3; k++) {
                    double d = positions[3 * i + k]
                            - positions[3 * j + k]
                            + image[0] * lattice[k]
                            + image[1] * lattice[3 + k]
                            + image[2] * lattice[6 + k];
                    square += d * d;
                }
                if (square < 1.4 * 1.4) {
                    return false;
                }
            }
        }
        return true;
    }

    static AtomicConfiguration moved(AtomicConfiguration given, int coordinate, double by) {
        double[] positions = given.positions();
        positions[coordinate] += by;
        return new AtomicConfiguration(given.id(), given.cell(), given.species(), positions);
    }

    static AtomicConfiguration at(AtomicConfiguration given, double[] positions) {
        return new AtomicConfiguration(given.id(), given.cell(), given.species(), positions);
    }

    /** A structure repeated along its lattice vectors, which must all be periodic. */
    static AtomicConfiguration repeated(AtomicConfiguration given, int n0, int n1, int n2) {
        int n = given.natoms();
        int cells = n0 * n1 * n2;
        double[] lattice = given.cell().lattice();
        List<String> species = new ArrayList<>();
        double[] positions = new double[3 * n * cells];
        for (int i = 0; i < n * cells; i++) {
            int cell = i / n;
            species.add(given.species(i % n));
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = given.position(i % n, k)
                        + cell / n2 / n1 * lattice[k]
                        + cell / n2 % n1 * lattice[3 + k]
                        + cell % n2 * lattice[6 + k];
            }
        }
        for (int k = 0; k < 9; k++) {
            lattice[k] *= k < 3 ? n0 : k < 6 ? n1 : n2;
        }
        return new AtomicConfiguration(
                given.id() + " repeated", new SimulationCell(lattice, PERIODIC), species, positions);
    }
}
