package org.potsweep.solver;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import org.bytedeco.openblas.global.openblas;

/**
 * A sum of products X X^T, accumulated tile by tile: little more than half the memory of the whole square. Mutable, not
 * thread-safe.
 */
public final class TiledProduct implements AutoCloseable {
    private final TileGrid grid;
    private final NativeMatrix[] tiles;

    /** Zero. */
    public TiledProduct(TileGrid grid) {
        this.grid = grid;
        this.tiles = new NativeMatrix[grid.tiles()];
        try {
            for (int tile = 0; tile < tiles.length; tile++) {
                tiles[tile] = grid.matrix(tile);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The bytes that a sum takes. */
    public static long bytes(TileGrid grid) {
        long entries = 0;
        for (int tile = 0; tile < grid.tiles(); tile++) {
            entries += (long) grid.length(grid.tileRow(tile)) * grid.length(grid.tileColumn(tile));
        }
        return entries * Double.BYTES;
    }

    /**
     * Adds X X^T.
     *
     * @param x order x k at least
     * @param k columns of X to take
     */
    public void add(NativeMatrix x, int k) {
        x.leading(grid.order(), k);
        for (int tile = 0; tile < tiles.length; tile++) {
            int i = grid.tileRow(tile);
            int j = grid.tileColumn(tile);
            add(tiles[tile], x, grid.start(i), x, grid.start(j), k, i == j);
        }
    }

    /**
     * C += A B^T, where A and B are k columns of the rows of C's height and width that begin at {@code row} and
     * {@code column}.
     */
    private static void add(
            NativeMatrix c, NativeMatrix a, int row, NativeMatrix b, int column, int k, boolean diagonal) {
        if (diagonal) {
            openblas.cblas_dsyrk(
                    CblasColMajor,
                    CblasLower,
                    CblasNoTrans,
                    c.rows(),
                    k,
                    1,
                    a.at(row, 0),
                    a.stride(),
                    1,
                    c.at(0, 0),
                    c.stride());
        } else {
            openblas.cblas_dgemm(
                    CblasColMajor,
                    CblasNoTrans,
                    CblasTrans,
                    c.rows(),
                    c.columns(),
                    k,
                    1,
                    a.at(row, 0),
                    a.stride(),
                    b.at(column, 0),
                    b.stride(),
                    1,
                    c.at(0, 0),
                    c.stride());
        }
    }

    /** The entries of a tile, as {@link TileGrid} stores them. */
    public double[] read(int tile) {
        return grid.read(tile, tiles[tile], 0, 0);
    }

    @Override
    public void close() {
        for (NativeMatrix tile : tiles) {
            if (tile != null) {
                tile.close();
            }
        }
    }
}
