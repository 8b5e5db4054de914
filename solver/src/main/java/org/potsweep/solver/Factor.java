package org.potsweep.solver;

/**
 * A factorisation of an equilibrated, symmetric, positive semi-definite matrix A of order n; A^+ is its inverse, or its
 * pseudo-inverse at the numerical rank.
 */
public interface Factor extends AutoCloseable {
    /** The order n. */
    int order();

    /** The numerical rank: n less the columns of zeros for a Cholesky factor. */
    int rank();

    SolveMethod method();

    /**
     * The 2-norm condition number of the rows behind A, on the space that the rank keeps (1 at rank 0).
     *
     * <p>A minimum-norm factor knows the largest singular value and the smallest that it keeps. A Cholesky factor takes the square root of
     * LAPACK's 1-norm estimate for A (Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapter 15), which
     * lies between the 2-norm condition number and n^(1/2) times it, or is low by a small factor. On SNAP rows it was
     * 1.5 to 3 times the 2-norm condition number.
     */
    double condition();

    /**
     * The condition that rounding in a solution goes by: it is about 1e-16 times the square of this. The condition itself,
     * but for factors that come by an update.
     */
    default double sensitivity() {
        return condition();
    }

    /** B = A^+ B in place for the first {@code m} columns of B, which has at least n rows. */
    void solve(NativeMatrix b, int m);

    @Override
    void close();
}
