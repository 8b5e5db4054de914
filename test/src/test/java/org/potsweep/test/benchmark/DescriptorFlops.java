package org.potsweep.test.benchmark;

import java.util.List;
import org.potsweep.descriptors.SnapColumns;

/**
 * How many floating-point operations the rows, or the energy, forces and stress, of one species take: those of the
 * algorithms that {@code BispectrumCalculator} and {@code AdjointForces} describe, additions and multiplications, a fused
 * one counting as two. Not counted are index arithmetic, copies, the neighbour search, sines and square roots.
 *
 * <p>For n neighbours, K components and blocks of h(j) = (j+1)^2/2 complex coefficients:
 * <ul>
 *   <li>rotations, twice: 14 an element of level j, 6 at the ends of a row; densities: 2 h(j) n;
 *   <li>coupling: 6 a product of two coefficients, 4 a term of a sum, 6 h(j) for components and gradients.
 * </ul>
 * Then for rows
 * <ul>
 *   <li>derivatives of the densities along three axes: 26 h(j) n;
 *   <li>products with the gradients: 2 x (components that depend on block j) x 2 h(j) x 3 n;
 *   <li>turning to Cartesian axes: 15 K n; images and own derivatives: 3 K for each of the N' atoms that a force depends on;
 *   <li>rows: 3 K N'; quadratic ones 2 (K+1) 3K N' and 6 a column,
 * </ul>
 * and for energy, forces and stress
 * <ul>
 *   <li>dE/dB: 2 K, quadratic 2 K^2; its products with the gradients: 2 x (components that depend on block j) x 2 h(j);
 *   <li>dot products of a neighbour: 16 h(j); derivatives and strain: 33.
 * </ul>
 */
final class DescriptorFlops {
    private final int twojmax;
    private double coupling;
    private double products;
    private double terms;

    DescriptorFlops(int twojmax) {
        this.twojmax = twojmax;
        for (int j1 = 0; j1 <= twojmax; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                pair(j1, j2);
            }
        }
        coupling += 6 * products + 4 * terms;
    }

    /** Products of two coefficients in the coupling of one atom. */
    double products() {
        return products;
    }

    /** Terms of sums in the coupling of one atom. */
    double terms() {
        return terms;
    }

    /** Operations of all rows of a configuration with these neighbours. */
    double rows(List<Crystal.Neighbours> neighbours, boolean quadratic) {
        return neighbours.stream()
                .mapToDouble(atom -> rows(atom.pairs(), atom.atoms(), quadratic))
                .sum();
    }

    private double rows(double n, double atoms, boolean quadratic) {
        double k = SnapColumns.components(twojmax);
        double flops = common(n) + 15 * k * n;
        for (int j = 0; j <= twojmax; j++) {
            flops += (26.0 + 12.0 * members(j)) * half(j) * n;
        }
        double involved = atoms + 1;
        return flops
                + 3 * k * involved
                + (quadratic ? 6 * k * (k + 1) * involved + 6 * (k + k * (k + 1) / 2) : 3 * k * involved);
    }

    /** Operations of the energy, the forces and the stress of a configuration with these neighbours. */
    double evaluation(List<Crystal.Neighbours> neighbours, boolean quadratic) {
        return neighbours.stream()
                .mapToDouble(atom -> evaluation(atom.pairs(), quadratic))
                .sum();
    }

    private double evaluation(double n, boolean quadratic) {
        double k = SnapColumns.components(twojmax);
        double flops = common(n) + 33 * n + 2 * k + (quadratic ? 2 * k * k : 0);
        for (int j = 0; j <= twojmax; j++) {
            flops += 4.0 * members(j) * half(j) + 16.0 * half(j) * n;
        }
        return flops;
    }

    /** Rotations, densities and coupling of an atom with n neighbours. */
    private double common(double n) {
        double flops = coupling;
        for (int j = 0; j <= twojmax; j++) {
            double rows = j / 2 + 1 - j % 2 / 2;
            double rotation = j == 0 ? 0 : (j % 2 == 0 ? rows : (j + 1) / 2) * (12 + 14.0 * (j - 1));
            flops += n * (2 * rotation + 2.0 * half(j));
        }
        return flops;
    }

    private static int half(int j) {
        return ((j + 1) * (j + 1) + 1) / 2;
    }

    /** The components with j >= j1 >= j2 that depend on a block. */
    private int members(int block) {
        int count = 0;
        for (int j1 = 0; j1 <= twojmax; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                for (int j = j1 - j2; j <= Math.min(twojmax, j1 + j2); j += 2) {
                    count += j >= j1 && (block == j || block == j1 || block == j2) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private void pair(int j1, int j2) {
        int largest = Math.min(twojmax, j1 + j2);
        int first = (j1 + j2 - largest) / 2;
        for (int sum = first; 2 * sum <= j1 + j2; sum++) {
            for (int mb1 = Math.max(0, sum - j2); mb1 <= Math.min(j1, sum); mb1++) {
                if (j1 == j2 && 2 * mb1 > sum) {
                    break; // equal to the mirrored pair of rows
                }
                int last = 2 * sum == j1 + j2 ? sum : j1 + j2 - first;
                for (int ma1 = 0; ma1 <= j1; ma1++) {
                    products += Math.max(0, Math.min(j2, last - ma1) - Math.max(0, first - ma1) + 1);
                }
                for (int j = j1 - j2; j <= largest; j += 2) {
                    int mb = sum - (j1 + j2 - j) / 2;
                    for (int ma = 0; mb >= 0 && ma <= (2 * mb == j ? mb : j); ma++) {
                        int both = ma + (j1 + j2 - j) / 2;
                        terms += Math.min(j1, both) - Math.max(0, both - j2) + 1;
                    }
                }
            }
        }
        for (int j = j1 - j2; j <= largest; j += 2) {
            coupling += 2.0 * half(j) + (j >= j1 ? 4.0 * half(j) : 0);
        }
    }
}
