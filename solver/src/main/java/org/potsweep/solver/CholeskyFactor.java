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
     * The square root of the 1-norm of A times LAPACK's estimate of that of its inverse (Higham, ACM Trans. Math. Softw.
     * 14 (1988) 381). LAPACK's dpocon gives the same number to rounding, but guards every column of a substitution against
     * overflow. Plain substitutions take half the time, and an overflow ends as an estimate that is not finite.
     *
     * <p>OpenBLAS adds up norms in an order that depends on where a vector stands relative to a cache line, so vectors
     * begin at one: the estimate then has the same bits wherever the allocator puts them.
     */
    private static double condition(NativeMatrix l, int order, double norm) {
        int room = order + CACHE_LINE / Double.BYTES;
        try (DoublePointer memory = new DoublePointer(2L * room);
                IntPointer signs = new IntPointer(order);
                DoublePointer estimate = new DoublePointer(1).put(0);
                IntPointer next = new IntPointer(1).put(0);
                IntPointer state = new IntPointer(3)) {
            DoublePointer x = atCacheLine(memory);
            DoublePointer v = atCacheLine(memory.getPointer(room));
            while (true) {
                OpenBlas.require("dlacn2", openblas.LAPACKE_dlacn2(order, v, x, signs, estimate, next, state));
                if (next.get() == 0 || !Double.isFinite(estimate.get())) {
                    break;
                }
                substitute(openblas.CblasNoTrans, l, order, x);
                substitute(openblas.CblasTrans, l, order, x);
            }
            double condition = Math.sqrt(norm * estimate.get());
            return Double.isFinite(condition) ? condition : Double.MAX_VALUE;
        }
    }

    private static DoublePointer atCacheLine(DoublePointer memory) {
        return memory.getPointer(Math.floorMod(-memory.address(), CACHE_LINE) / Double.BYTES);
    }

    private static void substitute(int transpose, NativeMatrix l, int order, DoublePointer x) {
        openblas.cblas_dtrsv(
                openblas.CblasColMajor,
                openblas.CblasLower,
                transpose,
                openblas.CblasNonUnit,
                order,
                l.leading(order, order),
                l.stride(),
                x,
                1);
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
