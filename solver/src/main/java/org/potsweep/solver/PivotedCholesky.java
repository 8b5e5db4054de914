package org.potsweep.solver;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A positive semi-definite A by Cholesky with complete pivoting (Higham, Accuracy and Stability of Numerical Algorithms,
 * 2002, section 10.3), which stops at the rank that rounding leaves: P^T A P = L L^T with L of shape n x s.
 *
 * @param l L in its leading s columns, on and below the diagonal
 * @param columns s
 * @param row A's index of each row of L
 */
record PivotedCholesky(NativeMatrix l, int columns, int[] row) {
    /** Pivots at or below this are rounding noise: the diagonal is 1 and entries are known to 1.1e-16. */
    private static final double TOLERANCE = 1e-15;

    /**
     * @param a lower triangle of A, with a diagonal of 1, or 0 for columns of zeros; becomes L
     * @param rows the number of rows behind A, or more: s is no larger
     */
    static PivotedCholesky of(NativeMatrix a, long rows) {
        int order = a.rows();
        try (IntPointer pivot = new IntPointer(order);
                IntPointer found = new IntPointer(1)) {
            OpenBlas.require(
                    "dpstrf",
                    openblas.LAPACKE_dpstrf(
                            openblas.LAPACK_COL_MAJOR,
                            (byte) 'L',
                            order,
                            a.leading(order, order),
                            a.stride(),
                            pivot,
                            found,
                            TOLERANCE));
            int columns = (int) Math.min(found.get(), rows);
            int[] row = new int[order];
            for (int i = 0; i < order; i++) {
                row[i] = pivot.get(i) - 1;
            }
            return new PivotedCholesky(a, columns, row);
        }
    }

    /** The matrix K of n x s with A = K K^T, its rows in A's order; the caller closes it. */
    NativeMatrix unpivoted() {
        int order = l.rows();
        NativeMatrix k = NativeMatrix.unset(order, columns);
        double[] column = new double[order];
        double[] permuted = new double[order];
        for (int j = 0; j < columns; j++) {
            l.read(j, j, column, j, order - j);
            for (int i = 0; i < order; i++) {
                permuted[row[i]] = i < j ? 0 : column[i];
            }
            k.write(0, j, permuted, 0, order);
        }
        return k;
    }
}
