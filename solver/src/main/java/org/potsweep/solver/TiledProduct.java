package org.potsweep.solver;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import org.bytedeco.openblas.global.openblas;

/**
 * A sum of products X X^T that is kept as columns of tiles, those of the lower triangle: little more than half the memory
 * of the whole square. A column of tiles is one matrix, because few large products are faster than many small ones.
 * Mutable, not thread-safe.
 */
public final class TiledProduct implements AutoCloseable {
    /** Columns of X that are best added at once: OpenBLAS goes through 384 at a time with AVX-512, 256 with AVX2. */
    public static final int PANEL = 768;

    private final TileGrid grid;

    /** For each tile column its tiles on and below the diagonal. */
    private final NativeMatrix[] columns;

    /** Zero. */
    public TiledProduct(TileGrid grid) {
        this.grid = grid;
        this.columns = new NativeMatrix[grid.along()];
        try {
            for (int j = 0; j < columns.length; j++) {
                columns[j] = new NativeMatrix(grid.order() - grid.start(j), grid.length(j));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The bytes that a sum takes. */
    public static long bytes(TileGrid grid) {
        long bytes = 0;
        for (int j = 0; j < grid.along(); j++) {
            bytes += NativeMatrix.bytes(grid.order() - grid.start(j), grid.length(j));
        }
        return bytes;
    }

    /**
     * Adds X X^T.
     *
     * @param x order x k at least
     * @param k columns of X to take
     */
    public void add(NativeMatrix x, int k) {
        x.leading(grid.order(), k);
        for (int j = 0; j < columns.length; j++) {
            addDiagonal(columns[j], x, grid.start(j), k);
            if (columns[j].rows() > columns[j].columns()) {
                addBelow(columns[j], x, grid.start(j), k);
            }
        }
    }

    private static void addDiagonal(NativeMatrix c, NativeMatrix x, int start, int k) {
        openblas.cblas_dsyrk(
                CblasColMajor,
                CblasLower,
                CblasNoTrans,
                c.columns(),
                k,
                1,
                x.at(start, 0),
                x.stride(),
                1,
                c.at(0, 0),
                c.stride());
    }

    private static void addBelow(NativeMatrix c, NativeMatrix x, int start, int k) {
        int edge = c.columns();
        openblas.cblas_dgemm(
                CblasColMajor,
                CblasNoTrans,
                CblasTrans,
                c.rows() - edge,
                edge,
                k,
                1,
                x.at(start + edge, 0),
                x.stride(),
                x.at(start, 0),
                x.stride(),
                1,
                c.at(edge, 0),
                c.stride());
    }

    /** The entries of a tile, as {@link TileGrid} stores them. */
    public double[] read(int tile) {
        int j = grid.tileColumn(tile);
        return grid.read(tile, columns[j], grid.start(grid.tileRow(tile)) - grid.start(j), 0);
    }

    @Override
    public void close() {
        for (NativeMatrix column : columns) {
            if (column != null) {
                column.close();
            }
        }
    }
}
