package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Rows of a configuration as matrices, for tests. */
final class Rows {
    private Rows() {}

    /** Energy and force rows in our column order. */
    static double[][] of(SnapParameters parameters, AtomicConfiguration configuration) {
        return of(new SnapRows(parameters), configuration, false);
    }

    /** Energy, force and perhaps stress rows in our column order. */
    static double[][] of(SnapRows rows, AtomicConfiguration configuration, boolean stress) {
        int p = rows.columns().count();
        int count = 1 + 3 * configuration.natoms() + (stress ? 6 : 0);
        double[] out = new double[count * p];
        if (stress) {
            rows.rowsWithStress(configuration, out, 0, p);
        } else {
            rows.rows(configuration, out, 0, p);
        }
        double[][] matrix = new double[count][];
        for (int r = 0; r < count; r++) {
            matrix[r] = Arrays.copyOfRange(out, r * p, (r + 1) * p);
        }
        return matrix;
    }

    /** Energy and force rows in LAMMPS's column order. */
    static double[][] lammpsOrder(SnapParameters parameters, AtomicConfiguration configuration) {
        return reordered(parameters, of(parameters, configuration));
    }

    /** Energy, force and stress rows in LAMMPS's column order. */
    static double[][] withStressLammpsOrder(SnapParameters parameters, AtomicConfiguration configuration) {
        return reordered(parameters, of(new SnapRows(parameters), configuration, true));
    }

    private static double[][] reordered(SnapParameters parameters, double[][] ours) {
        int[] order = SnapColumns.of(parameters).lammpsOrder(parameters.twojmax());
        double[][] theirs = new double[ours.length][order.length];
        for (int r = 0; r < ours.length; r++) {
            for (int c = 0; c < order.length; c++) {
                theirs[r][order[c]] = ours[r][c];
            }
        }
        return theirs;
    }

    static double[] energy(SnapParameters parameters, AtomicConfiguration configuration) {
        SnapRows rows = new SnapRows(parameters);
        double[] out = new double[rows.columns().count()];
        rows.energyRow(configuration, out, 0);
        return out;
    }

    /** Asserts that force rows, and perhaps stress rows, are the derivatives of the energy row. */
    static void assertDerivatives(SnapParameters parameters, AtomicConfiguration configuration, boolean stress) {
        int n = configuration.natoms();
        double[][] rows = of(new SnapRows(parameters), configuration, stress);
        double energy = Arrays.stream(rows[0]).map(Math::abs).max().orElseThrow();
        double rounding = 5e-15 * n * energy / FiniteDifferences.STEP;
        double[][] forces = FiniteDifferences.forces(parameters, configuration);
        for (int r = 0; r < 3 * n; r++) {
            assertClose(rows[1 + r], forces[r], 1e-8, rounding);
        }
        if (stress) {
            double[][] stresses = FiniteDifferences.stresses(parameters, configuration);
            for (int v = 0; v < 6; v++) {
                assertClose(rows[1 + 3 * n + v], stresses[v], 1e-6, 1e-6);
            }
        }
    }

    static void assertRows(double[][] actual, double[][] expected) {
        for (int r = 0; r < expected.length; r++) {
            assertClose(actual[r], expected[r], 1e-11, 1e-11);
        }
    }

    /** Asserts that two rows differ by less than {@code relative} of the largest entry plus {@code absolute}. */
    static void assertClose(double[] actual, double[] expected, double relative, double absolute) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int c = 0; c < expected.length; c++) {
            assertThat(Math.abs(actual[c] - expected[c]))
                    .as("column %d: %s, expected %s, largest %s", c, actual[c], expected[c], largest)
                    .isLessThanOrEqualTo(absolute + relative * largest);
        }
    }
}
