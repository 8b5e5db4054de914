package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The factors against A itself, all entries of which are 1 at most: 1e-13 is some 900 times their rounding. */
class PivotedQrTest {
    private static final double TOLERANCE = 1e-13;

    /** X^T X of Gaussian rows, its diagonal scaled to 1: as {@link PivotedCholesky} takes it. */
    private static double[][] product(int rows, int order) {
        double[][] x = Dense.gaussian(new Random(7), rows, order);
        for (int j = 0; j < order; j++) {
            double norm = Dense.norm(Dense.column(x, j));
            for (double[] row : x) {
                row[j] /= norm;
            }
        }
        return Dense.times(Dense.transposed(x), x);
    }

    private static NativeMatrix matrix(double[][] entries) {
        NativeMatrix matrix = new NativeMatrix(entries.length, entries[0].length);
        for (int j = 0; j < matrix.columns(); j++) {
            matrix.write(0, j, Dense.column(entries, j), 0, matrix.rows());
        }
        return matrix;
    }

    private static double[][] entries(NativeMatrix matrix) {
        double[][] entries = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < entries.length; i++) {
            for (int j = 0; j < entries[i].length; j++) {
                entries[i][j] = matrix.get(i, j);
            }
        }
        return entries;
    }

    private static double[][] identity(int order) {
        double[][] identity = new double[order][order];
        for (int i = 0; i < order; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static void assertClose(double[][] actual, double[][] expected) {
        assertThat(actual).hasSameDimensionsAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Dense.norm(Dense.minus(actual[i], expected[i])))
                    .as("row %d", i)
                    .isLessThan(TOLERANCE);
        }
    }

    /** One column, ranks below, at and above the blocks of reflectors, and a triangle without rows below it. */
    @ParameterizedTest
    @CsvSource({"1, 30", "9, 30", "32, 90", "70, 90", "89, 90", "60, 40"})
    void isOrthonormalAndGivesTheMatrixBack(int rows, int order) {
        double[][] a = product(rows, order);
        try (NativeMatrix lower = matrix(a);
                PivotedQr qr = new PivotedQr(PivotedCholesky.of(lower, rows));
                NativeMatrix unit = matrix(identity(qr.rank()));
                NativeMatrix q = new NativeMatrix(order, qr.rank())) {
            assertThat(qr.rank()).isEqualTo(Math.min(rows, order));
            assertThat(qr.order()).isEqualTo(order);
            qr.expand(unit, qr.rank(), q);
            double[][] columns = entries(q);
            double[][] s = entries(qr.s());
            for (int i = 0; i < s.length; i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(s[i][j]).isZero();
                }
            }

            assertClose(Dense.times(Dense.transposed(columns), columns), identity(qr.rank()));
            double[][] k = Dense.times(columns, s);
            assertClose(Dense.times(k, Dense.transposed(k)), a);
        }
    }

    @ParameterizedTest
    @CsvSource({"9, 30, 1", "70, 90, 5", "60, 40, 3"})
    void projectsWithTheTransposeOfWhatItExpandsWith(int rows, int order, int count) {
        double[][] right = Dense.gaussian(new Random(8), order, count);
        try (NativeMatrix lower = matrix(product(rows, order));
                PivotedQr qr = new PivotedQr(PivotedCholesky.of(lower, rows));
                NativeMatrix unit = matrix(identity(qr.rank()));
                NativeMatrix q = new NativeMatrix(order, qr.rank());
                NativeMatrix b = matrix(right);
                NativeMatrix x = new NativeMatrix(qr.rank(), count)) {
            qr.expand(unit, qr.rank(), q);
            qr.project(b, count, x);

            assertClose(entries(x), Dense.times(Dense.transposed(entries(q)), right));
        }
    }
}
