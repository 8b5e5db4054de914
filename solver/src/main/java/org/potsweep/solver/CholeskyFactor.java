package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** The leading block, of order n, of a Cholesky factor that larger blocks share: A = L L^T. */
final class CholeskyFactor implements Factor {
    private final NativeMatrix l;
    private final int order;
    private final int rank;
    private final double condition;

    /**
     * @param l lower triangular factor of order n or more; not owned
     * @param norm 1-norm of A
     */
    CholeskyFactor(NativeMatrix l, int order, int rank, double norm) {
        this.l = l;
        this.order = order;
        this.rank = rank;
        try (DoublePointer reciprocal = new DoublePointer(1)) {
            OpenBlas.require(
                    "dpocon",
                    openblas.LAPACKE_dpocon(
                            openblas.LAPACK_COL_MAJOR,
                            (byte) 'L',
                            order,
                            l.leading(order, order),
                            l.stride(),
                            norm,
                            reciprocal));
            this.condition = reciprocal.get() > 0 ? 1 / Math.sqrt(reciprocal.get()) : Double.MAX_VALUE;
        }
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public SolveMethod method() {
        return SolveMethod.CHOLESKY;
    }

    @Override
    public double condition() {
        return condition;
    }

    @Override
    public void solve(NativeMatrix b, int m) {
        Blas.solveLower(order, m, l, b);
        Blas.solveLowerTransposed(order, m, l, b);
    }

    @Override
    public void whiten(NativeMatrix b, int m) {
        Blas.solveLower(order, m, l, b);
    }

    @Override
    public void close() {
        // The shared factor belongs to the NestedFactorisation.
    }
}
