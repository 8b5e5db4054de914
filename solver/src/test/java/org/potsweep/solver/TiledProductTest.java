package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiledProductTest {
    /** Panels with rows and columns to spare, which hold NaN. */
    private static NativeMatrix panel(double[][] x) {
        NativeMatrix panel = new NativeMatrix(x.length + 2, x[0].length + 1);
        for (int i = 0; i < panel.rows(); i++) {
            for (int j = 0; j < panel.columns(); j++) {
                panel.set(i, j, i < x.length && j < x[0].length ? x[i][j] : Double.NaN);
            }
        }
        return panel;
    }

    @ParameterizedTest
    @CsvSource(textBlock = "1, 1\n 9, 9\n 9, 20\n 13, 5\n 13, 1\n 40, 16")
    void addsUpProducts(int order, int edge) {
        Random random = new Random(72);
        double[][] first = Dense.gaussian(random, order, 6);
        double[][] second = Dense.gaussian(random, order, 3);
        double[][] expected = Dense.times(first, Dense.transposed(first));
        double[][] more = Dense.times(second, Dense.transposed(second));
        TileGrid grid = new TileGrid(order, edge);
        try (TiledProduct product = new TiledProduct(grid);
                NativeMatrix a = panel(first);
                NativeMatrix b = panel(second);
                NativeMatrix actual = new NativeMatrix(order, order)) {
            product.add(a, 6);
            product.add(b, 3);
            product.add(b, 0);
            for (int tile = 0; tile < grid.tiles(); tile++) {
                grid.write(tile, product.read(tile), actual);
            }
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    assertThat(actual.get(i, j))
                            .isCloseTo(i < j ? 0 : expected[i][j] + more[i][j], within(1e-13 * order));
                }
            }
        }
    }

    @Test
    void beginsAtZero() {
        TileGrid grid = new TileGrid(5, 2);
        try (TiledProduct product = new TiledProduct(grid)) {
            for (int tile = 0; tile < grid.tiles(); tile++) {
                assertThat(product.read(tile)).hasSize(grid.entries(tile)).containsOnly(0);
            }
        }
    }

    /** Diagonal tiles are held in full: 3 of 2 x 2, 2 x 2 and 1 x 1 on the diagonal of order 5, and 3 beside it. */
    @Test
    void tellsItsBytes() {
        assertThat(TiledProduct.bytes(new TileGrid(5, 2))).isEqualTo(8 * (4 + 4 + 4 + 2 + 2 + 1));
        assertThat(TiledProduct.bytes(new TileGrid(5, 9))).isEqualTo(8 * 25);
    }

    @Test
    void refusesPanelsThatAreTooSmall() {
        try (TiledProduct product = new TiledProduct(new TileGrid(5, 2));
                NativeMatrix low = new NativeMatrix(4, 8);
                NativeMatrix narrow = new NativeMatrix(5, 2)) {
            assertThatThrownBy(() -> product.add(low, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> product.add(narrow, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
