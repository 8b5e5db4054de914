package org.potsweep.descriptors;

/** Rows of a configuration as matrices, for tests. */
final class Rows {
    private Rows() {}

    /** All rows in our column order. */
    static double[][] of(SnapParameters parameters, AtomicConfiguration configuration) {
        SnapRows rows = new SnapRows(parameters);
        int p = rows.columns().count();
        int count = 1 + 3 * configuration.natoms();
        double[] out = new double[count * p];
        rows.rows(configuration, out, 0, p);
        double[][] matrix = new double[count][];
        for (int r = 0; r < count; r++) {
            matrix[r] = java.util.Arrays.copyOfRange(out, r * p, (r + 1) * p);
        }
        return matrix;
    }

    /** All rows in LAMMPS's column order. */
    static double[][] lammpsOrder(SnapParameters parameters, AtomicConfiguration configuration) {
        double[][] ours = of(parameters, configuration);
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
