package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Couples the expansion coefficients of central atoms to bispectrum components and to their gradients, in lanes.
 *
 * <p>For blocks j1 >= j2 and every j of the triangle, Z(j1,j2,j; mb, ma) = sum over ma1, mb1 of C C U(j1; mb1, ma1)
 * U(j2; mb - mb1, ma - ma1) with Clebsch-Gordan coefficients C (Thompson et al. 2015, eq. 25). The products of a pair
 * of rows (mb1, mb2) are formed once and serve every j. Then B(j1,j2,j) = sum Re(U* Z) for j the largest of the three,
 * and weight Z is the gradient of the component of that triple with respect to block j, whichever place j has in it.
 * Only mb <= j/2 is computed (and ma <= mb in the middle row), with a factor two for the half left out.
 *
 * <p>Cost an atom: 6 flops a product and 4 a term; 42 000 terms at 2Jmax 8, 150 000 at 10.
 */
final class Coupling {
    private final BispectrumBasis basis;
    private final boolean bnormflag;
    private final double isolated;

    /** Coefficients of pair (j1, j2) for each j: [j][ma][ma1 - lowest], and [j][mb][mb1 - lowest]. */
    private final double[][][][][] column;

    private final double[][][][][] row;

    /** Place of block j's row of a component in an atom's gradients, [j][component]. */
    private final int[][] place;

    private final int size;

    /** Rows of 2 x lanes, real parts first: Z of each j, and the products of two rows. */
    private final double[][][] z;

    private final double[][] product;

    /** The coefficients in the same shape: (Re u, Re u), (Im u, Im u), (Re u, Im u) and (-Im u, Re u). */
    private final double[][][] realTwice;

    private final double[][][] imaginaryTwice;
    private final double[][][] plain;
    private final double[][][] crossed;

    private final double[] sum = new double[2 * CentralAtoms.LANES];
    private final double[] packed;

