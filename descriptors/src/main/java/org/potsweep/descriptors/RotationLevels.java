package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * The matrix elements of the rotations of a {@link PairBatch}, level by level (j = 0, 1, ...), a lane a neighbour.
 * Mutable workspace.
 *
 * <p>Row mb, column ma of level j is the coefficient of s^(j-ma) t^ma in (a* s - b* t)^(j-mb) (b s + a t)^mb. The unitary matrix of the representation is this one times sqrt(ma! (j-ma)! / (mb! (j-mb)!)); leaving that factor to the
 * coupling coefficients makes the recursion a plain product of polynomials: no square roots, 8 multiply-adds an element.
 * Rows mb <= j/2 determine the others: element (j-mb, j-ma) is (-1)^(ma-mb) times the conjugate of (mb, ma).
 */
final class RotationLevels {
    private final int twojmax;
    private double[][] re;
    private double[][] im;
    private double[][] lastRe;
    private double[][] lastIm;
    private int capacity;
    private int level;
    private int n;
    private PairBatch batch;

    RotationLevels(int twojmax) {
        this.twojmax = twojmax;
        allocate(1);
    }

    private void allocate(int lanes) {
        capacity = lanes;
        int rows = (twojmax / 2 + 1) * (twojmax + 1);
        re = new double[rows][lanes];
        im = new double[rows][lanes];
        lastRe = new double[rows][lanes];
        lastIm = new double[rows][lanes];
    }

    /** Goes to level 0, where every lane holds its neighbour's density: all levels are weighted with it. */
    void start(PairBatch pairs) {
        batch = pairs;
        n = pairs.count;
        level = 0;
        if (n > capacity) {
            allocate(n);
        }
        System.arraycopy(pairs.density, 0, re[0], 0, n);
        Arrays.fill(im[0], 0, n, 0.0);
    }

    /** Row mb (j+1) + ma holds element (mb, ma) of the present level, mb <= j/2. */
    double[][] re() {
        return re;
    }

    double[][] im() {
        return im;
    }

    /** Goes to the next level. */
    void next() {
        double[][] swap = lastRe;
        lastRe = re;
        re = swap;
        swap = lastIm;
        lastIm = im;
        im = swap;
        level++;
        for (int mb = 0; 2 * mb < level; mb++) {
            // times (a* s - b* t)
            multiply(mb, mb, batch.ar, batch.minusAi, batch.minusBr, batch.bi);
        }
        if (level % 2 == 0) {
            // times (b s + a t)
            multiply(level / 2, level / 2 - 1, batch.br, batch.bi, batch.ar, batch.ai);
        }
    }

    /** Row mb of the present level from row {@code last} of the one before it, times (p s + q t). */
    private void multiply(int mb, int last, double[] pr, double[] pi, double[] qr, double[] qi) {
        int to = mb * (level + 1);
        int from = last * level;
        for (int ma = 0; ma < level; ma++) {
            Lanes.setDifference(re[to + ma], pr, lastRe[from + ma], pi, lastIm[from + ma], n);
            Lanes.setSum(im[to + ma], pr, lastIm[from + ma], pi, lastRe[from + ma], n);
            if (ma > 0) {
                double[] vr = lastRe[from + ma - 1];
                double[] vi = lastIm[from + ma - 1];
                Lanes.addDifference(re[to + ma], qr, vr, qi, vi, n);
                Lanes.addSum(im[to + ma], qr, vi, qi, vr, n);
            }
        }
        double[] vr = lastRe[from + level - 1];
        double[] vi = lastIm[from + level - 1];
        Lanes.setDifference(re[to + level], qr, vr, qi, vi, n);
        Lanes.setSum(im[to + level], qr, vi, qi, vr, n);
    }
}
