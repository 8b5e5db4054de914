package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The pseudo-inverse of a positive semi-definite matrix at its numerical rank r, without an eigen-decomposition.
 *
 * <p>Cholesky with complete pivoting stops where no remaining pivot exceeds the tolerance: P^T A P = K K^T + E with K of
 * shape n x r, and E, which is dropped, no larger than the tolerance in any entry (Higham, Accuracy and Stability of
 * Numerical Algorithms, 2002, section 10.3). With K = Q S (Q orthonormal columns, S upper triangular of order r), the
 * pseudo-inverse of what is kept is A^+ = (P Q) S^-T S^-1 (P Q)^T. The two steps take n^2 r and 2 n r^2 flops, so a small
 * subset, whose rank is small, stays cheap.
 */
final class MinimumNormFactor implements Factor {
    private final int order;
    private final int rank;
    private final int[] pivots;
    private final NativeMatrix qr;
    private final DoublePointer tau;
    private final double condition;

    /**
     * @param a lower triangle of A in its leading block of order n; overwritten, not owned
     * @param tolerance pivots not above it count as zero (the diagonal of A is 1, or 0 for columns of zeros)
     */
    MinimumNormFactor(NativeMatrix a, int order, double tolerance) {
        this.order = order;
        this.pivots = new int[order];
        this.rank = pivotedCholesky(a, tolerance);
        this.qr = new NativeMatrix(order, rank);
        this.tau = new DoublePointer(Math.max(1, rank));
        try {
            double[] column = new double[order];
            for (int j = 0; j < rank; j++) {
                a.read(j, j, column, 0, order - j);
                qr.write(j, j, column, 0, order - j);
            }
            OpenBlas.require(
                    "dgeqrf",
                    openblas.LAPACKE_dgeqrf(
                            openblas.LAPACK_COL_MAJOR, order, rank, qr.leading(order, rank), qr.stride(), tau));
            this.condition = rank == 0 ? 1 : triangularCondition();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Leaves K in the leading columns of A, below and on the diagonal; notes the pivots and returns the rank. */
    private int pivotedCholesky(NativeMatrix a, double tolerance) {
        try (IntPointer pivot = new IntPointer(order);
                IntPointer found = new IntPointer(1)) {
            OpenBlas.require(
                    "dpstrf",
                    openblas.LAPACKE_dpstrf(
                            openblas.LAPACK_COL_MAJOR,
                            (byte) 'L',
                            order,
                            a.leading(order, order),
                            a.stride(),
                            pivot,
                            found,
                            tolerance));
            for (int i = 0; i < order; i++) {
                pivots[i] = pivot.get(i) - 1;
            }
            return found.get();
        }
    }

    private double triangularCondition() {
        try (DoublePointer reciprocal = new DoublePointer(1)) {
            OpenBlas.require(
                    "dtrcon",
                    openblas.LAPACKE_dtrcon(
                            openblas.LAPACK_COL_MAJOR,
                            (byte) '1',
                            (byte) 'U',
                            (byte) 'N',
                            rank,
                            qr.leading(rank, rank),
                            qr.stride(),
                            reciprocal));
            return reciprocal.get() > 0 ? 1 / reciprocal.get() : Double.MAX_VALUE;
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
        return SolveMethod.MINIMUM_NORM;
    }

    @Override
    public double condition() {
        return condition;
    }

    @Override
    public void solve(NativeMatrix b, int m) {
        whiten(b, m);
        Blas.solveUpperTransposed(rank, m, qr, b);
        applyQ('N', b, m);
        permute(b, m, false);
    }

    @Override
    public void whiten(NativeMatrix b, int m) {
        permute(b, m, true);
        applyQ('T', b, m);
        double[] zeros = new double[order - rank];
        for (int j = 0; j < m; j++) {
            b.write(rank, j, zeros, 0, zeros.length);
        }
        Blas.solveUpper(rank, m, qr, b);
    }

    private void applyQ(char transpose, NativeMatrix b, int m) {
        OpenBlas.require(
                "dormqr",
                openblas.LAPACKE_dormqr(
                        openblas.LAPACK_COL_MAJOR,
                        (byte) 'L',
                        (byte) transpose,
                        order,
                        m,
                        rank,
                        qr.leading(order, rank),
                        qr.stride(),
                        tau,
                        b.leading(order, m),
                        b.stride()));
    }

    /** Rows of B into pivot order, or back. */
    private void permute(NativeMatrix b, int m, boolean forward) {
        double[] column = new double[order];
        double[] permuted = new double[order];
        for (int j = 0; j < m; j++) {
            b.read(0, j, column, 0, order);
            for (int i = 0; i < order; i++) {
                if (forward) {
                    permuted[i] = column[pivots[i]];
                } else {
                    permuted[pivots[i]] = column[i];
                }
            }
            b.write(0, j, permuted, 0, order);
        }
    }

    @Override
    public void close() {
        qr.close();
        tau.deallocate();
    }
}
