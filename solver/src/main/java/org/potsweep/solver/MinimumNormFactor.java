package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;

/**
 * The pseudo-inverse of a positive semi-definite matrix A = X^T X at its numerical rank r: singular values of X at or
 * below {@link #RCOND} times the largest count as zero, as in numpy's lstsq.
 *
 * <p>{@link PivotedCholesky} gives A = K K^T, K of n x s, where s is the rank that rounding leaves, or the number of rows
 * of X; then K = Q S with orthonormal columns of Q and an upper triangular S. Few singular values of S count as zero, with
 * left and right vectors W and Z: A^+ = Q S^-T (1 - Z Z^T) S^-1 (1 - W W^T) Q^T. They are the largest ones of the inverse
 * ({@link LargestEigenpairs}), and take less to find than pivoting does, where a decomposition of all would be most of a
 * fit. The cost beyond pivoting is about 2 n s^2 flops: a small subset, whose rank is small, stays cheap.
 *
 * <p>Why not cut at the pivots: the singular values of SNAP rows fall off without a gap when configurations are few, and
 * where pivoting then stops, and with which columns, depends on rounding: predictions wander by per cents. Singular
 * values are well-defined, and products of the rows resolve them down to 1e-6 of the largest.
 */
final class MinimumNormFactor implements Factor {
    /** Singular values of the rows at or below this fraction of the largest count as zero. */
    static final double RCOND = 1e-6;

    /** Reflectors of Q, n x s, and above them S. */
    private final NativeMatrix qr;

    private final DoublePointer tau;
    private final Omitted omitted;

    /**
     * What counts as zero of S, and what is left.
     *
     * @param left W, s x (s - r)
     * @param right Z, s x (s - r)
     * @param condition the largest singular value over the smallest one that is left
     */
    private record Omitted(NativeMatrix left, NativeMatrix right, double condition) {
        /** @param u has S as the upper triangle of its leading block */
        static Omitted of(NativeMatrix u) {
            int s = u.columns();
            if (s == 0) {
                return new Omitted(new NativeMatrix(0, 0), new NativeMatrix(0, 0), 1);
            }
            double largest = largest(u);
            LargestEigenpairs ofInverse = LargestEigenpairs.of(s, 1 / (RCOND * RCOND * largest), x -> {
                Blas.solveUpperTransposed(s, x.columns(), u, x);
                Blas.solveUpper(s, x.columns(), u, x);
            });
            NativeMatrix right = ofInverse.vectors();
            NativeMatrix left = NativeMatrix.of(s, right.columns(), right.toArray());
            // A step of inverse iteration each: vectors of small singular values lose what they had of large ones.
            Blas.solveUpperTransposed(s, left.columns(), u, left);
            Householder.orthonormalise(left);
            right.write(0, 0, left.toArray(), 0, s * left.columns());
            Blas.solveUpper(s, right.columns(), u, right);
            Householder.orthonormalise(right);
            return new Omitted(left, right, Math.sqrt(largest * ofInverse.next()));
        }

        /** The largest eigenvalue of S^T S. */
        private static double largest(NativeMatrix u) {
            int s = u.columns();
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

        /** The leading s rows of X become (1 - V V^T) times them, for orthonormal columns of V. */
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

    private MinimumNormFactor(NativeMatrix qr, DoublePointer tau, Omitted omitted) {
        this.qr = qr;
        this.tau = tau;
        this.omitted = omitted;
    }

    /**
     * @param a lower triangle of A, with a diagonal of 1, or 0 for columns of zeros; overwritten, and closed
     * @param rows the number of rows behind A, or more
     * @throws ArithmeticException if eigenvalues do not converge or are not finite
     */
    static MinimumNormFactor of(NativeMatrix a, long rows) {
        try (a) {
            return of(PivotedCholesky.of(a, rows).unpivoted());
        }
    }

    /** @param k becomes Q and S */
    private static MinimumNormFactor of(NativeMatrix k) {
        DoublePointer tau = null;
        try {
            tau = Householder.factorise(k);
            return new MinimumNormFactor(k, tau, Omitted.of(k));
        } catch (RuntimeException | Error e) {
            k.close();
            if (tau != null) {
                tau.close();
            }
            throw e;
        }
    }

    @Override
    public int order() {
        return qr.rows();
    }

    @Override
    public int rank() {
        return qr.columns() - omitted.count();
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
        int s = qr.columns();
        try (NativeMatrix q = NativeMatrix.unset(order(), m)) {
            copy(b, q, m);
            Householder.multiply(true, qr, tau, q, m);
            Omitted.remove(omitted.left(), q, m);
            Blas.solveUpper(s, m, qr, q);
            expand(q, m);
            copy(q, b, m);
        }
    }

    /** The leading s rows of X become Q (1 - W W^T) S^-T (1 - Z Z^T) times them. */
    private void expand(NativeMatrix x, int m) {
        int s = qr.columns();
        Omitted.remove(omitted.right(), x, m);
        Blas.solveUpperTransposed(s, m, qr, x);
        Omitted.remove(omitted.left(), x, m);
        double[] zeros = new double[order() - s];
        for (int j = 0; j < m; j++) {
            x.write(s, j, zeros, 0, zeros.length);
        }
        Householder.multiply(false, qr, tau, x, m);
    }

    private static void copy(NativeMatrix from, NativeMatrix to, int m) {
        double[] column = new double[Math.min(from.rows(), to.rows())];
        for (int j = 0; j < m; j++) {
            from.read(0, j, column, 0, column.length);
            to.write(0, j, column, 0, column.length);
        }
    }

    /** Some matrix U of n x s, column by column, with U U^T = A^+. */
    double[] inverseRoot() {
        int s = qr.columns();
        try (NativeMatrix u = new NativeMatrix(order(), s)) {
            for (int j = 0; j < s; j++) {
                u.set(j, j, 1);
            }
            expand(u, s);
            return u.toArray();
        }
    }

    @Override
    public void close() {
        qr.close();
        tau.close();
        omitted.close();
    }
}
