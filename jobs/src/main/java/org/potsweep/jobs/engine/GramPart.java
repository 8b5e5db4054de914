package org.potsweep.jobs.engine;

import java.util.List;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TileGrid;

/**
 * What a chunk contributes to one tile, or what its sum over chunks is: the product itself ({@code rows} = 0,
 * {@code left} holds the tile's entries), or {@code rows} rows whose product it is, where those are fewer numbers.
 *
 * @param rows number of rows, or 0 for a finished product
 * @param left the rows' entries in the tile's row range, row-major; or the product
 * @param right the rows' entries in the tile's column range, row-major; empty for a diagonal tile or a product
 */
record GramPart(int rows, double[] left, double[] right) {
    static GramPart ofProduct(double[] entries) {
        return new GramPart(0, entries, new double[0]);
    }

    /** Rows travel in place of their product where they are at most half as many numbers. */
    static boolean rowsAreSmaller(TileGrid grid, int rows) {
        return 2 * numbersOfRows(grid, rows) <= numbersOfProduct(grid);
    }

    /** The numbers that travel when the contributions to all tiles do. */
    static long numbers(TileGrid grid, int rows) {
        return rowsAreSmaller(grid, rows) ? numbersOfRows(grid, rows) : numbersOfProduct(grid);
    }

    static long numbersOfProduct(TileGrid grid) {
        return (long) grid.order() * (grid.order() + 1) / 2;
    }

    /** A tile takes its rows' entries in its row range and, off the diagonal, in its column range. */
    private static long numbersOfRows(TileGrid grid, int rows) {
        return (long) rows * grid.order() * grid.along();
    }

    /** The rows of all of them, one after the other. */
    static GramPart ofRows(List<GramPart> parts) {
        int rows = parts.stream().mapToInt(GramPart::rows).sum();
        return new GramPart(
                rows,
                joined(parts.stream().map(GramPart::left).toList()),
                joined(parts.stream().map(GramPart::right).toList()));
    }

    private static double[] joined(List<double[]> arrays) {
        double[] joined =
                new double[arrays.stream().mapToInt(array -> array.length).sum()];
        int at = 0;
        for (double[] array : arrays) {
            System.arraycopy(array, 0, joined, at, array.length);
            at += array.length;
        }
        return joined;
    }

    /** The entries of the tile, which are computed where this is rows. */
    double[] product(TileGrid grid, int tile) {
        if (rows == 0) {
            return left;
        }
        try (NativeMatrix sum = grid.matrix(tile)) {
            addTo(sum);
            return grid.read(tile, sum, 0, 0);
        }
    }

    /** Adds the product of rows to a tile: to its lower triangle if it is on the diagonal. */
    private void addTo(NativeMatrix tile) {
        try (NativeMatrix a = NativeMatrix.of(tile.rows(), rows, left)) {
            if (right.length == 0) {
                Blas.addOuterProduct(tile.rows(), rows, a, tile);
                return;
            }
            try (NativeMatrix b = NativeMatrix.of(tile.columns(), rows, right)) {
                Blas.addProductTransposed(tile.rows(), tile.columns(), rows, a, b, tile);
            }
        }
    }
}
