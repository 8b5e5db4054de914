package org.potsweep.descriptors;

/**
 * Central atoms in lanes: the expansion coefficients U of their neighbour densities, for all (mb, ma), and their
 * bispectrum components. Mutable workspace.
 */
final class CentralAtoms {
    /** The largest number of lanes: enough for long vector loops, few enough for the rows of a level to stay in cache. */
    static final int LANES = 64;

    private final int twojmax;

    /** Coefficient (mb, ma) of block j of lane l is re[j][mb (j+1) + ma][l]. */
    final double[][][] re;

    final double[][][] im;

    /** Component t of lane l is bispectrum[t][l]. */
    final double[][] bispectrum;

    CentralAtoms(BispectrumBasis basis) {
        twojmax = basis.twojmax();
        re = new double[twojmax + 1][][];
        im = new double[twojmax + 1][][];
        for (int j = 0; j <= twojmax; j++) {
            re[j] = new double[(j + 1) * (j + 1)][LANES];
            im[j] = new double[(j + 1) * (j + 1)][LANES];
        }
        bispectrum = new double[basis.count()][LANES];
    }

    /** Sums the present level of neighbours {@code from} to {@code to} into the coefficients of block j of a lane. */
    void sum(int lane, int j, RotationLevels levels, int from, int to) {
        for (int m = 0; m < BispectrumBasis.half(j); m++) {
            re[j][m][lane] = sum(levels.re()[m], from, to);
            im[j][m][lane] = sum(levels.im()[m], from, to);
        }
        for (int mb = 0; 2 * mb <= j; mb++) {
            re[j][mb * (j + 2)][lane] += 1; // the central atom itself: a unit weight at angle zero
        }
    }

    private static double sum(double[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < to; i++) {
            s0 += x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Fills in the coefficients that follow by symmetry. */
    void complete(int lanes) {
        for (int j = 0; j <= twojmax; j++) {
            int last = (j + 1) * (j + 1) - 1;
            for (int m = BispectrumBasis.half(j); m <= last; m++) {
                double sign = (m / (j + 1) - m % (j + 1)) % 2 == 0 ? 1 : -1;
                for (int l = 0; l < lanes; l++) {
                    re[j][m][l] = sign * re[j][last - m][l];
                    im[j][m][l] = -sign * im[j][last - m][l];
                }
            }
        }
    }
}
