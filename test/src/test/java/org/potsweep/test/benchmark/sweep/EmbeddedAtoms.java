package org.potsweep.test.benchmark.sweep;

import java.util.SplittableRandom;
import org.potsweep.descriptors.AtomicConfiguration;

/**
 * Energies and forces of a metal in the second-moment approximation of tight binding (Cleri and Rosato, Phys. Rev. B 48,
 * 22 (1993)): E_i = sum_j A exp(-p (r/r0 - 1)) - sqrt(sum_j xi^2 exp(-2q (r/r0 - 1))), both sums fading out at the
 * cut-off. Its constants, roughly beryllium's, vary by some per cent with the seed.
 */
final class EmbeddedAtoms {
    private static final double CUTOFF = 4.8;
    private static final double NEAREST = 2.25;

    private final double repulsion;
    private final double hardness;
    private final double bond;
    private final double decay;

    EmbeddedAtoms(SplittableRandom random) {
        repulsion = 0.12 * random.nextDouble(0.95, 1.05);
        hardness = 9 * random.nextDouble(0.95, 1.05);
        bond = 1.6 * random.nextDouble(0.95, 1.05);
        decay = 2.2 * random.nextDouble(0.95, 1.05);
    }

    /** The energy an atom in eV, then the 3N forces in eV/angstrom. */
    double[] labels(AtomicConfiguration c) {
        int n = c.natoms();
        double[] labels = new double[1 + 3 * n];
        double[] density = new double[n];
        forPairs(c, (i, j, d, r) -> {
            labels[0] += value(repulsion, hardness, r);
            density[i] += value(bond * bond, 2 * decay, r);
        });
        for (double sum : density) {
            labels[0] -= Math.sqrt(sum);
        }
        labels[0] /= n;
        forPairs(c, (i, j, d, r) -> {
            double slope =
                    slope(repulsion, hardness, r) - 0.5 / Math.sqrt(density[i]) * slope(bond * bond, 2 * decay, r);
            for (int k = 0; k < 3; k++) {
                labels[1 + 3 * i + k] += slope * d[k] / r;
                labels[1 + 3 * j + k] -= slope * d[k] / r;
            }
        });
        return labels;
    }

    private static double fade(double r) {
        double left = 1 - r * r / (CUTOFF * CUTOFF);
        return left * left;
    }

    private static double value(double size, double rate, double r) {
        return size * Math.exp(-rate * (r / NEAREST - 1)) * fade(r);
    }

    private static double slope(double size, double rate, double r) {
        double fadeSlope = -4 * r / (CUTOFF * CUTOFF) * (1 - r * r / (CUTOFF * CUTOFF));
        return size * Math.exp(-rate * (r / NEAREST - 1)) * (fadeSlope - rate / NEAREST * fade(r));
    }

    private interface PairVisitor {
        /** @param d from atom i to the image of atom j, angstrom; r its length */
        void visit(int i, int j, double[] d, double r);
    }

    /** All ordered pairs of atoms and images within the cut-off, by brute force. */
    private static void forPairs(AtomicConfiguration c, PairVisitor visitor) {
        double[] h = c.cell().lattice();
        double[] x = c.positions();
        int reach = reach(h, x);
        int width = 2 * reach + 1;
        double[] d = new double[3];
        for (int s = 0; s < width * width * width; s++) {
            int[] image = {s % width - reach, s / width % width - reach, s / width / width - reach};
            for (int i = 0; i < c.natoms(); i++) {
                for (int j = 0; j < c.natoms(); j++) {
                    double square = 0;
                    for (int k = 0; k < 3; k++) {
                        d[k] = x[3 * j + k] - x[3 * i + k];
                        d[k] += image[0] * h[k] + image[1] * h[3 + k] + image[2] * h[6 + k];
                        square += d[k] * d[k];
                    }
                    if (square < CUTOFF * CUTOFF && square > 0) {
                        visitor.visit(i, j, d, Math.sqrt(square));
                    }
                }
            }
        }
    }

    /** Boxes each way that hold all neighbours: atoms may stand outside of their own box. */
    private static int reach(double[] h, double[] x) {
        double width = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            width = Math.min(width, SoftPacking.width(h, k));
        }
        return (int) Math.ceil(CUTOFF / width) + 2;
    }
}
