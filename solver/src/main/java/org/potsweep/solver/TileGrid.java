package org.potsweep.solver;

/**
 * The tiles that cover the lower triangle of a symmetric matrix: tile row i, tile column j, j <= i. A diagonal tile is
 * packed (its lower triangle, column by column), the others are full, column by column.
 *
 * @param order order of the matrix
 * @param edge columns of a tile; the last row and column of tiles may be narrower
 */
public record TileGrid(int order, int edge) {
    /** Tiles that are as even as can be, with edges of at most {@code most} columns. */
    public static TileGrid even(int order, int most) {
        int along = (order + most - 1) / most;
        return new TileGrid(order, (order + along - 1) / along);
    }

    /** Tiles along an edge of the matrix. */
    public int along() {
        return (order + edge - 1) / edge;
    }

    /** The number of tiles. */
    public int tiles() {
        return along() * (along() + 1) / 2;
    }

    /** The tile row of a tile. */
    public int tileRow(int tile) {
        int i = (int) ((Math.sqrt(8.0 * tile + 1) - 1) / 2);
        return (i + 1) * (i + 2) / 2 <= tile ? i + 1 : i;
    }

    /** The tile column of a tile. */
    public int tileColumn(int tile) {
        int i = tileRow(tile);
        return tile - i * (i + 1) / 2;
    }

    /** First matrix index of tile row or column {@code i}. */
    public int start(int i) {
        return i * edge;
    }

    /** The number of matrix indices in tile row or column {@code i}. */
    public int length(int i) {
        return Math.min(edge, order - i * edge);
    }

    /** Whether a tile lies on the diagonal. */
    public boolean diagonal(int tile) {
        return tileRow(tile) == tileColumn(tile);
    }

    /** The number of entries that a tile keeps. */
    public int entries(int tile) {
        int rows = length(tileRow(tile));
        return diagonal(tile) ? rows * (rows + 1) / 2 : Math.multiplyExact(rows, length(tileColumn(tile)));
    }

    /** A matrix for a tile: full, also on the diagonal, where only the lower triangle is used. */
    public NativeMatrix matrix(int tile) {
        return new NativeMatrix(length(tileRow(tile)), length(tileColumn(tile)));
    }

    /** Copies a tile out of a matrix whose tile corner is at (row, column); lower triangle for a diagonal tile. */
    public double[] read(int tile, NativeMatrix matrix, int row, int column) {
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
    public void write(int tile, double[] entries, NativeMatrix matrix) {
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
