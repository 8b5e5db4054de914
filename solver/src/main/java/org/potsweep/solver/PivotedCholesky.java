package org.potsweep.solver;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A positive semi-definite A = K K^T by Cholesky with complete pivoting (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2002, section 10.3), which stops at the rank that rounding leaves.
 *
 * @param k n x s, rows in A's order; the owner closes it
 * @param sure the leading columns of K whose pivots are above rounding
 * @param behind a bound on the largest eigenvalue of A less the product of these columns
 */
record PivotedCholesky(NativeMatrix k, int sure, double behind) {
    /** Pivots at or below this are rounding noise: the diagonal is 1 and entries are known to 1.1e-16. */
    private static final double TOLERANCE = 1e-15;

    /**
     * @param a lower triangle of A in its leading block of order n, with a diagonal of 1, or 0 for columns of zeros;
     *     overwritten
     * @param rows the number of rows behind A, or more: s is no larger
     */
    static PivotedCholesky of(NativeMatrix a, int order, long rows) {
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
            int sure = 0;
            while (sure < columns && pivot(a, sure) > order * Math.ulp(1.0)) {
                sure++;
            }
            double next = sure < found.get() ? pivot(a, sure) : TOLERANCE;
            return new PivotedCholesky(unpivoted(a, order, columns, pivot), sure, (order - sure) * next);
        }
    }

    private static double pivot(NativeMatrix a, int j) {
        return a.get(j, j) * a.get(j, j);
    }

    private static NativeMatrix unpivoted(NativeMatrix a, int order, int columns, IntPointer pivot) {
        NativeMatrix k = new NativeMatrix(order, columns);
        double[] column = new double[order];
        double[] permuted = new double[order];
        for (int j = 0; j < columns; j++) {
            a.read(j, j, column, j, order - j);
            for (int i = 0; i < order; i++) {
                permuted[pivot.get(i) - 1] = i < j ? 0 : column[i];
            }
            k.write(0, j, permuted, 0, order);
        }
        return k;
    }
}
