package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** The factorisation X = Q R of X of n x k, k <= n, with orthonormal columns of Q and an upper triangular R. */
final class Householder {
    private Householder() {}

    /**
     * Replaces X by Q, also where columns of X depend on each other.
     *
     * @return R of k x k, column by column
     */
    static double[] orthonormalise(NativeMatrix x) {
        int k = x.columns();
        double[] r = new double[k * k];
        try (DoublePointer tau = new DoublePointer(Math.max(1, k))) {
            OpenBlas.require(
                    "dgeqrf",
                    openblas.LAPACKE_dgeqrf(
                            openblas.LAPACK_COL_MAJOR, x.rows(), k, x.leading(x.rows(), k), x.stride(), tau));
            for (int j = 0; j < k; j++) {
                x.read(0, j, r, j * k, j + 1);
            }
            OpenBlas.require(
                    "dorgqr",
                    openblas.LAPACKE_dorgqr(
                            openblas.LAPACK_COL_MAJOR, x.rows(), k, k, x.leading(x.rows(), k), x.stride(), tau));
        }
        return r;
    }
}
