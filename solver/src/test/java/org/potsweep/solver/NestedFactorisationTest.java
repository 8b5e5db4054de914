package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.DoublePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedFactorisationTest {
    private static final double[] ONE = {1};
    private static final double CUT = 1e-13;

    /** Two kinds of rows, as energies and forces: few heavy ones and many light ones. */
    private static WeightedRows twoKinds() {
        Random random = new Random(21);
        double[] spectrum = Dense.geometric(40, 0.01);
        double[][] rows = Dense.withSpectrum(random, 130, spectrum);
        return WeightedRows.of(random, 3, Arrays.copyOf(rows, 20), Arrays.copyOfRange(rows, 20, 130));
    }

    private static double[] coefficients(NestedFactorisation factorisation, int block, int level) {
        try (NativeMatrix b = factorisation.coefficients(block)) {
            return column(b, level);
        }
    }

    private static double[] column(NativeMatrix b, int level) {
        double[] column = new double[b.rows()];
        b.read(0, level, column, 0, column.length);
        return column;
    }

    @Test
    void solvesEveryLevelAtEveryBlock() {
        WeightedRows rows = twoKinds();
        double[] weights = {12.25, 1};
        int[] orders = {3, 11, 40};
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(weights, 0), orders)) {
            for (int block = 0; block < orders.length; block++) {
                assertThat(factorisation.factor(block).method()).isEqualTo(SolveMethod.CHOLESKY);
                for (int level = 0; level < 3; level++) {
                    double[] expected = rows.reference(weights, orders[block], level, CUT);
                    double[] actual = coefficients(factorisation, block, level);
                    assertThat(Dense.distance(actual, expected)).isLessThan(1e-9);
                    assertThat(rows.predictionDistance(weights, actual, expected))
                            .isLessThan(1e-11);
                }
            }
        }
    }

    @Test
    void leadingBlocksAreSeparateFactorisations() {
        WeightedRows rows = twoKinds();
        double[] weights = {150, 1};
        int[] orders = {1, 2, 17, 39, 40};
        try (NormalEquations equations = rows.equations();
                NestedFactorisation nested = new NestedFactorisation(equations.weighted(weights, 0), orders)) {
            for (int block = 0; block < orders.length; block++) {
                try (NestedFactorisation alone =
                        new NestedFactorisation(equations.weighted(weights, 0), orders[block])) {
                    assertThat(rows.predictionDistance(
                                    weights, coefficients(nested, block, 1), coefficients(alone, 0, 1)))
                            .isLessThan(1e-10);
                    assertThat(nested.factor(block).condition())
                            .isCloseTo(
                                    alone.factor(0).condition(),
                                    within(1e-6 * alone.factor(0).condition()));
                }
            }
        }
    }

    /** Weights that enter at the solve give what rows give that were weighted beforehand. */
    @Test
    void weightsFactorOutOfTheProducts() {
        WeightedRows rows = twoKinds();
        double[] weights = {300, 0.5};
        double[][] x = rows.rows(weights, 40);
        double[][] y = new double[x.length][3];
        for (int level = 0; level < 3; level++) {
            double[] labels = rows.labels(weights, level);
            for (int r = 0; r < y.length; r++) {
                y[r][level] = labels[r];
            }
        }
        WeightedRows beforehand = new WeightedRows(new double[][][] {x}, new double[][][] {y});
        try (NormalEquations equations = rows.equations();
                NormalEquations oneKind = beforehand.equations();
                NestedFactorisation late = new NestedFactorisation(equations.weighted(weights, 0), 40);
                NestedFactorisation early = new NestedFactorisation(oneKind.weighted(ONE, 0), 40)) {
            for (int level = 0; level < 3; level++) {
                assertThat(rows.predictionDistance(
                                weights, coefficients(late, 0, level), coefficients(early, 0, level)))
                        .isLessThan(1e-10);
            }
        }
    }

    @Test
    void aKindOfWeightZeroDoesNotCount() {
        WeightedRows rows = twoKinds();
        double[] weights = {0, 1};
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(weights, 0), 40)) {
            double[] forcesOnly = new WeightedRows(new double[][][] {rows.x()[1]}, new double[][][] {rows.y()[1]})
                    .reference(ONE, 40, 0, CUT);
            assertThat(Dense.distance(coefficients(factorisation, 0, 0), forcesOnly))
                    .isLessThan(1e-9);
        }
    }

    /** A ridge is as many more rows: its square root on the diagonal in the equilibrated basis, with label 0. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.01, 25})
    void aRidgePenalisesEquilibratedCoefficients(double ridge) {
        WeightedRows rows = twoKinds();
        double[] weights = {12.25, 1};
        int order = 25;
        double[] norms = WeightedRows.norms(rows.rows(weights, order));
        double[][] augmented = Arrays.copyOf(rows.equilibrated(weights, order), 130 + order);
        double[] labels = Arrays.copyOf(rows.labels(weights, 2), 130 + order);
        for (int i = 0; i < order; i++) {
            augmented[130 + i] = new double[order];
            augmented[130 + i][i] = Math.sqrt(ridge);
        }
        double[] expected = new JacobiSvd(augmented).solve(labels, CUT);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation =
                        new NestedFactorisation(equations.weighted(weights, ridge), 10, order)) {
            double[] actual = coefficients(factorisation, 1, 2);
            for (int i = 0; i < order; i++) {
                actual[i] *= norms[i];
            }
            assertThat(Dense.distance(actual, expected)).isLessThan(1e-10);
            double condition = new JacobiSvd(augmented).condition(CUT);
            assertThat(factorisation.factor(1).condition()).isBetween(condition / 10, condition * 10);
        }
    }

    /**
     * Columns as quadratic SNAP has them: norms over seven decades, on rows whose equilibrated condition is about 2e3.
     * The condition of the rows as they stand is beyond 1e7, where a Cholesky factor of their Gram matrix would mean
     * little.
     */
    @Test
    void columnsMaySpanSevenDecades() {
        Random random = new Random(22);
        double[] scales = new double[60];
        for (int j = 0; j < 60; j++) {
            scales[j] = Math.pow(10, -3.5 + 7 * ((j * 37) % 60) / 59.0);
        }
        WeightedRows rows = WeightedRows.of(random, 2, Dense.withSpectrum(random, 150, Dense.geometric(60, 1e-3)))
                .scaled(scales);
        double condition = new JacobiSvd(rows.equilibrated(ONE, 60)).condition(CUT);
        assertThat(condition).isBetween(5e2, 5e3);
        assertThat(new JacobiSvd(rows.rows(ONE, 60)).condition(0)).isGreaterThan(1e7);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), 20, 60)) {
            assertThat(factorisation.factor(1).method()).isEqualTo(SolveMethod.CHOLESKY);
            assertThat(factorisation.factor(1).condition()).isBetween(condition / 10, condition * 10);
            for (int level = 0; level < 2; level++) {
                double[] expected = rows.reference(ONE, 60, level, CUT);
                double[] actual = coefficients(factorisation, 1, level);
                assertThat(rows.predictionDistance(ONE, actual, expected)).isLessThan(1e-10);
            }
        }
    }

    @Test
    void aSmallBlockMayBeDefiniteWhereALargerOneIsSingular() {
        Random random = new Random(23);
        WeightedRows rows = WeightedRows.of(random, 2, Dense.gaussian(random, 30, 50));
        int[] orders = {10, 20, 40, 50};
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), orders)) {
            for (int block = 0; block < orders.length; block++) {
                Factor factor = factorisation.factor(block);
                assertThat(factor.method())
                        .isEqualTo(orders[block] > 30 ? SolveMethod.MINIMUM_NORM : SolveMethod.CHOLESKY);
                assertThat(factor.rank()).isEqualTo(Math.min(30, orders[block]));
                double[] expected = rows.reference(ONE, orders[block], 1, 1e-8);
                assertThat(Dense.distance(coefficients(factorisation, block, 1), expected))
                        .isLessThan(1e-9);
            }
        }
    }

    /** A factor that stopped half-way must not be extended: the third column is sound, the first two are equal. */
    @Test
    void aBlockBeyondASingularOneIsNotTakenForDefinite() {
        WeightedRows rows = new WeightedRows(
                new double[][][] {{{1, 1, 1}, {1, 1, -1}, {1, 1, 1}, {1, 1, 1}}}, new double[][][] {{{1}, {2}, {3}, {5}}
                });
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), 1, 2, 3)) {
            for (int order = 1; order <= 3; order++) {
                Factor factor = factorisation.factor(order - 1);
                assertThat(factor.method()).isEqualTo(order == 1 ? SolveMethod.CHOLESKY : SolveMethod.MINIMUM_NORM);
                assertThat(factor.rank()).isEqualTo(Math.max(1, order - 1));
                assertThat(Dense.distance(
                                coefficients(factorisation, order - 1, 0), rows.reference(ONE, order, 0, 1e-10)))
                        .isLessThan(1e-14);
            }
        }
    }

    /** The last pivot is rounding noise, and positive in about half of these cases. */
    @Test
    void equalColumnsAreNeverTakenForDefinite() {
        Random random = new Random(24);
        for (int repetition = 0; repetition < 40; repetition++) {
            double[][] x = Dense.gaussian(random, 60, 12);
            for (double[] row : x) {
                row[11] = row[2];
            }
            try (NormalEquations equations = WeightedRows.of(random, 1, x).equations();
                    NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), 11, 12)) {
                assertThat(factorisation.factor(0).method()).isEqualTo(SolveMethod.CHOLESKY);
                assertThat(factorisation.factor(1).method()).isEqualTo(SolveMethod.MINIMUM_NORM);
                assertThat(factorisation.factor(1).rank()).isEqualTo(11);
                double[] b = coefficients(factorisation, 1, 0);
                assertThat(b[11]).isCloseTo(b[2], within(1e-12));
            }
        }
    }

    /** Definite to Cholesky, but beyond what normal equations can carry. */
    @Test
    void anIllConditionedBlockIsSolvedAtItsNumericalRank() {
        Random random = new Random(26);
        WeightedRows rows = WeightedRows.of(random, 1, Dense.withSpectrum(random, 150, Dense.geometric(40, 1e-9)));
        assertThat(new JacobiSvd(rows.equilibrated(ONE, 40)).condition(0)).isBetween(3e8, 5e9);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), 9, 40)) {
            assertThat(factorisation.factor(0).method()).isEqualTo(SolveMethod.CHOLESKY);
            assertThat(factorisation.factor(1).method()).isEqualTo(SolveMethod.MINIMUM_NORM);
            assertThat(factorisation.factor(1).rank()).isBetween(25, 39);
            assertThat(factorisation.factor(1).condition()).isLessThan(1e7);
            double[] cut = rows.reference(ONE, 40, 0, 1e-6);
            assertThat(rows.predictionDistance(ONE, coefficients(factorisation, 1, 0), cut))
                    .isLessThan(1e-2);
        }
    }

    /**
     * At a condition of 1e8 the smallest eigenvalue of the Gram matrix is as small as its rounding errors, so either
     * method may come out; what must not is a Cholesky factor beyond the limit.
     */
    @Test
    void noCholeskyFactorIsBeyondTheLimit() {
        Random random = new Random(27);
        for (int repetition = 0; repetition < 40; repetition++) {
            double last = Math.pow(10, -7 - 2 * random.nextDouble());
            double[][] x = Dense.withSpectrum(random, 90, Dense.geometric(25, last));
            try (NormalEquations equations = WeightedRows.of(random, 1, x).equations();
                    NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), 25)) {
                Factor factor = factorisation.factor(0);
                assertThat(factor.condition()).isLessThanOrEqualTo(factor.method() == SolveMethod.CHOLESKY ? 1e8 : 1e7);
            }
        }
    }

    @Test
    void aColumnOfZerosGetsTheCoefficientZero() {
        Random random = new Random(25);
        double[][] x = Dense.gaussian(random, 40, 8);
        for (double[] row : x) {
            row[3] = 0;
        }
        WeightedRows rows = WeightedRows.of(random, 1, x);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), 8)) {
            assertThat(factorisation.factor(0).method()).isEqualTo(SolveMethod.CHOLESKY);
            assertThat(factorisation.factor(0).rank()).isEqualTo(7);
            double[] b = coefficients(factorisation, 0, 0);
            assertThat(b[3]).isZero();
            assertThat(Dense.distance(b, rows.reference(ONE, 8, 0, CUT))).isLessThan(1e-12);
        }
    }

    @Test
    void refusesOrdersThatDoNotAscend() {
        try (NormalEquations equations = twoKinds().equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1, 1}, 0);
            for (int[] orders : new int[][] {{}, {0}, {-1}, {5, 5}, {5, 3}, {3, 41}}) {
                assertThatThrownBy(() -> new NestedFactorisation(weighted, orders))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("leading blocks of 40 columns")
                        .hasMessageContaining(Arrays.toString(orders));
            }
        }
    }

    @Test
    void refusesProductsThatAreNotNumbers() {
        try (NormalEquations equations = twoKinds().equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1, 1}, 0);
            equations.gram(1).set(4 + 17, 4 + 5, Double.NaN);
            assertThatThrownBy(() -> new NestedFactorisation(weighted, 5, 40))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("the product of descriptor columns 17 and 5 is NaN");
        }
    }

    /** Finite entries whose sum is not: no products have them, but what is impossible must not go on either. */
    @Test
    void refusesProductsThatAddUpToInfinity() {
        try (NormalEquations equations = twoKinds().equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1, 1}, 0);
            for (int column = 20; column < 24; column++) {
                equations.gram(1).set(4 + column, 4 + 5, 1e308);
            }
            assertThatThrownBy(() -> new NestedFactorisation(weighted, 5, 40)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void refusesCoefficientsThatAreNotNumbers() {
        try (NormalEquations equations = twoKinds().equations()) {
            equations.gram(1).set(4 + 17, 2, Double.NaN);
            try (NestedFactorisation factorisation =
                    new NestedFactorisation(equations.weighted(new double[] {1, 1}, 0), 5, 40)) {
                assertThat(coefficients(factorisation, 0, 1)).hasSize(5);
                assertThatThrownBy(() -> factorisation.coefficients(1))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining("level 1 of a block of 40 is NaN");
            }
        }
    }

    /** Native memory begins at any multiple of 16 bytes; OpenBLAS's kernels sum long vectors by cache lines. */
    @Test
    void conditionHasTheSameBitsWhereverMemoryIs() {
        int order = 256;
        Random random = new Random(4);
        WeightedRows rows = WeightedRows.of(random, 1, Dense.gaussian(random, order + 3, order));
        Set<Double> conditions = new HashSet<>();
        List<DoublePointer> obstacles = new ArrayList<>();
        try (NormalEquations equations = rows.equations()) {
            for (int attempt = 0; attempt < 30; attempt++) {
                obstacles.add(new DoublePointer(1500 + random.nextInt(1500)));
                try (NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), order)) {
                    conditions.add(factorisation.factor(0).condition());
                }
            }
        }
        obstacles.forEach(DoublePointer::close);
        assertThat(conditions).hasSize(1);
    }
}
