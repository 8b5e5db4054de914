package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {
    private static WeightedRows rows() {
        Random random = new Random(81);
        return WeightedRows.of(random, 2, Dense.gaussian(random, 7, 3), Dense.gaussian(random, 12, 3));
    }

    @Test
    void statesItsShape() {
        try (NormalEquations equations = rows().equations()) {
            assertThat(equations.levels()).isEqualTo(2);
            assertThat(equations.columns()).isEqualTo(3);
            assertThat(equations.kinds()).isEqualTo(2);
            assertThat(equations.rows(0)).isEqualTo(7);
            assertThat(equations.rows(1)).isEqualTo(12);
            assertThat(equations.gram(1).rows()).isEqualTo(6);
        }
    }

    @Test
    void refusesShapesThatDisagree() {
        try (NativeMatrix six = new NativeMatrix(6, 6);
                NativeMatrix five = new NativeMatrix(5, 5);
                NativeMatrix oblong = new NativeMatrix(6, 5)) {
            assertThatThrownBy(() -> new NormalEquations(2, six, five))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("one is 5 x 5 beside order 6");
            assertThatThrownBy(() -> new NormalEquations(2, oblong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new NormalEquations(6, six)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new NormalEquations(-1, six)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new NormalEquations(2)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesImpossibleWeightsAndRidges() {
        try (NormalEquations equations = rows().equations()) {
            assertThatThrownBy(() -> equations.weighted(new double[] {1}, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 row kinds");
            for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatThrownBy(() -> equations.weighted(new double[] {1, bad}, 0))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("" + bad);
                assertThatThrownBy(() -> equations.weighted(new double[] {1, 1}, bad))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("" + bad);
            }
        }
    }

    @Test
    void refusesAColumnWhoseNormIsNotANumber() {
        try (NormalEquations equations = rows().equations()) {
            equations.gram(0).set(4, 4, Double.POSITIVE_INFINITY);
            assertThatThrownBy(() -> equations.weighted(new double[] {1, 1}, 0))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("the squared norm of descriptor column 1 is Infinity");
        }
    }

    @Test
    void scalesColumnsToUnitNorm() {
        WeightedRows rows = rows();
        double[] weights = {5, 2};
        double[] norms = WeightedRows.norms(rows.rows(weights, 3));
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(weights, 0);
            for (int j = 0; j < 3; j++) {
                assertThat(weighted.scale(j)).isCloseTo(1 / norms[j], within(1e-14 / norms[j]));
            }
            assertThat(equations.weighted(new double[] {0, 0}, 0).scale(1)).isZero();
        }
    }

    /** Squared norms that underflow would give scales whose products are infinite. */
    @Test
    void treatsColumnsOfVanishingNormAsZero() {
        WeightedRows rows = rows().scaled(new double[] {1, 1e-160, 1e-160});
        try (NormalEquations equations = rows.equations()) {
            WeightedEquations weighted = equations.weighted(new double[] {1, 1}, 0);
            assertThat(weighted.scale(0)).isPositive();
            assertThat(weighted.scale(1)).isZero();
            try (NestedFactorisation factorisation = new NestedFactorisation(weighted, 3);
                    NativeMatrix b = factorisation.coefficients(0)) {
                assertThat(factorisation.factor(0).rank()).isEqualTo(1);
                assertThat(b.get(1, 0)).isZero();
            }
        }
    }

    private static void assertLowerTriangle(NormalEquations actual, NormalEquations expected) {
        assertThat(actual.kinds()).isEqualTo(expected.kinds());
        assertThat(actual.levels()).isEqualTo(expected.levels());
        assertThat(actual.columns()).isEqualTo(expected.columns());
        for (int kind = 0; kind < expected.kinds(); kind++) {
            for (int j = 0; j < expected.gram(kind).rows(); j++) {
                for (int i = j; i < expected.gram(kind).rows(); i++) {
                    assertThat(actual.gram(kind).get(i, j))
                            .isCloseTo(expected.gram(kind).get(i, j), within(1e-12));
                }
            }
        }
    }

    /** As if the other columns had never been there; none and all of them are choices too. */
    @Test
    void selectsColumns() {
        Random random = new Random(82);
        WeightedRows all = WeightedRows.of(random, 2, Dense.gaussian(random, 7, 6), Dense.gaussian(random, 12, 6));
        int[][] choices = {{1, 2, 5}, {0, 3}, {4}, {0, 1, 2, 3, 4, 5}, {}};
        try (NormalEquations equations = all.equations()) {
            for (int[] chosen : choices) {
                double[][][] x = Arrays.stream(all.x())
                        .map(kind -> Arrays.stream(kind)
                                .map(row -> Arrays.stream(chosen)
                                        .mapToDouble(c -> row[c])
                                        .toArray())
                                .toArray(double[][]::new))
                        .toArray(double[][][]::new);
                try (NormalEquations expected = new WeightedRows(x, all.y()).equations();
                        NormalEquations selected = equations.select(chosen)) {
                    assertThat(selected.columns()).isEqualTo(chosen.length);
                    assertLowerTriangle(selected, expected);
                }
            }
        }
    }

    @Test
    void selectsACopy() {
        try (NormalEquations equations = rows().equations();
                NormalEquations selected = equations.select(0, 2)) {
            double before = selected.gram(1).get(4, 4);
            equations.gram(1).set(5, 5, -1);
            assertThat(selected.gram(1).get(4, 4)).isEqualTo(before);
        }
    }

    /** The rows that stay, in a product of their own. */
    @Test
    void leavesRowsOut() {
        Random random = new Random(83);
        WeightedRows all = WeightedRows.of(random, 2, Dense.gaussian(random, 9, 5), Dense.gaussian(random, 30, 5));
        int[] cuts = {4, 11};
        WeightedRows part = cut(all, new int[2], cuts);
        WeightedRows others = cut(all, cuts, new int[] {9, 30});
        try (NormalEquations whole = all.equations();
                NormalEquations left = part.equations();
                NormalEquations expected = others.equations();
                NormalEquations rest = whole.without(left)) {
            assertLowerTriangle(rest, expected);
            assertThat(rest.rows(0)).isEqualTo(5);
            assertThat(rest.rows(1)).isEqualTo(19);
            assertThat(whole.rows(1)).isEqualTo(30);
        }
    }

    private static WeightedRows cut(WeightedRows rows, int[] from, int[] to) {
        double[][][] x = rows.x().clone();
        double[][][] y = rows.y().clone();
        for (int kind = 0; kind < x.length; kind++) {
            x[kind] = Arrays.copyOfRange(x[kind], from[kind], to[kind]);
            y[kind] = Arrays.copyOfRange(y[kind], from[kind], to[kind]);
        }
        return new WeightedRows(x, y);
    }

    @Test
    void leavesOutAPartOfWhichFewerColumnsAreGiven() {
        try (NormalEquations equations = rows().equations();
                NormalEquations leading = equations.select(0, 1);
                NormalEquations rest = equations.without(leading)) {
            assertThat(rest.columns()).isEqualTo(2);
            NativeMatrix gram = rest.gram(1);
            for (int j = 0; j < gram.columns(); j++) {
                double[] lower = new double[gram.rows() - j];
                gram.read(j, j, lower, 0, lower.length);
                assertThat(lower).containsOnly(0);
            }
        }
    }

    @Test
    void refusesToLeaveOutWhatItCannotHold() {
        Random random = new Random(84);
        double[][] energies = Dense.gaussian(random, 4, 3);
        double[][] forces = Dense.gaussian(random, 4, 3);
        try (NormalEquations equations = rows().equations();
                NormalEquations wide = WeightedRows.of(
                                random, 2, Dense.gaussian(random, 4, 4), Dense.gaussian(random, 4, 4))
                        .equations();
                NormalEquations oneKind = WeightedRows.of(random, 2, energies).equations();
                NormalEquations oneLevel =
                        WeightedRows.of(random, 1, energies, forces).equations()) {
            for (NormalEquations other : new NormalEquations[] {wide, oneKind, oneLevel}) {
                assertThatThrownBy(() -> equations.without(other))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("products of 2 levels, 3 columns and 2 row kinds do not contain such of "
                                + other.levels() + ", " + other.columns() + " and " + other.kinds());
            }
        }
    }
}
