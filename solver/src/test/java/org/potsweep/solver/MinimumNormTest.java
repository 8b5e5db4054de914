package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fallback as a user of {@link NestedFactorisation} meets it. */
class MinimumNormTest {
    private static final double[] ONE = {1};

    private record Solution(
            SolveMethod method, int rank, double condition, double[] coefficients, double[] corrected) {}

    private static Solution solve(WeightedRows rows) {
        int p = rows.columns();
        try (NormalEquations equations = rows.equations();
                NestedFactorisation factorisation = new NestedFactorisation(equations.weighted(ONE, 0), p);
                NativeMatrix b = factorisation.coefficients(0)) {
            double[] coefficients = Arrays.copyOf(b.toArray(), p);
            double[] gradient = rows.gradient(ONE, p, 0, coefficients);
            try (NativeMatrix corrected = factorisation.corrected(0, coefficients, gradient)) {
                Factor factor = factorisation.factor(0);
                return new Solution(
                        factor.method(), factor.rank(), factor.condition(), coefficients, corrected.toArray());
            }
        }
    }

    /** Small in the basis of unit columns, not in the columns' own units. */
    @Test
    void fewerRowsThanColumnsGiveTheSmallestSolutionInUnitColumns() {
        Random random = new Random(31);
        double[] scales = new double[55];
        for (int j = 0; j < 55; j++) {
            scales[j] = Math.pow(10, -3.5 + 7 * random.nextDouble());
        }
        WeightedRows rows =
                WeightedRows.of(random, 1, Dense.gaussian(random, 21, 55)).scaled(scales);
        Solution solution = solve(rows);
        assertThat(solution.method()).isEqualTo(SolveMethod.MINIMUM_NORM);
        assertThat(solution.rank()).isEqualTo(21);
        assertThat(Dense.distance(Dense.times(rows.rows(ONE, 55), solution.coefficients()), rows.labels(ONE, 0)))
                .isLessThan(1e-12);
        assertThat(Dense.distance(solution.coefficients(), rows.reference(ONE, 55, 0, 1e-10)))
                .isLessThan(1e-11);
    }

    @Test
    void equalColumnsShareTheCoefficient() {
        Random random = new Random(32);
        double[][] x = Dense.gaussian(random, 40, 9);
        for (double[] row : x) {
            row[6] = row[1];
            row[8] = -2 * row[1];
        }
        WeightedRows rows = WeightedRows.of(random, 1, x);
        Solution solution = solve(rows);
        double[] b = solution.coefficients();
        assertThat(solution.rank()).isEqualTo(7);
        assertThat(b[6]).isCloseTo(b[1], within(1e-12));
        // In unit columns its share is the same, less the sign; the column itself is twice as long.
        assertThat(b[8]).isCloseTo(-b[1] / 2, within(1e-12));
        assertThat(Dense.distance(b, rows.reference(ONE, 9, 0, 1e-10))).isLessThan(1e-11);
    }

    @Test
    void aColumnOfZerosGetsTheCoefficientZero() {
        Random random = new Random(33);
        double[][] x = Dense.gaussian(random, 5, 12);
        for (double[] row : x) {
            row[4] = 0;
        }
        WeightedRows rows = WeightedRows.of(random, 1, x);
        Solution solution = solve(rows);
        assertThat(solution.rank()).isEqualTo(5);
        assertThat(solution.coefficients()[4]).isZero();
        assertThat(solution.corrected()[4]).isZero();
        assertThat(Dense.distance(solution.coefficients(), rows.reference(ONE, 12, 0, 1e-10)))
                .isLessThan(1e-11);
    }

    @Test
    void aSingleRowIsMetExactly() {
        double[][] x = {{3, 0, 4, 10}};
        Solution solution = solve(new WeightedRows(new double[][][] {x}, new double[][][] {{{6}}}));
        assertThat(solution.rank()).isEqualTo(1);
        assertThat(solution.condition()).isCloseTo(1, within(1e-12));
        // Three unit columns of value 1 share the label 6: 2 each, over the columns' lengths.
        assertThat(solution.coefficients()).containsExactly(new double[] {2 / 3.0, 0, 0.5, 0.2}, within(1e-14));
    }

    @Test
    void rowsOfZerosGiveNoModelButNoError() {
        Solution solution = solve(new WeightedRows(new double[][][] {new double[4][6]}, new double[][][] {
            {
                {1}, {2}, {3}, {4},
            }
        }));
        assertThat(solution.coefficients()).containsOnly(0);
        assertThat(solution.corrected()).containsOnly(0);
        assertThat(solution.rank()).isZero();
        assertThat(solution.condition()).isEqualTo(1);
    }

