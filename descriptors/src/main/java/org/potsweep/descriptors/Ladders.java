package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Derivatives of the rotations along the axes of the body frame of {@link PairBatch}, moved to the gradients that they
 * are multiplied with.
 *
 * <p>Along these axes the derivative of a level of the rotations is a ladder on its columns: element ma of a row changes
 * by i (j - 2 ma) u[ma] along axis 0, by (j - ma + 1) u[ma-1] - (ma + 1) u[ma+1] along axis 1, and by i times the sum of
 * these two along axis 2. The coefficients are the same for all neighbours. So where dU meets a gradient y with respect
 * to U, the transposed ladders can act on y, once an atom, instead of on u, once a neighbour: y . (L u) = (L^T y) . u,
 * with -i (j - 2 ma) y[ma], (j - ma) y[ma+1] - ma y[ma-1], and -i times the sum of these two.
 *
 * <p>Elements are (real, imaginary) pairs, those of the leading half of a level, whose others follow by symmetry. In the
 * middle row of an even level the ladders reach one element beyond it.
 */
final class Ladders {
    /** Rows of {@link #climb}: the gradient itself, and under the ladders of the three axes. */
    static final int ROWS = 4;

    private Ladders() {}

    /** The leading elements of level j that a gradient under the ladders has. */
    static int elements(int j) {
        return j % 2 == 0 && j > 0 ? BispectrumBasis.half(j) + 1 : BispectrumBasis.half(j);
    }

    /**
     * Appends to a gradient its ladders: {@link #ROWS} rows of 2 elements(j) from {@code offset}, of which the first has
     * the 2 half(j) doubles of the gradient. 12 flops an element.
     */
    static void climb(double[] y, int offset, int j) {
        int length = 2 * elements(j);
        Arrays.fill(y, offset + 2 * BispectrumBasis.half(j), offset + length, 0);
        for (int mb = 0; 2 * mb <= j; mb++) {
            climbRow(y, offset + 2 * mb * (j + 1), length, j, 2 * mb < j ? j : Math.min(j, mb + 1));
        }
    }

    /** Elements 0 to {@code last} of the row that begins at {@code zero}. */
    private static void climbRow(double[] y, int zero, int length, int j, int last) {
        int one = zero + length;
        int two = one + length;
        int three = two + length;
        double lowerRe = 0;
        double lowerIm = 0;
        double re = y[zero];
        double im = y[zero + 1];
        for (int ma = 0; ma <= last; ma++) {
            double up = j - ma;
            double down = ma;
            double higherRe = ma < last ? y[zero + 2 * ma + 2] : 0;
            double higherIm = ma < last ? y[zero + 2 * ma + 3] : 0;
            y[one + 2 * ma] = (up - down) * im;
            y[one + 2 * ma + 1] = (down - up) * re;
            y[two + 2 * ma] = up * higherRe - down * lowerRe;
            y[two + 2 * ma + 1] = up * higherIm - down * lowerIm;
            y[three + 2 * ma] = up * higherIm + down * lowerIm;
            y[three + 2 * ma + 1] = -(up * higherRe + down * lowerRe);
            lowerRe = re;
            lowerIm = im;
            re = higherRe;
            im = higherIm;
        }
    }
}
