package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** The factorisation X = Q R of X of n x k, k <= n, with orthonormal columns of Q and an upper triangular R. */
final class Householder {
    private Householder() {}

    /**
     * Replaces X by reflectors, and above them R.
     *
     * @return factors of the reflectors, for LAPACK; the caller closes them
     */
    static DoublePointer factorise(NativeMatrix x) {
        DoublePointer tau = new DoublePointer(Math.max(1, x.columns()));
        try {
            OpenBlas.require(
                    "dgeqrf",
                    openblas.LAPACKE_dgeqrf(
                            openblas.LAPACK_COL_MAJOR,
                            x.rows(),
                            x.columns(),
                            x.leading(x.rows(), x.columns()),
                            x.stride(),
                            tau));
            return tau;
        } catch (RuntimeException | Error e) {
            tau.close();
            throw e;
        }
    }

    /**
     * Replaces X by Q, also where columns of X depend on each other.
     *
     * @return R of k x k, column by column
     */
    static double[] orthonormalise(NativeMatrix x) {
        int k = x.columns();
        double[] r = new double[k * k];
        try (DoublePointer tau = factorise(x)) {
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

    /** B = Q B or Q^T B in place for reflectors of Q, which counts as the whole orthogonal matrix of order n, and B of n x m. */
    static void multiply(boolean transposed, NativeMatrix reflectors, DoublePointer tau, NativeMatrix b, int m) {
        int n = reflectors.rows();
        OpenBlas.require(
                "dormqr",
                openblas.LAPACKE_dormqr(
                        openblas.LAPACK_COL_MAJOR,
                        (byte) 'L',
                        (byte) (transposed ? 'T' : 'N'),
                        n,
                        m,
                        reflectors.columns(),
                        reflectors.leading(n, reflectors.columns()),
                        reflectors.stride(),
                        tau,
                        b.leading(n, m),
                        b.stride()));
    }
}
