package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeverageScoresTest {
    private static final double[] WEIGHTS = {150, 1};

    /** Scores of all rows of a problem of two kinds at a block, against the diagonal of U U^T. */
    private static void assertScores(double[][] x, int[] orders, double cut, double tolerance) {
        double[][] energies = Arrays.copyOf(x, x.length / 4);
        double[][] forces = Arrays.copyOfRange(x, x.length / 4, x.length);
        WeightedRows rows = WeightedRows.of(new Random(51), 1, energies, forces);
        int stride = x[0].length;
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(WEIGHTS, 0);
            try (NestedFactorisation factorisation = new NestedFactorisation(weighted, orders)) {
                for (int block = 0; block < orders.length; block++) {
                    Factor factor = factorisation.factor(block);
                    JacobiSvd svd = new JacobiSvd(rows.equilibrated(WEIGHTS, orders[block]));
                    double[] expected = svd.leverages(cut);
                    double[] heavy = LeverageScores.of(weighted, factor, flat(energies), stride, WEIGHTS[0]);
                    double[] light = LeverageScores.of(weighted, factor, flat(forces), stride, WEIGHTS[1]);
                    double[] actual = Arrays.copyOf(heavy, x.length);
                    System.arraycopy(light, 0, actual, heavy.length, light.length);
                    assertThat(actual).containsExactly(expected, within(tolerance));
                    assertThat(Arrays.stream(actual).sum()).isCloseTo(svd.rank(cut), within(x.length * tolerance));
                    assertThat(factor.rank()).isEqualTo(svd.rank(cut));
                }
            }
        }
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    @Test
    void areTheDiagonalOfTheHatMatrixAtEveryBlock() {
        assertScores(
                Dense.withSpectrum(new Random(52), 120, Dense.geometric(40, 0.01)),
                new int[] {1, 12, 39, 40},
                1e-12,
                1e-9);
    }

    @Test
    void projectOntoTheNumericalRank() {
        Random random = new Random(53);
        double[][] x = Dense.times(Dense.gaussian(random, 80, 11), Dense.gaussian(random, 11, 30));
        assertScores(x, new int[] {8, 11, 20, 30}, 1e-7, 1e-8);
    }

    /** Fewer rows than columns: every row is indispensable. */
    @Test
    void areOneWhereRowsAreFewerThanColumns() {
        Random random = new Random(54);
        double[][] x = Dense.gaussian(random, 16, 40);
        assertScores(x, new int[] {5, 40}, 1e-10, 1e-9);
        WeightedRows rows = WeightedRows.of(random, 1, x);
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1}, 0);
            try (NestedFactorisation factorisation = new NestedFactorisation(weighted, 40)) {
                double[] ones = new double[16];
                Arrays.fill(ones, 1);
                assertThat(LeverageScores.of(weighted, factorisation.factor(0), flat(x), 40, 1))
                        .containsExactly(ones, within(1e-10));
            }
        }
    }

    /** More rows than a panel holds, and scores do not depend on a row's neighbours. */
    @Test
    void scoreAnyNumberOfRows() {
        Random random = new Random(55);
        double[][] x = Dense.gaussian(random, 1300, 6);
        WeightedRows rows = WeightedRows.of(random, 1, x);
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1}, 0);
            try (NestedFactorisation factorisation = new NestedFactorisation(weighted, 6)) {
                Factor factor = factorisation.factor(0);
                double[] scores = LeverageScores.of(weighted, factor, flat(x), 6, 1);
                assertThat(Arrays.stream(scores).sum()).isCloseTo(6, within(1e-10));
                for (int r : new int[] {0, 511, 512, 1023, 1024, 1299}) {
                    assertThat(LeverageScores.of(weighted, factor, x[r], 6, 1)[0])
                            .isCloseTo(scores[r], within(1e-14));
                }
                assertThat(LeverageScores.of(weighted, factor, new double[0], 6, 1))
                        .isEmpty();
            }
        }
    }

    @Test
    void refusesRowsThatAreNot() {
        WeightedRows rows = WeightedRows.of(new Random(56), 1, Dense.gaussian(new Random(57), 9, 4));
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1}, 0);
            try (NestedFactorisation factorisation = new NestedFactorisation(weighted, 4)) {
                Factor factor = factorisation.factor(0);
                assertThatThrownBy(() -> LeverageScores.of(weighted, factor, new double[9], 3, 1))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> LeverageScores.of(weighted, factor, new double[9], 4, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("9 entries are not rows of 4");
                double[] broken = new double[8];
                broken[6] = Double.NaN;
                assertThatThrownBy(() -> LeverageScores.of(weighted, factor, broken, 4, 1))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("the leverage of row 1 is NaN");
            }
        }
    }
}
