package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One step from explicit residuals, or from the products. */
class CorrectionTest {
    private static final double[] WEIGHTS = {30, 1};

    private static WeightedRows conditioned(double condition) {
        Random random = new Random(41);
        double[][] rows = Dense.withSpectrum(random, 120, Dense.geometric(40, 1 / condition));
        return WeightedRows.of(random, 2, Arrays.copyOf(rows, 15), Arrays.copyOfRange(rows, 15, 120));
    }

    private static double[] gradients(WeightedRows rows, double[] coefficients) {
        int p = rows.columns();
        double[] gradients = new double[coefficients.length];
        for (int level = 0; level < rows.levels(); level++) {
            double[] b = Arrays.copyOfRange(coefficients, level * p, (level + 1) * p);
            System.arraycopy(rows.gradient(WEIGHTS, p, level, b), 0, gradients, level * p, p);
        }
        return gradients;
    }

    /**
     * The normal equations lose condition^2 times 1e-16 of the coefficients, and a step leaves as much of what was lost.
     * Predictions lose less, in the same proportion. Measured at conditions of 1e5, 9e5 and 9e6: coefficients
     * 8e-8, 5e-6, 4e-4 before and 4e-12, 6e-11, 2e-7 after; predictions 5e-11, 3e-9, 2e-7 and 2e-14, 1e-13, 8e-11.
     */
    @ParameterizedTest
    @CsvSource({"1e5, 1e-6, 1e-10", "1e6, 1e-4, 1e-8", "1e7, 1e-2, 1e-5"})
    void restoresDigits(double condition, double before, double after) {
        WeightedRows rows = conditioned(condition / 10);
        assertThat(new JacobiSvd(rows.equilibrated(WEIGHTS, 40)).condition(0)).isBetween(condition / 2, condition * 2);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(WEIGHTS, 0), 7, 40);
                NativeMatrix solution = factorisation.coefficients(1)) {
            assertThat(factorisation.factor(1).method()).isEqualTo(SolveMethod.CHOLESKY);
            double[] b = solution.toArray();
            try (NativeMatrix corrected = factorisation.corrected(1, b, gradients(rows, b))) {
                double[] c = corrected.toArray();
                for (int level = 0; level < 2; level++) {
                    double[] exact = rows.reference(WEIGHTS, 40, level, 1e-14);
                    double[] first = Arrays.copyOfRange(b, 40 * level, 40 * (level + 1));
                    double[] second = Arrays.copyOfRange(c, 40 * level, 40 * (level + 1));
                    assertThat(Dense.distance(first, exact)).isBetween(before / 1e4, before);
                    assertThat(Dense.distance(second, exact)).isLessThan(after);
                    assertThat(rows.predictionDistance(WEIGHTS, second, exact))
                            .isLessThan(rows.predictionDistance(WEIGHTS, first, exact) / 100)
                            .isLessThan(1e-9);
                }
            }
        }
    }

    /**
     * A step from the products is about as long as the solution is wrong, within a factor of 30: it is what decides whether
     * explicit residuals are asked for.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1e5, 1e6, 1e7})
    void aStepFromTheProductsTellsHowWrongTheSolutionIs(double condition) {
        WeightedRows rows = conditioned(condition / 10);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(WEIGHTS, 0), 7, 40);
                NativeMatrix solution = factorisation.coefficients(1);
                NativeMatrix better = factorisation.corrected(1, solution)) {
            for (int level = 0; level < 2; level++) {
                double[] exact = rows.reference(WEIGHTS, 40, level, 1e-14);
                double[] first = Arrays.copyOfRange(solution.toArray(), 40 * level, 40 * (level + 1));
                double[] second = Arrays.copyOfRange(better.toArray(), 40 * level, 40 * (level + 1));
                double wrong = rows.predictionDistance(WEIGHTS, first, exact);
                assertThat(rows.predictionDistance(WEIGHTS, first, second)).isBetween(wrong / 30, wrong * 30);
                assertThat(rows.predictionDistance(WEIGHTS, second, exact)).isLessThan(wrong * 30);
            }
        }
    }

    /** With the ridge, and with a column of zeros, whose coefficient stays zero. */
    @Test
    void aStepFromTheProductsLeadsBackToTheSolution() {
        double[][][] x = {conditioned(1e3).x()[0], conditioned(1e3).x()[1]};
        for (double[][] kind : x) {
            for (double[] row : kind) {
                row[4] = 0;
            }
        }
        WeightedRows rows = new WeightedRows(x, conditioned(1e3).y());
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(WEIGHTS, 0.1), 40);
                NativeMatrix solution = factorisation.coefficients(0)) {
            double[] off = solution.toArray();
            off[3] *= 1.5;
            try (NativeMatrix start = NativeMatrix.of(40, 2, off);
                    NativeMatrix corrected = factorisation.corrected(0, start)) {
                assertThat(Dense.distance(corrected.toArray(), solution.toArray()))
                        .isLessThan(1e-10);
                assertThat(corrected.get(4, 0)).isZero();
            }
        }
    }

    /** At the solution of the penalised problem the step is zero: the ridge is part of the gradient. */
    @Test
    void keepsThePenalty() {
        WeightedRows rows = conditioned(1e3);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(WEIGHTS, 0.1), 40);
                NativeMatrix solution = factorisation.coefficients(0)) {
            double[] b = solution.toArray();
            try (NativeMatrix corrected = factorisation.corrected(0, b, gradients(rows, b))) {
                assertThat(Dense.distance(corrected.toArray(), b)).isLessThan(1e-12);
            }
            double[] off = b.clone();
            off[3] *= 1.5;
            try (NativeMatrix corrected = factorisation.corrected(0, off, gradients(rows, off))) {
                assertThat(Dense.distance(corrected.toArray(), b)).isLessThan(1e-10);
            }
        }
    }

    @Test
    void refusesLengthsThatDisagree() {
        try (NormalEquations equations = conditioned(1e2).equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(WEIGHTS, 0), 40)) {
            assertThatThrownBy(() -> factorisation.corrected(0, new double[80], new double[40]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not 80 and 40");
            assertThatThrownBy(() -> factorisation.corrected(0, new double[41], new double[41]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not 41 and 41");
        }
    }

    @Test
    void refusesAGradientThatIsNotANumber() {
        try (NormalEquations equations = conditioned(1e2).equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(WEIGHTS, 0), 40)) {
            double[] gradient = new double[80];
            gradient[55] = Double.NaN;
            assertThatThrownBy(() -> factorisation.corrected(0, new double[80], gradient))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("level 1 of a block of 40 is NaN");
        }
    }
}
