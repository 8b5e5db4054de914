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
     * An estimate of the condition number of the rows behind A, on the space that the rank keeps: the square root of
     * the 1-norm estimate for A (Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapter 15).
     */
    double condition();

    /** B = A^+ B in place for the first {@code m} columns of B, which has at least n rows. */
    void solve(NativeMatrix b, int m);

    /**
     * Replaces each of the first {@code m} columns x of B by some z with z^T z = x^T A^+ x, in its first {@code rank()}
     * or n entries; entries up to n that z does not use become zero.
     */
    void whiten(NativeMatrix b, int m);

    @Override
    void close();
}
