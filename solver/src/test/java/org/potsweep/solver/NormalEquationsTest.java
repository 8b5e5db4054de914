package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
}
