package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Couples the expansion coefficients of central atoms to bispectrum components and to their gradients, in lanes.
 *
 * <p>For blocks of momenta j1 >= j2 and every j of the triangle, Z(j1,j2,j; mb, ma) = sum over ma1, mb1 of C C U(j1;
 * mb1, ma1) U(j2; mb - mb1, ma - ma1) with Clebsch-Gordan coefficients C (Thompson et al. 2015, eq. 25). The products of
 * a pair of rows (mb1, mb2) are formed once and serve every j; Z serves every channel of the third block. Then B = sum
 * Re(U* Z) where the third block is the largest of the three, and weight Z is the gradient of the component of that
 * triple with respect to the third block, whichever place it has in it. Only mb <= j/2 is computed (and ma <= mb in the
 * middle row), with a factor two for the half left out.
 *
 * <p>Cost an atom: 6 flops a product and 4 a term; 16 500 products and 32 400 terms at 2Jmax 8, 51 400 and
 * 120 900 at 10; with c channels c^2 times as
 * many.
 */
final class Coupling {
    private final BispectrumBasis basis;
    private final boolean bnormflag;
    private final double isolated;

    /** Coefficients of pair (j1, j2) for each j: [j][ma][ma1 - lowest], and [j][mb][mb1 - lowest]. */
    private final double[][][][][] column;

    private final double[][][][][] row;

