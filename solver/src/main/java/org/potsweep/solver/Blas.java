package org.potsweep.solver;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasLeft;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The products of this package on {@link NativeMatrix}, named by what they compute. Symmetric matrices use their lower
 * triangle, triangular ones the one that is named; every operand is a leading block, whose shape each method states. A
 * block that its matrix does not have is refused with {@link IndexOutOfBoundsException}.
 */
public final class Blas {
    private Blas() {}

    /** C += X X^T for X of n x k and C of n x n; lower triangle of C only. */
    public static void addOuterProduct(int n, int k, NativeMatrix x, NativeMatrix c) {
        openblas.cblas_dsyrk(
                CblasColMajor,
                CblasLower,
                CblasNoTrans,
                n,
                k,
                1,
                x.leading(n, k),
                x.stride(),
                1,
                c.leading(n, n),
                c.stride());
    }

    /** C += X^T X for X of k x n and C of n x n; lower triangle of C only. */
    static void addInnerProduct(int n, int k, NativeMatrix x, NativeMatrix c) {
        openblas.cblas_dsyrk(
                CblasColMajor,
                CblasLower,
                CblasTrans,
                n,
                k,
                1,
                x.leading(k, n),
                x.stride(),
                1,
                c.leading(n, n),
                c.stride());
    }

    /** C += A B^T for A of m x k, B of n x k and C of m x n. */
    public static void addProductTransposed(int m, int n, int k, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        multiply(CblasNoTrans, CblasTrans, m, n, k, 1, a, b, 1, c);
    }

    /** C = A B for A of m x k, B of k x n and C of m x n. */
    public static void multiply(int m, int n, int k, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        multiply(CblasNoTrans, CblasNoTrans, m, n, k, 1, a, b, 0, c);
    }

    /** C = A^T B for A of k x m, B of k x n and C of m x n. */
    public static void multiplyTransposed(int m, int n, int k, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        multiply(CblasTrans, CblasNoTrans, m, n, k, 1, a, b, 0, c);
    }

    /** C = f op(A) op(B) + beta C for op(A) of m x k, op(B) of k x n and C of m x n. */
    private static void multiply(
            int opA,
            int opB,
            int m,
            int n,
            int k,
            double f,
            NativeMatrix a,
            NativeMatrix b,
            double beta,
            NativeMatrix c) {
        openblas.cblas_dgemm(
                CblasColMajor,
                opA,
                opB,
                m,
                n,
                k,
                f,
                opA == CblasTrans ? a.leading(k, m) : a.leading(m, k),
                a.stride(),
                opB == CblasTrans ? b.leading(n, k) : b.leading(k, n),
                b.stride(),
                beta,
                c.leading(m, n),
                c.stride());
    }

    /** C += f A B for A of m x k, B of k x n and C of m x n. */
    static void addProduct(int m, int n, int k, double f, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        multiply(CblasNoTrans, CblasNoTrans, m, n, k, f, a, b, 1, c);
    }

    /** y = A^T x for A of m x n, x of m and y of n entries. */
    static void multiplyTransposed(int m, int n, NativeMatrix a, DoublePointer x, DoublePointer y) {
        multiply(CblasTrans, m, n, 1, a, x, 0, y);
    }

    /** y += f A x for A of m x n, x of n and y of m entries. */
    static void addProduct(int m, int n, double f, NativeMatrix a, DoublePointer x, DoublePointer y) {
        multiply(CblasNoTrans, m, n, f, a, x, 1, y);
    }

    private static void multiply(
            int opA, int m, int n, double f, NativeMatrix a, DoublePointer x, double beta, DoublePointer y) {
        openblas.cblas_dgemv(CblasColMajor, opA, m, n, f, a.leading(m, n), a.stride(), x, 1, beta, y, 1);
    }