    /** Rank 14 but for noise of 1e-12 of the rows' size, far below what the tolerance resolves. */
    @Test
    void roundingNoiseDoesNotCountAsRank() {
        Random random = new Random(34);
        double[][] x = Dense.times(Dense.gaussian(random, 80, 14), Dense.gaussian(random, 14, 50));
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= 1 + 1e-12 * random.nextGaussian();
            }
        }
        WeightedRows rows = WeightedRows.of(random, 1, x);
        Solution solution = solve(rows);
        assertThat(solution.rank()).isEqualTo(14);
        assertThat(solution.condition()).isLessThan(1e3);
        double[] expected = rows.reference(ONE, 50, 0, 1e-8);
        assertThat(Dense.distance(solution.coefficients(), expected)).isLessThan(1e-10);
        assertThat(rows.predictionDistance(ONE, solution.corrected(), expected)).isLessThan(1e-11);
    }

    /**
     * Spectra that end well above the cut, near it and below: what is not decided by eigenvalues must be far from the cut.
     * The condition may be low by 1.25 (inverse iteration) and high by n^(1/2) (a 1-norm for a 2-norm).
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-2, 1e-4, 1e-5, 3e-6, 2e-6, 1.5e-6, 1e-6, 5e-7, 1e-7})
    void theRankIsThatOfTheSingularValuesWhereverTheSpectrumEnds(double last) {
        Random random = new Random(38);
        double[][] x = Dense.withSpectrum(random, 40, Dense.geometric(60, last));
        // As forces do, the last rows add up to zero.
        for (int j = 0; j < 60; j++) {
            x[39][j] = 0;
            for (int row = 20; row < 39; row++) {
                x[39][j] -= x[row][j];
            }
        }
        WeightedRows rows = WeightedRows.of(random, 1, x);
        JacobiSvd svd = new JacobiSvd(rows.equilibrated(ONE, 60));
        Solution solution = solve(rows);
        assertThat(solution.method()).isEqualTo(SolveMethod.MINIMUM_NORM);
        assertThat(solution.rank()).isEqualTo(svd.rank(1e-6));
        assertThat(solution.condition()).isBetween(svd.condition(1e-6) / 1.25, svd.condition(1e-6) * Math.sqrt(60));
        assertThat(rows.predictionDistance(ONE, solution.coefficients(), rows.reference(ONE, 60, 0, 1e-6)))
                .isLessThan(1e-4);
    }

    /**
     * Where the spectrum has no gap the rank is a choice, and what it keeps must not hang on rounding: the same rows in
     * another order must give the same predictions, on rows that were not fitted too.
     */
    @Test
    void theOrderOfTheRowsDoesNotMatterWithoutAGapInTheSpectrum() {
        Random random = new Random(35);
        double[][] all = Dense.withSpectrum(random, 140, Dense.geometric(60, 1e-10));
        WeightedRows everything = WeightedRows.of(random, 1, all);
        double[][] fresh = Arrays.copyOfRange(all, 40, 140);
        List<Integer> order = new ArrayList<>();
        for (int r = 0; r < 40; r++) {
            order.add(r);
        }
        WeightedRows[] rows = new WeightedRows[2];
        for (int k = 0; k < 2; k++) {
            rows[k] = new WeightedRows(
                    new double[][][] {order.stream().map(r -> all[r]).toArray(double[][]::new)}, new double[][][] {
                        order.stream().map(r -> everything.y()[0][r]).toArray(double[][]::new)
                    });
            Collections.shuffle(order, random);
        }
        assertThat(new JacobiSvd(rows[0].equilibrated(ONE, 60)).condition(0)).isGreaterThan(1e7);
        Solution first = solve(rows[0]);
        Solution second = solve(rows[1]);
        assertThat(second.rank()).isEqualTo(first.rank());
        assertThat(first.condition()).isLessThan(1e7);
        double[] one = Dense.times(fresh, first.coefficients());
        double[] other = Dense.times(fresh, second.coefficients());
        assertThat(Dense.distance(other, one)).isLessThan(1e-5);
        double[] labels = Dense.column(everything.y()[0], 0);
        double[] freshLabels = Arrays.copyOfRange(labels, 40, 140);
        double[] reference = Dense.times(fresh, rows[0].reference(ONE, 60, 0, 1e-6));
        assertThat(Dense.distance(one, freshLabels)).isLessThan(2 * Dense.distance(reference, freshLabels));
    }
}