    Coupling(BispectrumBasis basis, SnapParameters parameters) {
        this.basis = basis;
        bnormflag = parameters.bnormflag();
        isolated = parameters.bzeroflag() ? 1 : 0;
        int most = basis.twojmax() + 1;
        column = new double[most][most][most][][];
        row = new double[most][most][most][][];
        for (int j1 = 0; j1 < most; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                for (int j = j1 - j2; j <= last(j1, j2); j += 2) {
                    tabulate(j1, j2, j);
                }
            }
        }
        place = new int[most][basis.count()];
        int used = 0;
        z = new double[most][][];
        realTwice = new double[most][][];
        imaginaryTwice = new double[most][][];
        plain = new double[most][][];
        crossed = new double[most][][];
        for (int j = 0; j < most; j++) {
            for (int component : basis.members(j)) {
                place[j][component] = used;
                used += 2 * BispectrumBasis.half(j);
            }
            int full = (j + 1) * (j + 1);
            z[j] = new double[BispectrumBasis.half(j)][2 * CentralAtoms.LANES];
            realTwice[j] = new double[full][2 * CentralAtoms.LANES];
            imaginaryTwice[j] = new double[full][2 * CentralAtoms.LANES];
            plain[j] = new double[full][2 * CentralAtoms.LANES];
            crossed[j] = new double[full][2 * CentralAtoms.LANES];
        }
        size = used;
        product = new double[most * most][2 * CentralAtoms.LANES];
        packed = new double[CentralAtoms.LANES * 2 * BispectrumBasis.half(most - 1)];
    }

    /** The number of doubles of an atom's gradients. */
    int size() {
        return size;
    }

    /**
     * Where an atom's gradients with respect to block j begin: a matrix, row by row, of basis.members(j) x 2 half(j),
     * a pair (real, imaginary) for each of the leading coefficients (mb, ma).
     */
    int place(int j) {
        return place[j][basis.members(j)[0]];
    }

    private int last(int j1, int j2) {
        return Math.min(basis.twojmax(), j1 + j2);
    }

    private void tabulate(int j1, int j2, int j) {
        column[j1][j2][j] = new double[j + 1][];
        row[j1][j2][j] = new double[j + 1][];
        for (int k = 0; k <= j; k++) {
            int low = lowest(j1, j2, j, k);
            int count = Math.min(j1, k + (j1 + j2 - j) / 2) - low + 1;
            column[j1][j2][j][k] = new double[count];
            row[j1][j2][j][k] = new double[count];
            for (int i = 0; i < count; i++) {
                int k1 = low + i;
                int k2 = k + (j1 + j2 - j) / 2 - k1;
                double c = ClebschGordan.coefficient(j1, k1, j2, k2, j);
                double scale = scale(j1, k1) * scale(j2, k2) * scale(j, k);
                column[j1][j2][j][k][i] = c * scale;
                row[j1][j2][j][k][i] = c / scale;
            }
        }
    }

    private static int lowest(int j1, int j2, int j, int k) {
        return Math.max(0, k + (j1 + j2 - j) / 2 - j2);
    }

    /** sqrt(k! (j-k)! / j!): what {@link RotationLevels} leaves out. */
    private static double scale(int j, int k) {
        double binomial = 1;
        for (int i = 1; i <= k; i++) {
            binomial = binomial * (j - k + i) / i;
        }
        return 1 / Math.sqrt(binomial);
    }

    /**
     * Computes the components of all lanes and, if {@code gradients} is not null, their gradients: lane l's begin at
     * l {@link #size}.
     */
    void couple(CentralAtoms atoms, int lanes, NativeMatrix gradients) {
        arrange(atoms, lanes);
        for (int j1 = 0; j1 <= basis.twojmax(); j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                int least = gradients == null ? Math.max(j1, j1 - j2) : j1 - j2;
                if ((least + j1 + j2) % 2 != 0) {
                    least++;
                }
                if (least <= last(j1, j2)) {
                    pair(lanes, j1, j2, least);
                    for (int j = least; j <= last(j1, j2); j += 2) {
                        finish(atoms, lanes, j1, j2, j, gradients);
                    }
                }
            }
        }
    }

    private void arrange(CentralAtoms atoms, int lanes) {
        for (int j = 0; j <= basis.twojmax(); j++) {
            for (int m = 0; m < plain[j].length; m++) {
                double[] re = atoms.re[j][m];
                double[] im = atoms.im[j][m];
                System.arraycopy(re, 0, realTwice[j][m], 0, lanes);
                System.arraycopy(re, 0, realTwice[j][m], lanes, lanes);
                System.arraycopy(im, 0, imaginaryTwice[j][m], 0, lanes);
                System.arraycopy(im, 0, imaginaryTwice[j][m], lanes, lanes);
                System.arraycopy(re, 0, plain[j][m], 0, lanes);
                System.arraycopy(im, 0, plain[j][m], lanes, lanes);
                for (int l = 0; l < lanes; l++) {
                    crossed[j][m][l] = -im[l];
                }
                System.arraycopy(re, 0, crossed[j][m], lanes, lanes);
            }
        }
    }

    private void pair(int lanes, int j1, int j2, int least) {
        for (int j = least; j <= last(j1, j2); j += 2) {
            for (double[] row : z[j]) {
                Arrays.fill(row, 0, 2 * lanes, 0);
            }
        }
        int first = (j1 + j2 - last(j1, j2)) / 2;
        for (int sum = first; 2 * sum <= j1 + j2; sum++) {
            for (int mb1 = Math.max(0, sum - j2); mb1 <= Math.min(j1, sum); mb1++) {
                int mb2 = sum - mb1;
                if (j1 == j2 && mb1 > mb2) {
                    break;
                }
                double twice = j1 == j2 && mb1 < mb2 ? 2 : 1; // the sum is symmetric when the blocks are the same
                // In the middle rows of all j only ma <= mb is wanted, so ma1 + ma2 <= sum.
                products(lanes, j1, mb1, j2, mb2, first, 2 * sum == j1 + j2 ? sum : j1 + j2 - first);
                for (int j = least; j <= last(j1, j2); j += 2) {
                    int mb = sum - (j1 + j2 - j) / 2;
                    if (mb >= 0) {
                        addRow(lanes, j1, j2, j, mb, twice * row[j1][j2][j][mb][mb1 - lowest(j1, j2, j, mb)]);
                    }
                }
            }
        }
    }

    private void products(int lanes, int j1, int mb1, int j2, int mb2, int first, int last) {
        for (int ma1 = 0; ma1 <= j1; ma1++) {
            int m1 = mb1 * (j1 + 1) + ma1;
            for (int ma2 = Math.max(0, first - ma1); ma2 <= Math.min(j2, last - ma1); ma2++) {
                int m2 = mb2 * (j2 + 1) + ma2;
                Lanes.setSum(
                        product[ma1 * (j2 + 1) + ma2],
                        realTwice[j1][m1],
                        plain[j2][m2],
                        imaginaryTwice[j1][m1],
                        crossed[j2][m2],
                        2 * lanes);
            }
        }
    }

    private void addRow(int lanes, int j1, int j2, int j, int mb, double factor) {
        int shift = (j1 + j2 - j) / 2;
        int end = 2 * mb == j ? mb : j;
        for (int ma = 0; ma <= end; ma++) {
            double[] c = column[j1][j2][j][ma];
            int low = lowest(j1, j2, j, ma);
            int from = low * (j2 + 1) + ma + shift - low;
            double s = 2 * mb == j && ma == mb ? factor : 2 * factor;
            Lanes.accumulate(z[j][mb * (j + 1) + ma], s, c, c.length, product, from, j2, 2 * lanes);
        }
    }

    private void finish(CentralAtoms atoms, int lanes, int j1, int j2, int j, NativeMatrix gradients) {
        int component = basis.component(j1, j2, j);
        if (j >= j1) {
            double[] b = atoms.bispectrum[component];
            double norm = bnormflag ? 1 / (j + 1.0) : 1;
            Arrays.fill(sum, 0, 2 * lanes, 0);
            for (int m = 0; m < z[j].length; m++) {
                Lanes.addProduct(sum, plain[j][m], z[j][m], 2 * lanes);
            }
            for (int l = 0; l < lanes; l++) {
                b[l] = norm * (sum[l] + sum[lanes + l] - isolated * (j + 1));
            }
        }
        if (gradients != null) {
            double weight = basis.weight(component, j, bnormflag);
            int length = 2 * z[j].length;
            for (int m = 0; m < z[j].length; m++) {
                double[] row = z[j][m];
                for (int l = 0; l < lanes; l++) {
                    packed[l * length + 2 * m] = weight * row[l];
                    packed[l * length + 2 * m + 1] = weight * row[lanes + l];
                }
            }
            for (int l = 0; l < lanes; l++) {
                gradients.put(l * size + place[j][component], packed, l * length, length);
            }
        }
    }
}
