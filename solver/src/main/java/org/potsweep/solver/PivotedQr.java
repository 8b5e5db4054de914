package org.potsweep.solver;

import org.bytedeco.openblas.global.openblas;

/**
 * K = Q S of the factor K of a {@link PivotedCholesky}, n x s, with orthonormal columns of Q. In the order of its pivots K
 * is a triangle above n - s full rows, and backwards an upper one, of which S is made with the reflectors of these rows
 * alone: 2 (n - s) s^2 flops, where those of a full K would take up to 4 n^3 / 3.
 */
final class PivotedQr implements AutoCloseable {
    private static final int BLOCK = 32;

    /** The order of A, and its index of each row, those of the triangle backwards. */
    private final int[] row;

    /** S, upper triangle. */
    private final NativeMatrix s;

    private final NativeMatrix reflectors;

    /** The triangular factors of blocks of reflectors, side by side. */
    private final NativeMatrix blocks;

    /** @param pivoted of A; its matrix can be closed afterwards */
    PivotedQr(PivotedCholesky pivoted) {
        int order = pivoted.l().rows();
        int rank = pivoted.columns();
        int rest = order - rank;
        row = pivoted.row().clone();
        for (int i = 0; i < rank; i++) {
            row[i] = pivoted.row()[rank - 1 - i];
        }
        s = new NativeMatrix(rank, rank);
        NativeMatrix below = null;
        try {
            below = NativeMatrix.unset(rest, rank);
            blocks = new NativeMatrix(Math.max(1, Math.min(BLOCK, rank)), rank);
        } catch (RuntimeException | Error e) {
            s.close();
            if (below != null) {
                below.close();
            }
            throw e;
        }
        reflectors = below;
        try {
            double[] column = new double[order];
            double[] backwards = new double[rank];
            for (int j = 0; j < rank; j++) {
                int from = rank - 1 - j;
                pivoted.l().read(from, from, column, from, order - from);
                for (int i = 0; i <= j; i++) {
                    backwards[i] = column[rank - 1 - i];
                }
                s.write(0, j, backwards, 0, j + 1);
                reflectors.write(0, j, column, rank, rest);
            }
            if (rest > 0 && rank > 0) {
                factorise();
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void factorise() {
        OpenBlas.require(
                "dtpqrt",
                openblas.LAPACKE_dtpqrt(
                        openblas.LAPACK_COL_MAJOR,
                        reflectors.rows(),
                        rank(),
                        0,
                        blocks.rows(),
                        s.at(0, 0),
                        s.stride(),
                        reflectors.at(0, 0),
                        reflectors.stride(),
                        blocks.at(0, 0),
                        blocks.stride()));
    }

    /** n */
    int order() {
        return row.length;
    }

    /** The number of columns of Q. */
    int rank() {
        return s.rows();
    }

    /** S, upper triangle. */
    NativeMatrix s() {
        return s;
    }

    /** X = Q^T B for B of n x m and X of s x m. */
    void project(NativeMatrix b, int m, NativeMatrix x) {
        int rank = rank();
        double[] column = new double[order()];
        double[] permuted = new double[order()];
        try (NativeMatrix rest = NativeMatrix.unset(order() - rank, m)) {
            for (int j = 0; j < m; j++) {
                b.read(0, j, column, 0, column.length);
                for (int i = 0; i < row.length; i++) {
                    permuted[i] = column[row[i]];
                }
                x.write(0, j, permuted, 0, rank);
                rest.write(0, j, permuted, rank, rest.rows());
            }
            multiply('T', x, rest, m);
        }
    }

    /** B = Q X for X of s x m, overwritten, and B of n x m. */
    void expand(NativeMatrix x, int m, NativeMatrix b) {
        int rank = rank();
        double[] column = new double[order()];
        double[] permuted = new double[order()];
        try (NativeMatrix rest = new NativeMatrix(order() - rank, m)) {
            multiply('N', x, rest, m);
            for (int j = 0; j < m; j++) {
                x.read(0, j, permuted, 0, rank);
                rest.read(0, j, permuted, rank, rest.rows());
                for (int i = 0; i < row.length; i++) {
                    column[row[i]] = permuted[i];
                }
                b.write(0, j, column, 0, column.length);
            }
        }
    }

    private void multiply(char transpose, NativeMatrix x, NativeMatrix rest, int m) {
        if (rest.rows() == 0 || rank() == 0 || m == 0) {
            return;
        }
        OpenBlas.require(
                "dtpmqrt",
                openblas.LAPACKE_dtpmqrt(
                        openblas.LAPACK_COL_MAJOR,
                        (byte) 'L',
                        (byte) transpose,
                        rest.rows(),
                        m,
                        rank(),
                        0,
                        blocks.rows(),
                        reflectors.at(0, 0),
                        reflectors.stride(),
                        blocks.at(0, 0),
                        blocks.stride(),
                        x.leading(rank(), m),
                        x.stride(),
                        rest.at(0, 0),
                        rest.stride()));
    }

    @Override
    public void close() {
        s.close();
        reflectors.close();
        blocks.close();
    }
}
