package org.potsweep.test.benchmark.sweep;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** Least squares as the beryllium study does it: one dense SVD, whose pseudo-inverse serves all levels. */
final class PseudoInverse {
    private PseudoInverse() {}

    /**
     * The coefficients of every level: columns x levels, column by column. The rows are overwritten.
     *
     * @return V S^-1 (U^T Y), which is cheaper than forming the pseudo-inverse
     */
    static double[] fit(DenseRows rows) {
        int m = rows.rows();
        int n = rows.columns();
        int k = Math.min(m, n);
        double[] values = new double[k];
        double[] coefficients = new double[n * rows.levels()];
        try (DoublePointer u = new DoublePointer((long) m * k);
                DoublePointer vt = new DoublePointer((long) k * n);
                DoublePointer s = new DoublePointer(k);
                DoublePointer projected = new DoublePointer((long) k * rows.levels());
                DoublePointer solution = new DoublePointer((long) n * rows.levels())) {
            int code = openblas.LAPACKE_dgesdd(
                    openblas.LAPACK_COL_MAJOR, (byte) 'S', m, n, rows.matrix(), m, s, u, m, vt, k);
            if (code != 0) {
                throw new ArithmeticException("dgesdd returned " + code);
            }
            product(true, k, rows.levels(), m, u, m, rows.labels(), m, projected, k);
            s.get(values);
            double[] scaled = new double[k * rows.levels()];
            projected.get(scaled);
            double cut = Math.ulp(1.0) * Math.max(m, n) * values[0];
            Arrays.setAll(scaled, i -> values[i % k] > cut ? scaled[i] / values[i % k] : 0);
            projected.put(scaled);
            product(true, n, rows.levels(), k, vt, k, projected, k, solution, n);
            solution.get(coefficients);
        }
        return coefficients;
    }

    /** C = A B or A^T B for C of m x n and k in between. */
    private static void product(
            boolean transpose,
            int m,
            int n,
            int k,
            DoublePointer a,
            int lda,
            DoublePointer b,
            int ldb,
            DoublePointer c,
            int ldc) {
        int first = transpose ? openblas.CblasTrans : openblas.CblasNoTrans;
        openblas.cblas_dgemm(
                openblas.CblasColMajor, first, openblas.CblasNoTrans, m, n, k, 1, a, lda, b, ldb, 0, c, ldc);
    }

    /**
     * Root mean squares of the residuals of every level's coefficients against the reference, the last level: the
     * energies' in eV/atom, then the forces' in eV/angstrom.
     *
     * @param rows unweighted
     * @param energies whether a row is an energy's
     */
    static double[][] errors(DenseRows rows, boolean[] energies, double[] coefficients) {
        int m = rows.rows();
        double[] predictions = new double[m * rows.levels()];
        double[] reference = new double[m];
        rows.labels().getPointer((long) (rows.levels() - 1) * m).get(reference);
        try (DoublePointer b = new DoublePointer(coefficients);
                DoublePointer c = new DoublePointer((long) m * rows.levels())) {
            product(false, m, rows.levels(), rows.columns(), rows.matrix(), m, b, rows.columns(), c, m);
            c.get(predictions);
        }
        double[][] errors = new double[rows.levels()][2];
        for (int level = 0; level < errors.length; level++) {
            int[] counts = new int[2];
            for (int r = 0; r < m; r++) {
                int kind = energies[r] ? 0 : 1;
                double residual = predictions[level * m + r] - reference[r];
                errors[level][kind] += residual * residual;
                counts[kind]++;
            }
            for (int kind = 0; kind < 2; kind++) {
                errors[level][kind] = Math.sqrt(errors[level][kind] / counts[kind]);
            }
        }
        return errors;
    }
}
