package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PivotedCholeskyTest {
    private static final int ORDER = 30;

    /** The product of 20 rows whose last two are combinations of the others, with a diagonal of 1; column 7 is zero. */
    private static double[][] product() {
        double[][] x = Dense.gaussian(new Random(51), 20, ORDER);
        for (int j = 0; j < ORDER; j++) {
            x[18][j] = x[0][j] - x[1][j];
            x[19][j] = x[2][j] + x[3][j] + x[4][j];
        }
        for (double[] row : x) {
            row[7] = 0;
        }
        for (int j = 0; j < ORDER; j++) {
            double norm = Dense.norm(Dense.column(x, j));
            for (double[] row : x) {
                row[j] /= norm > 0 ? norm : 1;
            }
        }
        return Dense.times(Dense.transposed(x), x);
    }

    private static NativeMatrix lowerTriangle(double[][] a) {
        NativeMatrix lower = new NativeMatrix(ORDER, ORDER);
        for (int j = 0; j < ORDER; j++) {
            for (int i = j; i < ORDER; i++) {
                lower.set(i, j, a[i][j]);
            }
        }
        return lower;
    }

    @Test
    void stopsAtTheRankThatRoundingLeaves() {
        double[][] a = product();
        try (NativeMatrix lower = lowerTriangle(a);
                NativeMatrix k = PivotedCholesky.of(lower, 20).unpivoted()) {
            assertThat(k.columns()).isBetween(18, 20);
            for (int i = 0; i < ORDER; i++) {
                double[] row = new double[ORDER];
                for (int j = 0; j < ORDER; j++) {
                    for (int c = 0; c < k.columns(); c++) {
                        row[j] += k.get(i, c) * k.get(j, c);
                    }
                }
                assertThat(Dense.norm(Dense.minus(row, a[i]))).isLessThan(1e-14);
            }
        }
    }

    @Test
    void hasNoMoreColumnsThanThereAreRows() {
        try (NativeMatrix lower = lowerTriangle(product());
                NativeMatrix k = PivotedCholesky.of(lower, 10).unpivoted()) {
            assertThat(k.columns()).isEqualTo(10);
        }
    }

    /** What no product can be: entries so large that the eigenvalues overflow. */
    @Test
    void eigenvaluesThatAreNotFiniteAreRefused() {
        NativeMatrix a = lowerTriangle(product());
        a.set(9, 3, 1e200);
        assertThatThrownBy(() -> MinimumNormFactor.of(a, ORDER))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("eigenvalue");
    }
}
