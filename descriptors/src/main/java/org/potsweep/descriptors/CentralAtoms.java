package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Central atoms in lanes: the expansion coefficients U of their neighbour densities, for all (mb, ma), and their
 * bispectrum components. Mutable workspace.
 */
final class CentralAtoms {
    /** The largest number of lanes: enough for long vector loops, few enough for the rows of a level to stay in cache. */
    static final int LANES = 64;

    private final BispectrumBasis basis;
    private final boolean selfInAll;

    /** Coefficient (mb, ma) of a block of lane l is re[block][mb (j+1) + ma][l]. */
    final double[][][] re;

    final double[][][] im;

    /** The central atom's own weight in the density of each channel, self[channel][lane]: 0 or 1. */
    final double[][] self;

    /** Component t of lane l is bispectrum[t][l]. */
    final double[][] bispectrum;

    CentralAtoms(BispectrumBasis basis, SnapParameters parameters) {
        this.basis = basis;
        selfInAll = !parameters.chemflag() || parameters.wselfallflag();
        re = new double[basis.blocks()][][];
        im = new double[basis.blocks()][][];
        for (int block = 0; block < basis.blocks(); block++) {
            int j = basis.j(block);
            re[block] = new double[(j + 1) * (j + 1)][LANES];
            im[block] = new double[(j + 1) * (j + 1)][LANES];
        }
        self = new double[basis.channels()][LANES];
        bispectrum = new double[basis.count()][LANES];
    }

    /** Puts an atom of a species, without neighbours yet, into each of the lanes: its own weight, at angle zero. */
    void start(int[] atoms, int from, int to, int[] type) {
        int lanes = to - from;
        for (int c = 0; c < basis.channels(); c++) {
            for (int l = 0; l < lanes; l++) {
                self[c][l] = selfInAll || type[atoms[from + l]] == c ? 1 : 0;
            }
        }
        for (int block = 0; block < basis.blocks(); block++) {
            int j = basis.j(block);
            for (int m = 0; m < BispectrumBasis.half(j); m++) {
                Arrays.fill(re[block][m], 0, lanes, 0);
                Arrays.fill(im[block][m], 0, lanes, 0);
            }
            for (int mb = 0; 2 * mb <= j; mb++) {
                System.arraycopy(self[basis.channel(block)], 0, re[block][mb * (j + 2)], 0, lanes);
            }
        }
    }

    /** Adds the present level j of neighbours {@code from} to {@code to} to the coefficients of a channel of a lane. */
    void add(int lane, int channel, int j, RotationLevels levels, int from, int to) {
        int block = basis.block(j, channel);
        for (int m = 0; m < BispectrumBasis.half(j); m++) {
            re[block][m][lane] += sum(levels.re()[m], from, to);
            im[block][m][lane] += sum(levels.im()[m], from, to);
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
        for (int block = 0; block < basis.blocks(); block++) {
            int j = basis.j(block);
            int last = (j + 1) * (j + 1) - 1;
            for (int m = BispectrumBasis.half(j); m <= last; m++) {
                double sign = (m / (j + 1) - m % (j + 1)) % 2 == 0 ? 1 : -1;
                for (int l = 0; l < lanes; l++) {
                    re[block][m][l] = sign * re[block][last - m][l];
                    im[block][m][l] = -sign * im[block][last - m][l];
                }
            }
        }
    }
}
