package org.potsweep.solver;

import java.util.function.Consumer;

/**
 * The pseudo-inverse of a positive semi-definite matrix A = X^T X at its numerical rank r: singular values of X at or
 * below {@link #RCOND} times the largest count as zero, as in numpy's lstsq.
 *
 * <p>{@link PivotedCholesky} gives A = K K^T, K of n x s, where s is the rank that rounding leaves, or the number of rows
 * of X; then K = Q S ({@link PivotedQr}). With W and Z the left and right vectors of the singular values of S that count
 * as zero, A^+ = Q S^-T (1 - Z Z^T) S^-1 (1 - W W^T) Q^T. These are few, and the largest of the inverse's
 * ({@link LargestEigenpairs}): they take less to find than pivoting does, where a decomposition of all would be most of a
 * fit. The cost beyond pivoting is about 2 (n - s) s^2 flops, and 4 s^2 for each of some 150 vectors of that search: a small
 * subset, whose rank is small, stays cheap.
 *
 * <p>Why not cut at the pivots: the singular values of SNAP rows fall off without a gap when configurations are few, and
 * where pivoting then stops, and with which columns, depends on rounding: predictions wander by per cents. Singular
 * values are well-defined, and products of the rows resolve them down to 1e-6 of the largest.
 */
final class MinimumNormFactor implements Factor {
    /** Singular values of the rows at or below this fraction of the largest count as zero. */
    static final double RCOND = 1e-6;

    private final PivotedQr qr;
    private final Omitted omitted;

    /**
     * What counts as zero of S, and what is left.
     *
     * @param left W, s x (s - r)
     * @param right Z, s x (s - r)
     * @param condition the largest singular value over the smallest one that is left
     */
    private record Omitted(NativeMatrix left, NativeMatrix right, double condition) {
        /** @param u S, upper triangle */
        static Omitted of(NativeMatrix u) {
            int s = u.rows();
            if (s == 0) {
                return new Omitted(new NativeMatrix(0, 0), new NativeMatrix(0, 0), 1);
            }
            double largest = largest(u);
            LargestEigenpairs ofInverse = LargestEigenpairs.of(s, 1 / (RCOND * RCOND * largest), x -> {
                Blas.solveUpperTransposed(s, x.columns(), u, x);
                Blas.solveUpper(s, x.columns(), u, x);
            });
            // A step of inverse iteration each: vectors of small singular values lose what they had of large ones.
            try (ofInverse) {
                NativeMatrix left = improved(ofInverse.vectors(), x -> Blas.solveUpperTransposed(s, x.columns(), u, x));
                try {
                    NativeMatrix right = improved(left, x -> Blas.solveUpper(s, x.columns(), u, x));
                    return new Omitted(left, right, Math.sqrt(largest * ofInverse.next()));
                } catch (RuntimeException | Error e) {
                    left.close();
                    throw e;
                }
            }
        }

        private static NativeMatrix improved(NativeMatrix vectors, Consumer<NativeMatrix> solve) {
            NativeMatrix improved = NativeMatrix.of(vectors.rows(), vectors.columns(), vectors.toArray());
            try {
                solve.accept(improved);
                Householder.orthonormalise(improved);
                return improved;
            } catch (RuntimeException | Error e) {
                improved.close();
                throw e;
            }
        }

        /** The largest eigenvalue of S^T S. */
        private static double largest(NativeMatrix u) {
            int s = u.rows();
            try (LargestEigenpairs pairs = LargestEigenpairs.of(s, Double.POSITIVE_INFINITY, x -> {
                Blas.multiplyUpper(s, x.columns(), u, x);
                Blas.multiplyUpperTransposed(s, x.columns(), u, x);
            })) {
                if (!(pairs.next() > 0)) {
                    throw new ArithmeticException(
                            "the largest eigenvalue of a product of order " + s + " is " + pairs.next());
                }
                return pairs.next();
            }
        }

        int count() {
            return left.columns();
        }

        /** X becomes (1 - V V^T) X, for orthonormal columns of V. */
        static void remove(NativeMatrix v, NativeMatrix x, int m) {
            try (NativeMatrix part = NativeMatrix.unset(v.columns(), m)) {
                Blas.multiplyTransposed(v.columns(), m, v.rows(), v, x, part);
                Blas.addProduct(v.rows(), m, v.columns(), -1, v, part, x);
            }
        }

        void close() {
            left.close();
            right.close();
        }
    }

    private MinimumNormFactor(PivotedQr qr, Omitted omitted) {
        this.qr = qr;
        this.omitted = omitted;
    }

    /**
     * @param a lower triangle of A, with a diagonal of 1, or 0 for columns of zeros; overwritten, and closed
     * @param rows the number of rows behind A, or more
     * @throws ArithmeticException if eigenvalues do not converge or are not finite
     */
    static MinimumNormFactor of(NativeMatrix a, long rows) {
        PivotedQr qr;
        try (a) {
            qr = new PivotedQr(PivotedCholesky.of(a, rows));
        }
        try {
            return new MinimumNormFactor(qr, Omitted.of(qr.s()));
        } catch (RuntimeException | Error e) {
            qr.close();
            throw e;
        }
    }

    @Override
    public int order() {
        return qr.order();
    }

    @Override
    public int rank() {
        return qr.rank() - omitted.count();
    }

    @Override
    public SolveMethod method() {
        return SolveMethod.MINIMUM_NORM;
    }

    @Override
    public double condition() {
        return omitted.condition();
    }

    @Override
    public void solve(NativeMatrix b, int m) {
        try (NativeMatrix x = NativeMatrix.unset(qr.rank(), m)) {
            qr.project(b, m, x);
            Omitted.remove(omitted.left(), x, m);
            Blas.solveUpper(qr.rank(), m, qr.s(), x);
            multiplyByRoot(x, m);
            qr.expand(x, m, b);
        }
    }

    /** X becomes (1 - W W^T) S^-T (1 - Z Z^T) X. */
    private void multiplyByRoot(NativeMatrix x, int m) {
        Omitted.remove(omitted.right(), x, m);
        Blas.solveUpperTransposed(qr.rank(), m, qr.s(), x);
        Omitted.remove(omitted.left(), x, m);
    }

    /** Some matrix U of n x s, column by column, with U U^T = A^+. */
    double[] inverseRoot() {
        int s = qr.rank();
        try (NativeMatrix x = new NativeMatrix(s, s);
                NativeMatrix u = NativeMatrix.unset(order(), s)) {
            for (int j = 0; j < s; j++) {
                x.set(j, j, 1);
            }
            multiplyByRoot(x, s);
            qr.expand(x, s, u);
            return u.toArray();
        }
    }

    @Override
    public void close() {
        qr.close();
        omitted.close();
    }
}
