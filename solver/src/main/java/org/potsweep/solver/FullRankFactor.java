package org.potsweep.solver;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * The pseudo-inverse of A = V L L^T V^T, where L is the leading triangle, of order r, of a pivoted Cholesky factor, and
 * V = P [1; T] with T = L21 L^-1, which pivoting keeps small: A^+ = V M^-1 L^-T L^-1 M^-1 V^T with M = V^T V = 1 + T^T T.
 * The cost beyond pivoting is about 2 (n - r) r^2 + r^3/3 flops, r^3 less than an orthogonalisation's.
 */
final class FullRankFactor implements MinimumNormFactor {
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

    private final int[] row;

    /** L in its leading block. */
    private final NativeMatrix l;

    /** T, (n - r) x r. */
    private final NativeMatrix t;

    /** The Cholesky factor of M. */
    private final NativeMatrix m;

    private final double condition;

    /**
     * @param pivoted its matrix is closed with this factor, but not by {@link #release()}
     * @param norm 1-norm of A
     */
    FullRankFactor(PivotedCholesky pivoted, double norm) {
        this.order = pivoted.l().rows();
        this.rank = pivoted.sure();
        this.row = pivoted.row();
        this.l = pivoted.l();
        this.t = NativeMatrix.unset(order - rank, rank);
        try {
            this.m = new NativeMatrix(rank, rank);
        } catch (RuntimeException | Error e) {
            t.close();
            throw e;
        }
        try {
            this.condition = factorise() ? condition(norm) : Double.POSITIVE_INFINITY;
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    /** False if T is so large that M is not positive definite to rounding. */
    private boolean factorise() {
        double[] column = new double[order - rank];
        for (int j = 0; j < rank; j++) {
            l.read(rank, j, column, 0, column.length);
            t.write(0, j, column, 0, column.length);
            m.set(j, j, 1);
        }
        Blas.solveLowerFromRight(order - rank, rank, l, t);
        Blas.addInnerProduct(rank, order - rank, t, m);
        return Blas.factorise(rank, m);
    }

    /**
     * The root of a bound on A's largest eigenvalue over the smallest one that is not zero, by inverse iteration with
     * K^T K = L^T M L, which has the same ones; 1 at rank 0.
     */
    private double condition(double norm) {
        if (rank == 0) {
            return 1;
        }
        SplittableRandom random = new SplittableRandom(rank);
        double[] starts = DoubleStream.generate(random::nextGaussian)
                .limit((long) rank * STARTS)
                .toArray();
        double estimate = 0;
        try (NativeMatrix x = NativeMatrix.of(rank, STARTS, starts)) {
            normalise(x);
            // It only grows, so that a large one is known after a few steps.
            for (int step = 0; step < STEPS && estimate <= SURELY_FULL; step++) {
                Blas.solveLowerTransposed(rank, STARTS, l, x);
                solveM(x, STARTS);
                Blas.solveLower(rank, STARTS, l, x);
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

    private void solveM(NativeMatrix x, int columns) {
        Blas.solveLower(rank, columns, m, x);
        Blas.solveLowerTransposed(rank, columns, m, x);
    }

    /** Whether no singular value can be at the cut, so that the rank is right. */
    boolean surelyFull() {
        return condition <= SURELY_FULL;
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
    public double condition() {
        return condition;
    }

    @Override
    public void solve(NativeMatrix b, int columns) {
        try (NativeMatrix x = NativeMatrix.unset(rank, columns)) {
            project(b, columns, x);
            solveM(x, columns);
            Blas.solveLower(rank, columns, l, x);
            Blas.solveLowerTransposed(rank, columns, l, x);
            solveM(x, columns);
            expand(x, columns, b);
        }
    }

    /** X = V^T B. */
    private void project(NativeMatrix b, int columns, NativeMatrix x) {
        int rest = order - rank;
        double[] column = new double[order];
        double[] top = new double[rank];
        double[] bottom = new double[rest];
        try (NativeMatrix lower = NativeMatrix.unset(rest, columns)) {
            for (int j = 0; j < columns; j++) {
                b.read(0, j, column, 0, order);
                for (int i = 0; i < rest; i++) {
                    bottom[i] = column[row[rank + i]];
                }
                lower.write(0, j, bottom, 0, rest);
            }
            Blas.multiplyTransposed(rank, columns, rest, t, lower, x);
        }
        for (int j = 0; j < columns; j++) {
            b.read(0, j, column, 0, order);
            x.read(0, j, top, 0, rank);
            for (int i = 0; i < rank; i++) {
                top[i] += column[row[i]];
            }
            x.write(0, j, top, 0, rank);
        }
    }

    /** B = V X. */
    private void expand(NativeMatrix x, int columns, NativeMatrix b) {
        int rest = order - rank;
        double[] column = new double[order];
        double[] top = new double[rank];
        double[] bottom = new double[rest];
        try (NativeMatrix lower = NativeMatrix.unset(rest, columns)) {
            Blas.multiply(rest, columns, rank, t, x, lower);
            for (int j = 0; j < columns; j++) {
                x.read(0, j, top, 0, rank);
                lower.read(0, j, bottom, 0, rest);
                for (int i = 0; i < order; i++) {
                    column[row[i]] = i < rank ? top[i] : bottom[i - rank];
                }
                b.write(0, j, column, 0, order);
            }
        }
    }

    /** V M^-1 L^-T. */
    @Override
    public double[] inverseRoot() {
        try (NativeMatrix u = NativeMatrix.unset(order, rank);
                NativeMatrix x = new NativeMatrix(rank, rank)) {
            for (int j = 0; j < rank; j++) {
                x.set(j, j, 1);
            }
            Blas.solveLowerTransposed(rank, rank, l, x);
            solveM(x, rank);
            expand(x, rank, u);
            return u.toArray();
        }
    }

    /** Closes all but the pivoted factor. */
    void release() {
        t.close();
        m.close();
    }

    @Override
    public void close() {
        release();
        l.close();
    }
}