    /** Place of a block's row of a component in an atom's gradients, [block][component]. */
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
        z = new double[most][][];
        for (int j = 0; j < most; j++) {
            z[j] = new double[BispectrumBasis.half(j)][2 * CentralAtoms.LANES];
        }
        int blocks = basis.blocks();
        place = new int[blocks][basis.count()];
        int used = 0;
        realTwice = new double[blocks][][];
        imaginaryTwice = new double[blocks][][];
        plain = new double[blocks][][];
        crossed = new double[blocks][][];
        for (int block = 0; block < blocks; block++) {
            int j = basis.j(block);
            for (int component : basis.members(block)) {
                place[block][component] = used;
                used = Math.addExact(used, 2 * BispectrumBasis.half(j));
            }
            int full = (j + 1) * (j + 1);
            realTwice[block] = new double[full][2 * CentralAtoms.LANES];
            imaginaryTwice[block] = new double[full][2 * CentralAtoms.LANES];
            plain[block] = new double[full][2 * CentralAtoms.LANES];
            crossed[block] = new double[full][2 * CentralAtoms.LANES];
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
     * Where an atom's gradients with respect to a block begin: a matrix, row by row, of basis.members(block) x 2
     * half(j), a pair (real, imaginary) for each of the leading coefficients (mb, ma).
     */
    int place(int block) {
        return place[block][basis.members(block)[0]];
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
        for (int b1 = 0; b1 < basis.blocks(); b1++) {
            for (int b2 = 0; b2 <= b1; b2++) {
                int j1 = basis.j(b1);
                int j2 = basis.j(b2);
                int least = gradients == null ? j1 + j2 % 2 : j1 - j2; // of the parity of j1 + j2
                if (least <= last(j1, j2)) {
                    pair(lanes, b1, b2, least);
                    for (int j = least; j <= last(j1, j2); j += 2) {
                        for (int channel = 0; channel < basis.channels(); channel++) {
                            finish(atoms, lanes, b1, b2, basis.block(j, channel), gradients);
                        }
                    }
                }
            }
        }
    }

    private void arrange(CentralAtoms atoms, int lanes) {
        for (int block = 0; block < basis.blocks(); block++) {
            for (int m = 0; m < plain[block].length; m++) {
                double[] re = atoms.re[block][m];
                double[] im = atoms.im[block][m];
                System.arraycopy(re, 0, realTwice[block][m], 0, lanes);
                System.arraycopy(re, 0, realTwice[block][m], lanes, lanes);
                System.arraycopy(im, 0, imaginaryTwice[block][m], 0, lanes);
                System.arraycopy(im, 0, imaginaryTwice[block][m], lanes, lanes);
                System.arraycopy(re, 0, plain[block][m], 0, lanes);
                System.arraycopy(im, 0, plain[block][m], lanes, lanes);
                for (int l = 0; l < lanes; l++) {
                    crossed[block][m][l] = -im[l];
                }
                System.arraycopy(re, 0, crossed[block][m], lanes, lanes);
            }
        }
    }

    private void pair(int lanes, int b1, int b2, int least) {
        int j1 = basis.j(b1);
        int j2 = basis.j(b2);
        for (int j = least; j <= last(j1, j2); j += 2) {
            for (double[] row : z[j]) {
                Arrays.fill(row, 0, 2 * lanes, 0);
            }
        }
        int first = (j1 + j2 - last(j1, j2)) / 2;
        for (int sum = first; 2 * sum <= j1 + j2; sum++) {
            for (int mb1 = Math.max(0, sum - j2); mb1 <= Math.min(j1, sum); mb1++) {
                int mb2 = sum - mb1;
                if (b1 == b2 && mb1 > mb2) {
                    break;
                }
                double twice = b1 == b2 && mb1 < mb2 ? 2 : 1; // the sum is symmetric when the blocks are the same
                // In the middle rows of all j only ma <= mb is wanted, so ma1 + ma2 <= sum.
                products(lanes, b1, mb1, b2, mb2, first, 2 * sum == j1 + j2 ? sum : j1 + j2 - first);
                for (int j = least; j <= last(j1, j2); j += 2) {
                    int mb = sum - (j1 + j2 - j) / 2;
                    if (mb >= 0) {
                        addRow(lanes, j1, j2, j, mb, twice * row[j1][j2][j][mb][mb1 - lowest(j1, j2, j, mb)]);
                    }
                }
            }
        }
    }

    private void products(int lanes, int b1, int mb1, int b2, int mb2, int first, int last) {
        int j1 = basis.j(b1);
        int j2 = basis.j(b2);
        for (int ma1 = 0; ma1 <= j1; ma1++) {
            int m1 = mb1 * (j1 + 1) + ma1;
            for (int ma2 = Math.max(0, first - ma1); ma2 <= Math.min(j2, last - ma1); ma2++) {
                int m2 = mb2 * (j2 + 1) + ma2;
                Lanes.setSum(
                        product[ma1 * (j2 + 1) + ma2],
                        realTwice[b1][m1],
                        plain[b2][m2],
                        imaginaryTwice[b1][m1],
                        crossed[b2][m2],
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

    private void finish(CentralAtoms atoms, int lanes, int b1, int b2, int b3, NativeMatrix gradients) {
        int component = basis.component(b1, b2, b3);
        int j = basis.j(b3);
        if (b3 >= b1) {
            double[] b = atoms.bispectrum[component];
            double[] self1 = atoms.self[basis.channel(b1)];
            double[] self2 = atoms.self[basis.channel(b2)];
            double[] self3 = atoms.self[basis.channel(b3)];
            double norm = bnormflag ? 1 / (j + 1.0) : 1;
            Arrays.fill(sum, 0, 2 * lanes, 0);
            for (int m = 0; m < z[j].length; m++) {
                Lanes.addProduct(sum, plain[b3][m], z[j][m], 2 * lanes);
            }
            for (int l = 0; l < lanes; l++) {
                double alone = isolated * (j + 1) * self1[l] * self2[l] * self3[l];
                b[l] = norm * (sum[l] + sum[lanes + l] - alone);
            }
        }
        if (gradients != null) {
            pack(lanes, component, b3, gradients);
        }
    }

    private void pack(int lanes, int component, int block, NativeMatrix gradients) {
        double weight = basis.weight(component, block, bnormflag);
        double[][] rows = z[basis.j(block)];
        int length = 2 * rows.length;
        for (int m = 0; m < rows.length; m++) {
            double[] row = rows[m];
            for (int l = 0; l < lanes; l++) {
                packed[l * length + 2 * m] = weight * row[l];
                packed[l * length + 2 * m + 1] = weight * row[lanes + l];
            }
        }
        for (int l = 0; l < lanes; l++) {
            gradients.put(l * size + place[block][component], packed, l * length, length);
        }
    }
}
