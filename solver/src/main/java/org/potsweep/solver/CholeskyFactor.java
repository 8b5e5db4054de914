package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;

/**
 * The leading block of a Cholesky factor that larger blocks share: A = L L^T.
 *
 * @param l lower triangular factor of this order or more; not owned
 */
record CholeskyFactor(NativeMatrix l, int order, int rank, double condition) implements Factor {

    /** @param norm 1-norm of A */
    static CholeskyFactor of(NativeMatrix l, int order, int rank, double norm) {
        return new CholeskyFactor(l, order, rank, ConditionEstimate.of(order, norm, x -> solve(l, order, x)));
    }

    private static void solve(NativeMatrix l, int order, DoublePointer x) {
        Blas.solveLower(order, l, x);
        Blas.solveLowerTransposed(order, l, x);
    }

    @Override
    public SolveMethod method() {
        return SolveMethod.CHOLESKY;
    }

    @Override
    public void solve(NativeMatrix b, int m) {
        Blas.solveLower(order, m, l, b);
        Blas.solveLowerTransposed(order, m, l, b);
    }

    /** The factor's entries on and below the diagonal, column by column. */
    double[] lowerTriangle() {
        double[] entries = new double[Math.multiplyExact(order, order + 1) / 2];
        for (int j = 0, at = 0; j < order; j++) {
            l.read(j, j, entries, at, order - j);
            at += order - j;
        }
        return entries;
    }

    @Override
    public void close() {
        // The shared factor belongs to the NestedFactorisation.
    }
}
