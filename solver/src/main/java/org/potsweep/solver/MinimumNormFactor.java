package org.potsweep.solver;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The pseudo-inverse of a positive semi-definite matrix A = X^T X at its numerical rank r: singular values of X at or
 * below {@link #RCOND} times the largest count as zero, as in numpy's lstsq.
 *
 * <p>Cholesky with complete pivoting stops at the rank s that rounding leaves, or at the number of rows of X: A = K K^T
 * with K of shape n x s ({@link PivotedCholesky}). With K = Q S (Q
 * orthonormal columns, S upper triangular of order s) the small S S^T has A's eigenvalues. The cost is about n^2 s + 2 n
 * s^2 flops, so a small subset, whose rank is small, stays cheap.
 *
 * <p>Often the pivots end in a step down to rounding (forces on the atoms of a structure add up to zero, so three of its
 * rows are combinations of the others). Where the columns of K before the step have no singular value near the cut,
 * as inverse iteration tells, and what is behind it could not reach the cut, S without those columns serves.
 * Otherwise S S^T = W L W^T, cut at r, takes its place, A's eigenvectors being Q W, for 9 s^3 flops more.
 *
 * <p>Why not cut at the pivots: the singular values of SNAP rows fall off without a gap when configurations are few, and
 * where pivoting then stops, and with which columns, depends on rounding: predictions wander by per cents. Singular
 * values are well-defined, and products of the rows resolve them down to 1e-6 of the largest.
 */
final class MinimumNormFactor implements Factor {
    /** Singular values of the rows at or below this fraction of the largest count as zero. */
    static final double RCOND = 1e-6;

    /** Up to this estimated condition no singular value is at the cut: the estimate is low by a factor of 1.25 at most. */
    private static final double SURELY_FULL = 0.8 / RCOND;

    /**
     * Steps of inverse iteration, and vectors that it starts from. All of them miss the smallest singular value by more
     * than a factor of 1.25 with a probability below (0.83 n^(1/2) 0.64^(steps - 1/2))^starts (Kuczynski and Wozniakowski,
     * SIAM J. Matrix Anal. Appl. 13 (1992) 1094): 1e-14 at order 3,000.
     */
    private static final int STEPS = 18;

    private static final int STARTS = 8;

    private final int order;
    private final int rank;
    private final double condition;

    /** Reflectors of Q below S, n x s; the first {@link #used} of them count. */
    private final NativeMatrix qr;

    private final int used;

    private final DoublePointer tau;

    /** The eigenvectors that are kept, used x r; null where S serves. */
    private final NativeMatrix vectors;

    private final double[] eigenvalues;

    /**
     * @param a lower triangle of A in its leading block of order n, with a diagonal of 1, or 0 for columns of zeros;
     *     overwritten and closed, before the other half of the memory is needed
     * @param rows the number of rows behind A, or more
     */
    MinimumNormFactor(NativeMatrix a, int order, long rows) {
        this.order = order;
        double largest;
        double norm;
        PivotedCholesky pivoted;
        try (a) {
            // Eigenvalues add up to n at most, their squares to the square of the Frobenius norm.
            largest = Math.pow(norm('F', a), 2) / order;
            norm = norm('1', a);
            pivoted = PivotedCholesky.of(a, order, rows);
        }
        this.qr = pivoted.k();
        int s = qr.columns();
        this.tau = new DoublePointer(Math.max(1, s));
        OpenBlas.require(
                "dgeqrf",
                openblas.LAPACKE_dgeqrf(openblas.LAPACK_COL_MAJOR, order, s, qr.leading(order, s), qr.stride(), tau));
        boolean step = s == 0 || pivoted.behind() < RCOND * RCOND * largest;
        double estimate = step ? estimatedCondition(pivoted.sure(), norm) : Double.POSITIVE_INFINITY;
        this.used = estimate <= SURELY_FULL ? pivoted.sure() : s;
        if (estimate <= SURELY_FULL) {
            this.rank = used;
            this.condition = estimate;
            this.vectors = null;
            this.eigenvalues = null;
            return;
        }
        try (NativeMatrix w = new NativeMatrix(s, s)) {
            double[] spectrum = eigenvectors(w);
            int first = 0;
            while (first < s && !(spectrum[first] > RCOND * RCOND * spectrum[s - 1])) {
                first++;
            }
            this.rank = s - first;
            this.eigenvalues = Arrays.copyOfRange(spectrum, first, s);
            this.condition = Math.sqrt(eigenvalues[rank - 1] / eigenvalues[0]);
            this.vectors = new NativeMatrix(s, rank);
            double[] column = new double[s];
            for (int j = 0; j < rank; j++) {
                w.read(0, first + j, column, 0, s);
                vectors.write(0, j, column, 0, s);
            }
        }
    }

    private double norm(char which, NativeMatrix a) {
        return openblas.LAPACKE_dlansy(
                openblas.LAPACK_COL_MAJOR, (byte) which, (byte) 'L', order, a.leading(order, order), a.stride());
    }

    /**
     * The root of a bound on A's largest eigenvalue over the smallest singular value of S's leading block of order s; 1 at
     * order 0.
     *
     * @param norm 1-norm of A
     */
    private double estimatedCondition(int s, double norm) {
        if (s == 0) {
            return 1;
        }
        SplittableRandom random = new SplittableRandom(s);
        double[] starts = DoubleStream.generate(random::nextGaussian)
                .limit((long) s * STARTS)
                .toArray();
        double estimate = 0;
        try (NativeMatrix x = NativeMatrix.of(s, STARTS, starts)) {
            normalise(x);
            // It only grows, so that a large one is known after a few steps.
            for (int step = 0; step < STEPS && estimate <= SURELY_FULL; step++) {
                Blas.solveUpper(s, STARTS, qr, x);
                Blas.solveUpperTransposed(s, STARTS, qr, x);
                estimate = Math.sqrt(norm * normalise(x));
            }
        }
        return estimate;
    }

    /** Gives every column length 1; the largest length that one had. */
    private static double normalise(NativeMatrix x) {
        double largest = 0;
        double[] column = new double[x.rows()];
        for (int j = 0; j < x.columns(); j++) {
            x.read(0, j, column, 0, column.length);
            double length = Math.sqrt(Arrays.stream(column).map(c -> c * c).sum());
            Arrays.setAll(column, i -> column[i] / length);
            x.write(0, j, column, 0, column.length);
            largest = Math.max(largest, length);
        }
        return largest;
    }

    /** A copy of S. */
    private NativeMatrix triangle() {
        int s = qr.columns();
        NativeMatrix triangle = new NativeMatrix(s, s);
        double[] column = new double[s];
        for (int j = 0; j < s; j++) {
            qr.read(0, j, column, 0, j + 1);
            triangle.write(0, j, column, 0, j + 1);
        }
        return triangle;
    }

    /** Eigenvalues of S S^T, ascending; the eigenvectors go to {@code w}. */
    private double[] eigenvectors(NativeMatrix w) {
        int s = w.rows();
        double[] values = new double[s];
        try (NativeMatrix triangle = triangle()) {
            Blas.addOuterProduct(s, s, triangle, w);
        }
        // Not earlier: LAPACK's work space is twice as large as the triangle.
        try (DoublePointer spectrum = new DoublePointer(s)) {
            int code = openblas.LAPACKE_dsyevd(
                    openblas.LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', s, w.leading(s, s), w.stride(), spectrum);
            OpenBlas.require("dsyevd", code);
            if (code > 0) {
                throw new ArithmeticException("the eigenvalues of a product of order " + s + " did not converge");
            }
            spectrum.get(values);
        }
        return values;
    }

    /** B = Q B or Q^T B in place, with n rows; Q counts as the whole orthogonal matrix of order n. */
    private void rotate(boolean transpose, NativeMatrix b, int m) {
        OpenBlas.require(
                "dormqr",
                openblas.LAPACKE_dormqr(
                        openblas.LAPACK_COL_MAJOR,
                        (byte) 'L',
                        (byte) (transpose ? 'T' : 'N'),
                        order,
                        m,
                        used,
                        qr.leading(order, used),
                        qr.stride(),
                        tau,
                        b.leading(order, m),
                        b.stride()));
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
        int s = used;
        double[] column = new double[order];
        if (s == 0) {
            for (int j = 0; j < m; j++) {
                b.write(0, j, column, 0, order);
            }
        }
        if (s == 0 || m == 0) {
            return;
        }
        try (NativeMatrix q = new NativeMatrix(order, m)) {
            copy(b, q, order, m, column);
            rotate(true, q, m);
            if (vectors == null) {
                Blas.solveUpper(s, m, qr, q);
                Blas.solveUpperTransposed(s, m, qr, q);
            } else {
                invertSpectrum(q, m);
            }
            clearBelow(q, s, m);
            rotate(false, q, m);
            copy(q, b, order, m, column);
        }
    }

    /** The leading s rows of Q become W L^-1 W^T times them. */
    private void invertSpectrum(NativeMatrix q, int m) {
        int s = used;
        double[] column = new double[s];
        try (NativeMatrix z = new NativeMatrix(rank, m);
                NativeMatrix y = new NativeMatrix(s, m)) {
            Blas.multiplyTransposed(rank, m, s, vectors, q, z);
            for (int j = 0; j < m; j++) {
                z.read(0, j, column, 0, rank);
                for (int i = 0; i < rank; i++) {
                    column[i] /= eigenvalues[i];
                }
                z.write(0, j, column, 0, rank);
            }
            Blas.multiply(s, m, rank, vectors, z, y);
            copy(y, q, s, m, column);
        }
    }

    private static void clearBelow(NativeMatrix q, int s, int m) {
        double[] zeros = new double[q.rows() - s];
        for (int j = 0; j < m; j++) {
            q.write(s, j, zeros, 0, zeros.length);
        }
    }

    private static void copy(NativeMatrix from, NativeMatrix to, int rows, int m, double[] column) {
        for (int j = 0; j < m; j++) {
            from.read(0, j, column, 0, rows);
            to.write(0, j, column, 0, rows);
        }
    }

    /** Some matrix U of n x r, column by column, with U U^T = A^+. */
    double[] inverseRoot() {
        int s = used;
        try (NativeMatrix u = new NativeMatrix(order, rank)) {
            double[] column = new double[order];
            if (vectors == null) {
                for (int j = 0; j < s; j++) {
                    u.set(j, j, 1);
                }
                Blas.solveUpperTransposed(s, s, qr, u);
            } else {
                for (int j = 0; j < rank; j++) {
                    vectors.read(0, j, column, 0, s);
                    for (int i = 0; i < s; i++) {
                        column[i] /= Math.sqrt(eigenvalues[j]);
                    }
                    u.write(0, j, column, 0, s);
                }
            }
            if (rank > 0) {
                rotate(false, u, rank);
            }
            return u.toArray();
        }
    }

    @Override
    public void close() {
        qr.close();
        tau.close();
        if (vectors != null) {
            vectors.close();
        }
    }
}
