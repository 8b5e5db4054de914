package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {
    private static final String SHAPES = "1, 1\n 1, 9\n 7, 7\n 7, 1\n 12, 5\n 25, 8\n 16, 4\n 17, 4";

    /** Every entry on or below the diagonal belongs to one tile, and tiles are told apart by their rows and columns. */
    @ParameterizedTest
    @CsvSource(textBlock = SHAPES)
    void coversTheLowerTriangleOnce(int order, int edge) {
        TileGrid grid = new TileGrid(order, edge);
        int[][] covered = new int[order][order];
        int entries = 0;
        for (int tile = 0; tile < grid.tiles(); tile++) {
            int i = grid.tileRow(tile);
            int j = grid.tileColumn(tile);
            assertThat(j).isBetween(0, i);
            assertThat(grid.diagonal(tile)).isEqualTo(i == j);
            for (int row = grid.start(i); row < grid.start(i) + grid.length(i); row++) {
                for (int column = grid.start(j); column < grid.start(j) + grid.length(j); column++) {
                    covered[row][column]++;
                }
            }
            entries += grid.entries(tile);
        }
        for (int row = 0; row < order; row++) {
            for (int column = 0; column <= row; column++) {
                assertThat(covered[row][column]).isEqualTo(1);
            }
        }
        assertThat(entries).isEqualTo(order * (order + 1) / 2);
    }

    /** The square root that finds a tile's row is not exact for large grids. */
    @Test
    void findsTheRowsOfManyTiles() {
        TileGrid grid = new TileGrid(3000, 1);
        for (int i = 0, tile = 0; i < 3000; i++) {
            for (int j = 0; j <= i; j++, tile++) {
                if (grid.tileRow(tile) != i || grid.tileColumn(tile) != j) {
                    assertThat(grid.tileRow(tile)).isEqualTo(i);
                    assertThat(grid.tileColumn(tile)).isEqualTo(j);
                }
            }
        }
        assertThat(grid.tileRow(grid.tiles())).isEqualTo(3000);
    }

    @ParameterizedTest
    @CsvSource(textBlock = "1, 512, 1, 1\n 512, 512, 1, 512\n 513, 512, 2, 257\n 1596, 512, 4, 399\n 10, 3, 4, 3")
    void dividesEvenly(int order, int most, int along, int edge) {
        TileGrid grid = TileGrid.even(order, most);
        assertThat(grid).isEqualTo(new TileGrid(order, edge));
        assertThat(grid.along()).isEqualTo(along);
    }

    /** Written tile by tile, read tile by tile: the same triangle; above the diagonal nothing is touched. */
    @ParameterizedTest
    @CsvSource(textBlock = SHAPES)
    void copiesATriangle(int order, int edge) {
        TileGrid grid = new TileGrid(order, edge);
        double[][] entries = Dense.gaussian(new Random(71), order, order);
        try (NativeMatrix from = new NativeMatrix(order, order);
                NativeMatrix to = new NativeMatrix(order, order)) {
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    from.set(i, j, i < j ? Double.NaN : entries[i][j]);
                    to.set(i, j, 7);
                }
            }
            for (int tile = 0; tile < grid.tiles(); tile++) {
                int row = grid.start(grid.tileRow(tile));
                int column = grid.start(grid.tileColumn(tile));
                double[] read = grid.read(tile, from, row, column);
                assertThat(read).hasSize(grid.entries(tile));
                grid.write(tile, read, to);
                try (NativeMatrix matrix = grid.matrix(tile)) {
                    assertThat(matrix.rows()).isEqualTo(grid.length(grid.tileRow(tile)));
                    assertThat(matrix.columns()).isEqualTo(grid.length(grid.tileColumn(tile)));
                }
            }
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    assertThat(to.get(i, j)).isEqualTo(i < j ? 7 : entries[i][j]);
                }
            }
        }
    }
}
