package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightSeriesTest {
    private static final double[] ENERGY_WEIGHTS = {300, 5, 10, 12.25, 50, 150};
    private static final int BASE = 1;
    private static final int[] ORDERS = {3, 11, 40};
    private static final int LEVELS = 2;

    /** Few heavy rows and many light ones, whose singular values fall to {@code smallest} times the largest. */
    private static WeightedRows rows(int few, double smallest) {
        Random random = new Random(31);
        double[][] rows = Dense.withSpectrum(random, 130, Dense.geometric(40, smallest));
        return WeightedRows.of(random, LEVELS, Arrays.copyOf(rows, few), Arrays.copyOfRange(rows, few, 130));
    }

    private static List<double[]> energyWeights(double... energies) {
        return Arrays.stream(energies).mapToObj(e -> new double[] {e, 1}).toList();
    }

    private static void forEach(
            WeightedRows rows, List<double[]> weights, double ridge, BiConsumer<Integer, NestedFactorisation> test) {
        try (NormalEquations equations = rows.equations()) {
            new WeightSeries(equations, weights, ridge, ORDERS).forEach(member -> true, test::accept);
        }
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

    private static Map<Integer, Class<?>> factors(WeightedRows rows, List<double[]> weights, double ridge) {
        Map<Integer, Class<?>> factors = new TreeMap<>();
        forEach(
                rows,
                weights,
                ridge,
                (member, factorisation) -> assertThat(factors.put(
                                member, factorisation.factor(ORDERS.length - 1).getClass()))
                        .isNull());
        assertThat(factors).hasSize(weights.size());
        return factors;
    }

    @Test
    void oneFactorisationServesEnergyWeights() {
        Map<Integer, Class<?>> factors = factors(rows(12, 0.01), energyWeights(ENERGY_WEIGHTS), 0);
        factors.forEach((member, factor) ->
                assertThat(factor).isEqualTo(member == BASE ? CholeskyFactor.class : ReweightedFactor.class));
    }

    /**
     * At conditions of 1e2 to 1e6 of the rows, to which heavy energies add a factor of up to 60. Rounding is 1e-16 times the
     * square of the base's condition, or some 1e-16 times that of what cancels, the ratio of weights.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-5, 1e-6})
    void everyWeightIsSolvedAsBySvd(double smallest) {
        WeightedRows rows = rows(12, smallest);
        List<double[]> weights = energyWeights(ENERGY_WEIGHTS);
        forEach(rows, weights, 0, (member, factorisation) -> {
            for (int block = 0; block < ORDERS.length; block++) {
                Factor factor = factorisation.factor(block);
                if (factor.method() == SolveMethod.MINIMUM_NORM) {
                    assertThat(weights.get(member)[0] / smallest).isGreaterThan(1e8);
                    continue;
                }
                double cancelling = weights.get(member)[0] / weights.get(BASE)[0];
                double rounding = Math.max(1e-16 * Math.pow(factor.sensitivity(), 2), 1e-15 * Math.pow(cancelling, 2));
                for (int level = 0; level < LEVELS; level++) {
                    double[] expected = rows.reference(weights.get(member), ORDERS[block], level, 1e-14);
                    double[] actual = coefficients(factorisation, block, level);
                    assertThat(rows.predictionDistance(weights.get(member), actual, expected))
                            .isLessThan(Math.max(1e-12, rounding));
                }
            }
        });
    }

    /** An update keeps the noise of the energies' product out of the solution, which a factorisation does not. */
    @Test
    void heavyEnergiesCostNoDigits() {
        WeightedRows rows = rows(12, 1e-5);
        double[] heavy = {300, 1};
        double[] expected = rows.reference(heavy, 40, 0, 1e-14);
        try (NormalEquations equations = rows.equations();
                NestedFactorisation alone = new NestedFactorisation(equations.weighted(heavy, 0), 40)) {
            new WeightSeries(equations, energyWeights(ENERGY_WEIGHTS), 0, 40)
                    .forEach(member -> member == 0, (member, updated) -> {
                        assertThat(updated.factor(0).condition()).isGreaterThan(1e6);
                        assertThat(updated.factor(0).sensitivity()).isLessThan(1e6);
                        assertThat(rows.predictionDistance(heavy, coefficients(updated, 0, 0), expected))
                                .isLessThan(0.5 * rows.predictionDistance(heavy, coefficients(alone, 0, 0), expected));
                    });
        }
    }

    @Test
    void aCorrectionRestoresTheDigits() {
        WeightedRows rows = rows(12, 1e-5);
        List<double[]> weights = energyWeights(ENERGY_WEIGHTS);
        int block = ORDERS.length - 1;
        forEach(rows, weights, 0, (member, factorisation) -> {
            double[] w = weights.get(member);
            double[] expected = rows.reference(w, 40, 1, 1e-13);
            double[] before = coefficients(factorisation, block, 1);
            double[] gradient = new double[80];
            double[] coefficients = new double[80];
            for (int level = 0; level < LEVELS; level++) {
                double[] b = coefficients(factorisation, block, level);
                System.arraycopy(b, 0, coefficients, level * 40, 40);
                System.arraycopy(rows.gradient(w, 40, level, b), 0, gradient, level * 40, 40);
            }
            try (NativeMatrix corrected = factorisation.corrected(block, coefficients, gradient)) {
                double after = rows.predictionDistance(w, column(corrected, 1), expected);
                assertThat(after)
                        .isLessThan(1e-10)
                        .isLessThanOrEqualTo(Math.max(1e-12, rows.predictionDistance(w, before, expected)));
            }
        });
    }

    @Test
    void conditionsAreThoseOfSeparateFactorisations() {
        WeightedRows rows = rows(12, 1e-3);
        List<double[]> weights = energyWeights(ENERGY_WEIGHTS);
        forEach(rows, weights, 0, (member, factorisation) -> {
            try (NormalEquations equations = rows.equations();
                    NestedFactorisation alone =
                            new NestedFactorisation(equations.weighted(weights.get(member), 0), ORDERS)) {
                for (int block = 0; block < ORDERS.length; block++) {
                    double expected = alone.factor(block).condition();
                    assertThat(factorisation.factor(block).condition()).isCloseTo(expected, within(1e-6 * expected));
                    assertThat(factorisation.factor(block).rank())
                            .isEqualTo(alone.factor(block).rank());
                }
            }
        });
    }

    /** Columns that only energies have, that no energy has, and that nothing has. */
    @Test
    void columnsMayBeEmptyInAKind() {
        WeightedRows rows = rows(12, 0.1);
        for (double[] force : rows.x()[1]) {
            force[2] = 0;
            force[20] = 0;
        }
        for (double[] energy : rows.x()[0]) {
            energy[7] = 0;
            energy[20] = 0;
        }
        List<double[]> weights = energyWeights(ENERGY_WEIGHTS);
        forEach(rows, weights, 0, (member, factorisation) -> {
            Factor factor = factorisation.factor(ORDERS.length - 1);
            assertThat(factor).isInstanceOf(member == BASE ? CholeskyFactor.class : ReweightedFactor.class);
            assertThat(factor.rank()).isEqualTo(39);
            double[] b = coefficients(factorisation, ORDERS.length - 1, 0);
            assertThat(b[20]).isZero();
            double[] expected = rows.reference(weights.get(member), 40, 0, 1e-10);
            assertThat(rows.predictionDistance(weights.get(member), b, expected))
                    .isLessThan(1e-10);
        });
    }

    @Test
    void whoIsWantedChangesNoBit() {
        WeightedRows rows = rows(12, 1e-3);
        List<double[]> weights = energyWeights(ENERGY_WEIGHTS);
        Map<Integer, double[]> all = new TreeMap<>();
        forEach(rows, weights, 0, (member, factorisation) -> all.put(member, coefficients(factorisation, 2, 0)));
        for (int wanted = 0; wanted < weights.size(); wanted++) {
            int only = wanted;
            try (NormalEquations equations = rows.equations()) {
                new WeightSeries(equations, weights, 0, ORDERS)
                        .forEach(member -> member == only, (member, factorisation) -> {
                            assertThat(member).isEqualTo(only);
                            assertThat(coefficients(factorisation, 2, 0)).containsExactly(all.get(member));
                        });
            }
        }
    }

    /** A singular problem, too many rows, a ridge, a weight of zero, another kind that differs as well, equal weights. */
    @Test
    void otherwiseEachIsFactorisedForItself() {
        Random random = new Random(5);
        WeightedRows wide =
                WeightedRows.of(random, LEVELS, Dense.gaussian(random, 3, 40), Dense.gaussian(random, 21, 40));
        assertThat(factors(wide, energyWeights(ENERGY_WEIGHTS), 0).values())
                .allMatch(MinimumNormFactor.class::isAssignableFrom);
        assertSeparate(rows(60, 0.01), energyWeights(ENERGY_WEIGHTS), 0);
        assertSeparate(rows(21, 0.01), energyWeights(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 0);
        assertSeparate(rows(12, 0.01), energyWeights(ENERGY_WEIGHTS), 1e-3);
        assertSeparate(rows(12, 0.01), energyWeights(0, 5, 10, 50, 100, 200), 0);
        assertSeparate(rows(12, 0.01), List.of(new double[] {1, 1}, new double[] {2, 1}, new double[] {2, 2}), 0);
        assertSeparate(rows(3, 0.01), energyWeights(7, 7, 7), 0);
    }

    private static void assertSeparate(WeightedRows rows, List<double[]> weights, double ridge) {
        assertThat(factors(rows, weights, ridge).values()).allMatch(CholeskyFactor.class::equals);
    }

    /** A weight too far from the base would lose digits, and an equal one needs no update. */
    @Test
    void distantAndEqualWeightsAreFactorisedForThemselves() {
        Map<Integer, Class<?>> factors = factors(rows(12, 0.1), energyWeights(1, 1001, 999, 1, 10, 100), 0);
        assertThat(factors.values())
                .containsExactly(
                        CholeskyFactor.class,
                        CholeskyFactor.class,
                        ReweightedFactor.class,
                        CholeskyFactor.class,
                        ReweightedFactor.class,
                        ReweightedFactor.class);
    }

    /** A weight that makes a block singular to working precision is solved at its numerical rank. */
    @Test
    void noFactorIsBeyondTheLimit() {
        WeightedRows rows = rows(12, 1e-6);
        forEach(rows, energyWeights(1, 2, 3, 4, 5, 900), 0, (member, factorisation) -> {
            Factor factor = factorisation.factor(ORDERS.length - 1);
            if (member == 5) {
                assertThat(factor).isInstanceOf(MinimumNormFactor.class);
            } else {
                assertThat(factor.method()).isEqualTo(SolveMethod.CHOLESKY);
            }
        });
    }
}
