package org.potsweep.test.benchmark.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A box and the atoms in it.
 *
 * @param vectors nine components, row by row, angstrom
 * @param positions 3N coordinates, angstrom
 */
record Lattice(double[] vectors, double[] positions) {
    private static final int MOST_CELLS = 12;

    /** Edges of orthogonal unit cells; the face-centred lattice is a body-centred one, stretched by the root of two. */
    private static double[] edges(BerylliumLike.Order order) {
        return switch (order) {
            case BCC -> new double[] {1, 1, 1};
            case FCC -> new double[] {1, 1, Math.sqrt(2)};
            case HCP -> new double[] {1, Math.sqrt(3), 1.568};
            case LIQUID -> throw new IllegalArgumentException("a liquid has no unit cell");
        };
    }

    private static double[][] sites(BerylliumLike.Order order) {
        return order == BerylliumLike.Order.HCP
                ? new double[][] {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 5 / 6.0, 0.5}, {0, 1 / 3.0, 0.5}}
                : new double[][] {{0, 0, 0}, {0.5, 0.5, 0.5}};
    }

    /** A crystal with as few vacancies as a compact box allows, strained by up to some per cent. */
    static Lattice crystal(BerylliumLike.Order order, int atoms, SplittableRandom random) {
        double[] edges = edges(order);
        double[][] sites = sites(order);
        int[] cells = cells(edges, sites.length, atoms);
        List<double[]> fractions = new ArrayList<>();
        for (int c = 0; c < cells[0] * cells[1] * cells[2]; c++) {
            int[] cell = {c % cells[0], c / cells[0] % cells[1], c / cells[0] / cells[1]};
            for (double[] site : sites) {
                double[] fraction = new double[3];
                Arrays.setAll(fraction, k -> (cell[k] + site[k]) / cells[k]);
                fractions.add(fraction);
            }
        }
        while (fractions.size() > atoms) {
            fractions.remove(random.nextInt(fractions.size()));
        }
        double[] vectors = new double[9];
        double strain = random.nextDouble(0.08);
        for (int i = 0; i < 9; i++) {
            double unit = i % 4 == 0 ? 1 : 0;
            vectors[i] = cells[i / 3] * edges[i / 3] * (unit + strain * (2 * random.nextDouble() - 1));
        }
        return of(vectors, fractions);
    }

    /** The numbers of unit cells with the fewest sites that hold all atoms in a box of similar edges. */
    private static int[] cells(double[] edges, int sites, int atoms) {
        int[] best = null;
        for (int c = 0; c < MOST_CELLS * MOST_CELLS * MOST_CELLS; c++) {
            int[] cells = {1 + c % MOST_CELLS, 1 + c / MOST_CELLS % MOST_CELLS, 1 + c / MOST_CELLS / MOST_CELLS};
            boolean fewer = best == null || product(cells) < product(best);
            if (sites * product(cells) >= atoms && fewer && isCompact(cells, edges)) {
                best = cells;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(atoms + " atoms are more than a box of " + MOST_CELLS + " cells holds");
        }
        return best;
    }

    private static int product(int[] cells) {
        return cells[0] * cells[1] * cells[2];
    }

    private static boolean isCompact(int[] cells, double[] edges) {
        double volume = 1;
        double shortest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            volume *= cells[k] * edges[k];
            shortest = Math.min(shortest, cells[k] * edges[k]);
        }
        return shortest >= 0.82 * Math.cbrt(volume);
    }

    /** Atoms anywhere in a box of any moderate shape. */
    static Lattice random(int atoms, SplittableRandom random) {
        double[] vectors = new double[9];
        for (int i = 0; i < 9; i++) {
            vectors[i] = i % 4 == 0 ? random.nextDouble(0.8, 1.25) : random.nextDouble(-0.25, 0.25);
        }
        List<double[]> fractions = new ArrayList<>();
        for (int i = 0; i < atoms; i++) {
            fractions.add(new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()});
        }
        return of(vectors, fractions);
    }

    private static Lattice of(double[] vectors, List<double[]> fractions) {
        double[] positions = new double[3 * fractions.size()];
        for (int i = 0; i < positions.length; i++) {
            double[] f = fractions.get(i / 3);
            positions[i] = f[0] * vectors[i % 3] + f[1] * vectors[3 + i % 3] + f[2] * vectors[6 + i % 3];
        }
        return new Lattice(vectors, positions);
    }

    /** The same in a box of another volume, cubic angstrom. */
    Lattice scaled(double volume) {
        double factor = Math.cbrt(volume / SoftPacking.volume(vectors));
        return new Lattice(times(vectors, factor), times(positions, factor));
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(v -> factor * v).toArray();
    }
}