    /** C = S B for the symmetric S of order n, B and C of n x m. */
    public static void multiplySymmetric(int n, int m, NativeMatrix s, NativeMatrix b, NativeMatrix c) {
        openblas.cblas_dsymm(
                CblasColMajor,
                CblasLeft,
                CblasLower,
                n,
                m,
                1,
                s.leading(n, n),
                s.stride(),
                b.leading(n, m),
                b.stride(),
                0,
                c.leading(n, m),
                c.stride());
    }

    /** A = L L^T in place, lower triangle of A; false if it is not positive definite to rounding. */
    static boolean factorise(int n, NativeMatrix a) {
        return factorise(n, a.leading(n, n), a.stride());
    }

    /** The same for a matrix inside another one. */
    static boolean factorise(int n, DoublePointer a, int stride) {
        int code = openblas.LAPACKE_dpotrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', n, a, stride);
        OpenBlas.require("dpotrf", code);
        return code == 0;
    }

    /** x = L^-1 x in place for the lower triangular L of order n. */
    static void solveLower(int n, NativeMatrix l, DoublePointer x) {
        solveTriangular(CblasNoTrans, n, l, x);
    }

    /** x = L^-T x in place for the lower triangular L of order n. */
    static void solveLowerTransposed(int n, NativeMatrix l, DoublePointer x) {
        solveTriangular(CblasTrans, n, l, x);
    }

    private static void solveTriangular(int transpose, int n, NativeMatrix l, DoublePointer x) {
        openblas.cblas_dtrsv(CblasColMajor, CblasLower, transpose, CblasNonUnit, n, l.leading(n, n), l.stride(), x, 1);
    }

    /** B = L^-1 B in place for the lower triangular L of order n and B of n x m. */
    static void solveLower(int n, int m, NativeMatrix l, NativeMatrix b) {
        solveTriangular(CblasLower, CblasNoTrans, n, m, l, b);
    }

    /** B = L^-T B in place for the lower triangular L of order n and B of n x m. */
    static void solveLowerTransposed(int n, int m, NativeMatrix l, NativeMatrix b) {
        solveTriangular(CblasLower, CblasTrans, n, m, l, b);
    }

    /** B = U^-1 B in place for the upper triangular U of order n and B of n x m. */
    static void solveUpper(int n, int m, NativeMatrix u, NativeMatrix b) {
        solveTriangular(CblasUpper, CblasNoTrans, n, m, u, b);
    }

    /** B = U^-T B in place for the upper triangular U of order n and B of n x m. */
    static void solveUpperTransposed(int n, int m, NativeMatrix u, NativeMatrix b) {
        solveTriangular(CblasUpper, CblasTrans, n, m, u, b);
    }

    private static void solveTriangular(int triangle, int transpose, int n, int m, NativeMatrix t, NativeMatrix b) {
        openblas.cblas_dtrsm(
                CblasColMajor,
                CblasLeft,
                triangle,
                transpose,
                CblasNonUnit,
                n,
                m,
                1,
                t.leading(n, n),
                t.stride(),
                b.leading(n, m),
                b.stride());
    }

    /** B = U B in place for the upper triangular U of order n and B of n x m. */
    static void multiplyUpper(int n, int m, NativeMatrix u, NativeMatrix b) {
        multiplyUpper(CblasNoTrans, n, m, u, b);
    }

    /** B = U^T B in place for the upper triangular U of order n and B of n x m. */
    static void multiplyUpperTransposed(int n, int m, NativeMatrix u, NativeMatrix b) {
        multiplyUpper(CblasTrans, n, m, u, b);
    }

    private static void multiplyUpper(int transpose, int n, int m, NativeMatrix u, NativeMatrix b) {
        openblas.cblas_dtrmm(
                CblasColMajor,
                CblasLeft,
                CblasUpper,
                transpose,
                CblasNonUnit,
                n,
                m,
                1,
                u.leading(n, n),
                u.stride(),
                b.leading(n, m),
                b.stride());
    }
}
