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

    private final double[][][] zr;
    private final double[][][] zi;
    private final double[][] productRe;
    private final double[][] productIm;
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
        zr = new double[most][][];
        zi = new double[most][][];
        for (int j = 0; j < most; j++) {
            for (int component : basis.members(j)) {
                place[j][component] = used;
                used += 2 * BispectrumBasis.half(j);
            }
            zr[j] = new double[BispectrumBasis.half(j)][CentralAtoms.LANES];
            zi[j] = new double[BispectrumBasis.half(j)][CentralAtoms.LANES];
        }
        size = used;
        productRe = new double[most * most][CentralAtoms.LANES];
        productIm = new double[most * most][CentralAtoms.LANES];
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
        for (int j1 = 0; j1 <= basis.twojmax(); j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                int least = gradients == null ? Math.max(j1, j1 - j2) : j1 - j2;
                if ((least + j1 + j2) % 2 != 0) {
                    least++;
                }
                if (least <= last(j1, j2)) {
                    pair(atoms, lanes, j1, j2, least);
                    for (int j = least; j <= last(j1, j2); j += 2) {
                        finish(atoms, lanes, j1, j2, j, gradients);
                    }
                }
            }
        }
    }

    private void pair(CentralAtoms atoms, int lanes, int j1, int j2, int least) {
        for (int j = least; j <= last(j1, j2); j += 2) {
            for (int m = 0; m < zr[j].length; m++) {
                Arrays.fill(zr[j][m], 0, lanes, 0);
                Arrays.fill(zi[j][m], 0, lanes, 0);
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
                products(atoms, lanes, j1, mb1, j2, mb2, first, 2 * sum == j1 + j2 ? sum : j1 + j2 - first);
                for (int j = least; j <= last(j1, j2); j += 2) {
                    int mb = sum - (j1 + j2 - j) / 2;
                    if (mb >= 0) {
                        addRow(lanes, j1, j2, j, mb, twice * row[j1][j2][j][mb][mb1 - lowest(j1, j2, j, mb)]);
                    }
                }
            }
        }
    }

    private void products(CentralAtoms atoms, int lanes, int j1, int mb1, int j2, int mb2, int first, int last) {
        for (int ma1 = 0; ma1 <= j1; ma1++) {
            double[] ur = atoms.re[j1][mb1 * (j1 + 1) + ma1];
            double[] ui = atoms.im[j1][mb1 * (j1 + 1) + ma1];
            for (int ma2 = Math.max(0, first - ma1); ma2 <= Math.min(j2, last - ma1); ma2++) {
                double[] vr = atoms.re[j2][mb2 * (j2 + 1) + ma2];
                double[] vi = atoms.im[j2][mb2 * (j2 + 1) + ma2];
                Lanes.setDifference(productRe[ma1 * (j2 + 1) + ma2], ur, vr, ui, vi, lanes);
                Lanes.setSum(productIm[ma1 * (j2 + 1) + ma2], ur, vi, ui, vr, lanes);
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
            Lanes.accumulate(zr[j][mb * (j + 1) + ma], s, c, c.length, productRe, from, j2, lanes);
            Lanes.accumulate(zi[j][mb * (j + 1) + ma], s, c, c.length, productIm, from, j2, lanes);
        }
    }

    private void finish(CentralAtoms atoms, int lanes, int j1, int j2, int j, NativeMatrix gradients) {
        int component = basis.component(j1, j2, j);
        if (j >= j1) {
            double[] b = atoms.bispectrum[component];
            double norm = bnormflag ? 1 / (j + 1.0) : 1;
            Arrays.fill(b, 0, lanes, 0);
            for (int m = 0; m < zr[j].length; m++) {
                Lanes.addSum(b, atoms.re[j][m], zr[j][m], atoms.im[j][m], zi[j][m], lanes);
            }
            for (int l = 0; l < lanes; l++) {
                b[l] = norm * (b[l] - isolated * (j + 1));
            }
        }
        if (gradients != null) {
            double weight = basis.weight(component, j, bnormflag);
            int length = 2 * zr[j].length;
            for (int m = 0; m < zr[j].length; m++) {
                for (int l = 0; l < lanes; l++) {
                    packed[l * length + 2 * m] = weight * zr[j][m][l];
                    packed[l * length + 2 * m + 1] = weight * zi[j][m][l];
                }
            }
            for (int l = 0; l < lanes; l++) {
                gradients.put(l * size + place[j][component], packed, l * length, length);
            }
        }
    }
}
