package org.potsweep.jobs.engine;

import org.potsweep.solver.NativeMatrix;

/**
 * The tiles that cover the lower triangle of a symmetric matrix: tile row i, tile column j, j <= i. A diagonal tile is
 * packed (its lower triangle, column by column), the others are full, column by column.
 *
 * @param order order of the matrix
 * @param edge columns of a tile; the last row and column of tiles may be narrower
 */
record TileGrid(int order, int edge) {
    /** Tiles along an edge of the matrix. */
    int along() {
        return (order + edge - 1) / edge;
    }

    /** The number of tiles. */
    int tiles() {
        return along() * (along() + 1) / 2;
    }

    int tileRow(int tile) {
        int i = (int) ((Math.sqrt(8.0 * tile + 1) - 1) / 2);
        return (i + 1) * (i + 2) / 2 <= tile ? i + 1 : i;
    }

    int tileColumn(int tile) {
        int i = tileRow(tile);
        return tile - i * (i + 1) / 2;
    }

    /** First matrix index of tile row or column {@code i}. */
    int start(int i) {
        return i * edge;
    }

    /** The number of matrix indices in tile row or column {@code i}. */
    int length(int i) {
        return Math.min(edge, order - i * edge);
    }

    boolean diagonal(int tile) {
        return tileRow(tile) == tileColumn(tile);
    }

    /** The number of entries that a tile keeps. */
    int entries(int tile) {
        int rows = length(tileRow(tile));
        return diagonal(tile) ? rows * (rows + 1) / 2 : Math.multiplyExact(rows, length(tileColumn(tile)));
    }

    /** Copies a tile out of a matrix whose tile corner is at (row, column); lower triangle for a diagonal tile. */
    double[] read(int tile, NativeMatrix matrix, int row, int column) {
        double[] entries = new double[entries(tile)];
        int rows = length(tileRow(tile));
        int at = 0;
        for (int j = 0; j < length(tileColumn(tile)); j++) {
            int from = diagonal(tile) ? j : 0;
            matrix.read(row + from, column + j, entries, at, rows - from);
            at += rows - from;
        }
        return entries;
    }

    /** Writes a tile into a matrix of this order. */
    void write(int tile, double[] entries, NativeMatrix matrix) {
        int row = start(tileRow(tile));
        int column = start(tileColumn(tile));
        int rows = length(tileRow(tile));
        int at = 0;
        for (int j = 0; j < length(tileColumn(tile)); j++) {
            int from = diagonal(tile) ? j : 0;
            matrix.write(row + from, column + j, entries, at, rows - from);
            at += rows - from;
        }
    }
}
