package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnSumsTest {
    private static final int[] ORDERS = {1, 5, 6, 23};

    @Test
    void norms() {
        double[][] a = Dense.gaussian(new Random(61), 23, 23);
        ColumnSums sums = new ColumnSums(ORDERS);
        for (int j = 0; j < 23; j++) {
            double[] column = new double[23];
            Arrays.fill(column, 0, j, Double.NaN);
            double below = 0;
            for (int i = j; i < 23; i++) {
                a[j][i] = a[i][j];
                column[i] = a[i][j];
                below += i == j ? 0 : Math.abs(a[i][j]);
            }
            assertThat(sums.add(j, column)).isCloseTo(below, within(1e-13));
        }
        double[] largest = sums.largest();
        for (int block = 0; block < ORDERS.length; block++) {
            int order = ORDERS[block];
            double[][] leading = Arrays.stream(Arrays.copyOf(a, order))
                    .map(row -> Arrays.copyOf(row, order))
                    .toArray(double[][]::new);
            assertThat(largest[block]).isCloseTo(Dense.norm1(leading), within(1e-13));
        }
    }

    @Test
    void tellsWhenAnEntryIsNotFinite() {
        for (int i = 1; i < 23; i++) {
            double[] column = new double[23];
            column[i] = i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
            assertThat(new ColumnSums(ORDERS).add(0, column)).isNotFinite();
        }
    }
}
