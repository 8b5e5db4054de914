package org.potsweep.jobs.engine;

import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;

/**
 * What a chunk contributes to one tile: the product itself ({@code rows} = 0, {@code left} holds the tile's entries), or
 * {@code rows} rows whose product it is, where those are fewer numbers.
 *
 * @param rows number of rows, or 0 for a finished product
 * @param left the rows' entries in the tile's row range, row-major; or the product
 * @param right the rows' entries in the tile's column range, row-major; empty for a diagonal tile or a product
 */
record GramPart(int rows, double[] left, double[] right) {
    /** Adds the product of rows to a tile: to its lower triangle if it is on the diagonal. */
    void addTo(NativeMatrix tile) {
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
