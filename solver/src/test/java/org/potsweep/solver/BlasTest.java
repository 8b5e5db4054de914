package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products on leading blocks of larger matrices, against plain loops; what lies outside of a block stays. */
class BlasTest {
    private static final double OUTSIDE = 1e9;
    private final Random random = new Random(91);

    /** A matrix with a row and a column to spare, filled with {@link #OUTSIDE}. */
    private static NativeMatrix roomy(double[][] entries) {
        NativeMatrix matrix = new NativeMatrix(entries.length + 1, entries[0].length + 1);
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                boolean inside = i < entries.length && j < entries[0].length;
                matrix.set(i, j, inside ? entries[i][j] : OUTSIDE);
            }
        }
        return matrix;
    }

    private static void assertBlock(NativeMatrix actual, double[][] expected) {
        for (int i = 0; i < actual.rows(); i++) {
            for (int j = 0; j < actual.columns(); j++) {
                boolean inside = i < expected.length && j < expected[0].length;
                assertThat(actual.get(i, j)).isCloseTo(inside ? expected[i][j] : OUTSIDE, within(1e-13));
            }
        }
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i].clone();
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] += b[i][j];
            }
        }
        return sum;
    }

    @Test
    void addsAnOuterProductToTheLowerTriangle() {
        double[][] x = Dense.gaussian(random, 4, 3);
        double[][] c = Dense.gaussian(random, 4, 4);
        double[][] expected = sum(c, Dense.times(x, Dense.transposed(x)));
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                expected[i][j] = c[i][j];
            }
        }
        try (NativeMatrix a = roomy(x);
                NativeMatrix result = roomy(c)) {
            Blas.addOuterProduct(4, 3, a, result);
            assertBlock(result, expected);
        }
    }

    @Test
    void addsAnInnerProductToTheLowerTriangle() {
        double[][] x = Dense.gaussian(random, 5, 3);
        double[][] c = Dense.gaussian(random, 3, 3);
        double[][] expected = sum(c, Dense.times(Dense.transposed(x), x));
        for (int i = 0; i < 3; i++) {
            System.arraycopy(c[i], i + 1, expected[i], i + 1, 2 - i);
        }
        try (NativeMatrix rows = roomy(x);
                NativeMatrix sum = roomy(c)) {
            Blas.addInnerProduct(3, 5, rows, sum);
            assertBlock(sum, expected);
        }
    }

    @Test
    void multiplies() {
        double[][] a = Dense.gaussian(random, 4, 3);
        double[][] b = Dense.gaussian(random, 3, 5);
        double[][] c = Dense.gaussian(random, 4, 5);
        try (NativeMatrix left = roomy(a);
                NativeMatrix leftTransposed = roomy(Dense.transposed(a));
                NativeMatrix right = roomy(b);
                NativeMatrix rightTransposed = roomy(Dense.transposed(b));
                NativeMatrix result = roomy(c)) {
            Blas.addProductTransposed(4, 5, 3, left, rightTransposed, result);
            assertBlock(result, sum(c, Dense.times(a, b)));
            Blas.multiply(4, 5, 3, left, right, result);
            assertBlock(result, Dense.times(a, b));
            result.set(0, 0, Double.NaN);
            Blas.multiplyTransposed(4, 5, 3, leftTransposed, right, result);
            assertBlock(result, Dense.times(a, b));
        }
    }

    @Test
    void multipliesBySymmetricMatrices() {
        double[][] x = Dense.gaussian(random, 4, 4);
        double[][] s = Dense.times(x, Dense.transposed(x));
        double[][] b = Dense.gaussian(random, 4, 2);
        try (NativeMatrix symmetric = roomy(s);
                NativeMatrix right = roomy(b);
                NativeMatrix result = roomy(new double[4][2])) {
            symmetric.set(0, 3, Double.NaN);
            Blas.multiplySymmetric(4, 2, symmetric, right, result);
            assertBlock(result, Dense.times(s, b));
        }
    }

    @Test
    void solvesTriangularSystems() {
        double[][] l = Dense.gaussian(random, 4, 4);
        double[][] x = Dense.gaussian(random, 4, 2);
        for (int i = 0; i < 4; i++) {
            l[i][i] += 3;
            for (int j = i + 1; j < 4; j++) {
                l[i][j] = 0;
            }
        }
        double[][] u = Dense.transposed(l);
        try (NativeMatrix lower = roomy(l);
                NativeMatrix b = roomy(Dense.times(l, x));
                NativeMatrix c = roomy(Dense.times(u, x))) {
            Blas.solveLower(4, 2, lower, b);
            assertBlock(b, x);
            Blas.solveLowerTransposed(4, 2, lower, c);
            assertBlock(c, x);
        }
        try (NativeMatrix upper = roomy(u);
                NativeMatrix b = roomy(x)) {
            upper.set(2, 1, Double.NaN);
            Blas.multiplyUpper(4, 2, upper, b);
            assertBlock(b, Dense.times(u, x));
            Blas.solveUpper(4, 2, upper, b);
            assertBlock(b, x);
            Blas.multiplyUpperTransposed(4, 2, upper, b);
            assertBlock(b, Dense.times(l, x));
            Blas.solveUpperTransposed(4, 2, upper, b);
            assertBlock(b, x);
        }
    }

    @Test
    void nothingComesFromNothing() {
        try (NativeMatrix none = new NativeMatrix(0, 3);
                NativeMatrix thin = new NativeMatrix(2, 0);
                NativeMatrix result = NativeMatrix.of(2, 3, 1, 2, 3, 4, 5, 6)) {
            Blas.multiply(2, 3, 0, thin, none, result);
            assertThat(result.toArray()).containsOnly(0);
        }
    }

    @Test
    void refusesBlocksThatDoNotExist() {
        try (NativeMatrix a = new NativeMatrix(4, 4);
                NativeMatrix b = new NativeMatrix(3, 3)) {
            assertThatThrownBy(() -> Blas.multiply(4, 4, 4, a, b, a))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a 3 x 3 matrix has no leading block of 4 x 4");
            assertThatThrownBy(() -> Blas.addOuterProduct(4, 5, a, a)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void theFingerprintOfTheKernelsIsStable() {
        assertThat(OpenBlas.kernelFingerprint()).matches("[0-9a-f]{16}").isEqualTo(OpenBlas.kernelFingerprint());
    }
}
