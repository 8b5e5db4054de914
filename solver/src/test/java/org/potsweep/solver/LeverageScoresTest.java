package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeverageScoresTest {
    private static final double[] WEIGHTS = {150, 1};

    /**
     * Scores of all rows of a problem of two kinds, at all blocks at once, against the diagonal of U U^T.
     *
     * @param methods by which the blocks are to be solved
     */
    private static void assertScores(double[][] x, int[] orders, double cut, double tolerance, SolveMethod... methods) {
        WeightedRows rows = WeightedRows.of(
                new Random(51), 1, Arrays.copyOf(x, x.length / 4), Arrays.copyOfRange(x, x.length / 4, x.length));
        double[] weights = IntStream.range(0, x.length)
                .mapToDouble(r -> WEIGHTS[r < x.length / 4 ? 0 : 1])
                .toArray();
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(WEIGHTS, 0);
            try (NestedFactorisation factorisation = new NestedFactorisation(weighted, orders)) {
                LeverageScores leverage = new LeverageScores(weighted, factorisation, orders);
                assertThat(leverage.blocks()).isEqualTo(orders.length);
                assertThat(leverage.columns()).isEqualTo(orders[orders.length - 1]);
                double[][] scores = scores(leverage, x, weights);
                for (int block = 0; block < orders.length; block++) {
                    JacobiSvd svd = new JacobiSvd(rows.equilibrated(WEIGHTS, orders[block]));
                    assertThat(scores[block]).containsExactly(svd.leverages(cut), within(tolerance));
                    assertThat(Arrays.stream(scores[block]).sum())
                            .isCloseTo(svd.rank(cut), within(x.length * tolerance));
                    assertThat(factorisation.factor(block).rank()).isEqualTo(svd.rank(cut));
                    assertThat(factorisation.factor(block).method()).isEqualTo(methods[block]);
                }
            }
        }
    }

    private static double[][] scores(LeverageScores leverage, double[][] x, double... weights) {
        try (NativeMatrix panel = new NativeMatrix(leverage.columns(), x.length)) {
            for (int r = 0; r < x.length; r++) {
                panel.write(0, r, x[r], 0, leverage.columns());
            }
            return leverage.scores(panel, weights);
        }
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Hands over the scores of rows of weight 1. */
    private static void withScores(double[][] x, Consumer<LeverageScores> test, int... orders) {
        WeightedRows rows = WeightedRows.of(new Random(58), 1, x);
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1}, 0);
            try (NestedFactorisation factorisation = new NestedFactorisation(weighted, orders)) {
                test.accept(new LeverageScores(weighted, factorisation, orders));
            }
        }
    }

    @Test
    void areTheDiagonalOfTheHatMatrixAtEveryBlock() {
        assertScores(
                Dense.withSpectrum(new Random(52), 120, Dense.geometric(40, 0.01)),
                new int[] {1, 12, 39, 40},
                1e-12,
                1e-9,
                SolveMethod.CHOLESKY,
                SolveMethod.CHOLESKY,
                SolveMethod.CHOLESKY,
                SolveMethod.CHOLESKY);
    }

    /** The small blocks are definite, the large ones are not. */
    @Test
    void projectOntoTheNumericalRank() {
        Random random = new Random(53);
        double[][] x = Dense.times(Dense.gaussian(random, 80, 11), Dense.gaussian(random, 11, 30));
        assertScores(
                x,
                new int[] {8, 11, 20, 30},
                1e-7,
                1e-8,
                SolveMethod.CHOLESKY,
                SolveMethod.CHOLESKY,
                SolveMethod.MINIMUM_NORM,
                SolveMethod.MINIMUM_NORM);
    }

    @Test
    void needNoDefiniteBlock() {
        Random random = new Random(59);
        double[][] x = Dense.times(Dense.gaussian(random, 60, 4), Dense.gaussian(random, 4, 12));
        assertScores(x, new int[] {7, 12}, 1e-7, 1e-8, SolveMethod.MINIMUM_NORM, SolveMethod.MINIMUM_NORM);
    }

    /** A column of zeros adds nothing to any score. */
    @Test
    void passOverColumnsOfZeros() {
        double[][] x = Dense.gaussian(new Random(60), 40, 9);
        for (double[] row : x) {
            row[2] = 0;
        }
        assertScores(x, new int[] {3, 9}, 1e-10, 1e-9, SolveMethod.CHOLESKY, SolveMethod.CHOLESKY);
    }

    /** Fewer rows than columns: every row is indispensable. */
    @Test
    void areOneWhereRowsAreFewerThanColumns() {
        double[][] x = Dense.gaussian(new Random(54), 16, 40);
        assertScores(x, new int[] {5, 40}, 1e-10, 1e-9, SolveMethod.CHOLESKY, SolveMethod.MINIMUM_NORM);
        withScores(
                x,
                leverage -> assertThat(scores(leverage, x, ones(16))[0]).containsExactly(ones(16), within(1e-10)),
                40);
    }

    /** More rows than a panel holds, and scores do not depend on a row's neighbours. */
    @Test
    void scoreAnyNumberOfRows() {
        double[][] x = Dense.gaussian(new Random(55), 1300, 6);
        withScores(
                x,
                leverage -> {
                    double[] scores = scores(leverage, x, ones(x.length))[0];
                    assertThat(Arrays.stream(scores).sum()).isCloseTo(6, within(1e-10));
                    for (int r : new int[] {0, 511, 512, 1023, 1024, 1299}) {
                        assertThat(scores(leverage, new double[][] {x[r]}, 1)[0][0])
                                .isCloseTo(scores[r], within(1e-14));
                    }
                    assertThat(scores(leverage, new double[0][])[0]).isEmpty();
                },
                6);
    }

    /** What arrives gives the same scores, bit by bit, even if it was used before it was sent. */
    @Test
    void survivesTransport() {
        Random random = new Random(61);
        double[][] x = Dense.times(Dense.gaussian(random, 80, 11), Dense.gaussian(random, 11, 30));
        withScores(
                x,
                leverage -> {
                    double[][] expected = scores(leverage, x, ones(x.length));
                    assertThat(scores(sent(leverage), x, ones(x.length))).isDeepEqualTo(expected);
                    assertThat(scores(leverage, x, ones(x.length))).isDeepEqualTo(expected);
                },
                8,
                20,
                30);
    }

    private static LeverageScores sent(LeverageScores leverage) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(leverage);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (LeverageScores) in.readObject();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesRowsThatAreNot() {
        withScores(
                Dense.gaussian(new Random(57), 9, 4),
                leverage -> {
                    try (NativeMatrix narrow = new NativeMatrix(3, 3);
                            NativeMatrix few = new NativeMatrix(4, 2)) {
                        assertThatThrownBy(() -> leverage.scores(narrow, ones(3)))
                                .isInstanceOf(IndexOutOfBoundsException.class);
                        assertThatThrownBy(() -> leverage.scores(few, ones(3)))
                                .isInstanceOf(IndexOutOfBoundsException.class);
                    }
                },
                4);
    }

    /** A NaN is told wherever it is, in a definite block or in one solved at a numerical rank. */
    @Test
    void refusesScoresThatAreNotFinite() {
        Random random = new Random(62);
        double[][] x = Dense.times(Dense.gaussian(random, 40, 5), Dense.gaussian(random, 5, 9));
        withScores(
                x,
                leverage -> {
                    for (int column : new int[] {0, 3, 8}) {
                        double[][] broken = {x[0].clone(), x[1].clone()};
                        broken[1][column] = Double.NaN;
                        assertThatThrownBy(() -> scores(leverage, broken, 1, 1))
                                .isInstanceOf(ArithmeticException.class)
                                .hasMessage("the leverage of a row is NaN");
                    }
                },
                4,
                9);
    }
}
