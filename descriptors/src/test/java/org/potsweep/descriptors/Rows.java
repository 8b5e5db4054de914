package org.potsweep.descriptors;

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
            matrix[r] = java.util.Arrays.copyOfRange(out, r * p, (r + 1) * p);
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
}
