package org.potsweep.solver;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import org.bytedeco.openblas.global.openblas;

/**
 * The products of this package on {@link NativeMatrix}, named by what they compute. Symmetric and triangular matrices
 * use their lower triangle; an order smaller than the matrix means its leading block.
 */
public final class Blas {
    private Blas() {}

    /** C[n, n] += X X^T for the leading n rows of X and its first k columns; lower triangle of C only. */
    public static void addOuterProduct(int n, int k, NativeMatrix x, NativeMatrix c) {
        openblas.cblas_dsyrk(
                CblasColMajor, CblasLower, CblasNoTrans, n, k, 1, x.at(0, 0), x.rows(), 1, c.at(0, 0), c.rows());
    }

    /** C += A B^T for the leading k columns of A and B; C has A's and B's numbers of rows. */
    public static void addProductTransposed(int m, int n, int k, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        openblas.cblas_dgemm(
                CblasColMajor,
                CblasNoTrans,
                CblasTrans,
                m,
                n,
                k,
                1,
                a.at(0, 0),
                a.rows(),
                b.at(0, 0),
                b.rows(),
                1,
                c.at(0, 0),
                c.rows());
    }

    /** C = A B for the leading m x k block of A and the leading k x n block of B. */
    public static void multiply(int m, int n, int k, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        if (empty(m, n, k, c)) {
            return;
        }
        openblas.cblas_dgemm(
                CblasColMajor,
                CblasNoTrans,
                CblasNoTrans,
                m,
                n,
                k,
                1,
                a.at(0, 0),
                a.rows(),
                b.at(0, 0),
                b.rows(),
                0,
                c.at(0, 0),
                c.rows());
    }

    /** C[m, n] = A^T B for the leading k x m block of A and the leading k x n block of B. */
    public static void multiplyTransposed(int m, int n, int k, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        if (empty(m, n, k, c)) {
            return;
        }
        openblas.cblas_dgemm(
                CblasColMajor,
                CblasTrans,
                CblasNoTrans,
                m,
                n,
                k,
                1,
                a.at(0, 0),
                a.rows(),
                b.at(0, 0),
                b.rows(),
                0,
                c.at(0, 0),
                c.rows());
    }

    /** Whether a product is empty, which BLAS refuses: nothing to compute, or a sum of no terms. */
    private static boolean empty(int m, int n, int k, NativeMatrix c) {
        if (k == 0) {
            c.zero();
        }
        return m == 0 || n == 0 || k == 0;
    }

    /** C[n, m] = S B for the leading block of order n of the symmetric S (lower triangle) and m columns of B. */
    public static void multiplySymmetric(int n, int m, NativeMatrix s, NativeMatrix b, NativeMatrix c) {
        openblas.cblas_dsymm(
                CblasColMajor,
                openblas.CblasLeft,
                CblasLower,
                n,
                m,
                1,
                s.at(0, 0),
                s.rows(),
                b.at(0, 0),
                b.rows(),
                0,
                c.at(0, 0),
                c.rows());
    }

    /** B = L^-1 B for the leading block of order n of the lower triangular L and m columns of B, in place. */
    static void solveLower(int n, int m, NativeMatrix l, NativeMatrix b) {
        openblas.cblas_dtrsm(
                CblasColMajor,
                openblas.CblasLeft,
                CblasLower,
                CblasNoTrans,
                CblasNonUnit,
                n,
                m,
                1,
                l.at(0, 0),
                l.rows(),
                b.at(0, 0),
                b.rows());
    }

    /** B = L^-T B for the leading block of order n of the lower triangular L and m columns of B, in place. */
    static void solveLowerTransposed(int n, int m, NativeMatrix l, NativeMatrix b) {
        openblas.cblas_dtrsm(
                CblasColMajor,
                openblas.CblasLeft,
                CblasLower,
                CblasTrans,
                CblasNonUnit,
                n,
                m,
                1,
                l.at(0, 0),
                l.rows(),
                b.at(0, 0),
                b.rows());
    }
}
