package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The leading block of a Cholesky factor that larger blocks share: A = L L^T.
 *
 * @param l lower triangular factor of this order or more; not owned
 */
record CholeskyFactor(NativeMatrix l, int order, int rank, double condition) implements Factor {
    /** Bytes. */
    private static final int CACHE_LINE = 64;

    /** @param norm 1-norm of A */
    static CholeskyFactor of(NativeMatrix l, int order, int rank, double norm) {
        return new CholeskyFactor(l, order, rank, condition(l, order, norm));
    }

    /**
     * The square root of LAPACK's estimate for A.
     *
     * <p>OpenBLAS adds up norms in an order that depends on where a vector stands relative to a cache line, so the work
     * space begins at one: the estimate then has the same bits wherever the allocator puts it.
     */
    private static double condition(NativeMatrix l, int order, double norm) {
        try (DoublePointer reciprocal = new DoublePointer(1);
                DoublePointer memory = new DoublePointer(3L * order + CACHE_LINE / Double.BYTES);
                IntPointer signs = new IntPointer(order)) {
            long skipped = Math.floorMod(-memory.address(), CACHE_LINE) / Double.BYTES;
            OpenBlas.require(
                    "dpocon",
                    openblas.LAPACKE_dpocon_work(
                            openblas.LAPACK_COL_MAJOR,
                            (byte) 'L',
                            order,
                            l.leading(order, order),
                            l.stride(),
                            norm,
                            reciprocal,
                            memory.getPointer(skipped),
                            signs));
            return reciprocal.get() > 0 ? 1 / Math.sqrt(reciprocal.get()) : Double.MAX_VALUE;
        }
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
