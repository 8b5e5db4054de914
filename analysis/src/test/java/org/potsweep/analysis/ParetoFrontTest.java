package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParetoFrontTest {
    private static final int MOST_OBJECTIVES = 5;

    /** The definition, pair by pair. */
    private static int[] allPairs(double[][] points, List<Objective> objectives, Dominance dominance) {
        return IntStream.range(0, points.length)
                .filter(q -> Arrays.stream(points).noneMatch(p -> dominates(p, points[q], objectives, dominance)))
                .toArray();
    }

    private static boolean dominates(double[] p, double[] q, List<Objective> objectives, Dominance dominance) {
        int better = 0;
        int worse = 0;
        for (int k = 0; k < p.length; k++) {
            boolean more = objectives.get(k).maximised();
            better += (more ? p[k] > q[k] : p[k] < q[k]) ? 1 : 0;
            worse += (more ? p[k] < q[k] : p[k] > q[k]) ? 1 : 0;
        }
        return dominance == Dominance.STRICT ? better == p.length : worse == 0 && better > 0;
    }

    /** Compares with the definition for 1 to 5 objectives, with every mix of directions equally likely. */
    private static void check(long seed, int trials, Dominance dominance, PointSource source) {
        for (int d = 1; d <= MOST_OBJECTIVES; d++) {
            Random random = new Random(seed + d);
            for (int trial = 0; trial < trials; trial++) {
                double[][] points = source.points(random, 1 + random.nextInt(250), d);
                List<Objective> objectives = IntStream.range(0, d)
                        .mapToObj(k -> new Objective("f" + k, random.nextBoolean(), false))
                        .toList();
                double[][] before = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
                assertThat(ParetoFront.of(points, objectives, dominance))
                        .as("d = %d, trial %d, %s", d, trial, dominance)
                        .isEqualTo(allPairs(points, objectives, dominance));
                assertThat(points).isDeepEqualTo(before);
            }
        }
    }

    private interface PointSource {
        double[][] points(Random random, int n, int d);
    }

    private static double[][] rows(int n, Supplier<double[]> row) {
        return IntStream.range(0, n).mapToObj(i -> row.get()).toArray(double[][]::new);
    }

    private static double[] gaussian(Random random, int d) {
        return random.doubles(d).map(u -> random.nextGaussian()).toArray();
    }

    private static double[] coarse(Random random, int d, int steps) {
        return random.ints(d, 0, steps).asDoubleStream().toArray();
    }

    /** On the unit sphere, in the octant where no point dominates another when all objectives are minimised. */
    private static double[] onSphere(Random random, int d) {
        double[] row = gaussian(random, d);
        double norm = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
        return Arrays.stream(row).map(x -> -Math.abs(x) / norm).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDefinitionOnRandomPoints(Dominance dominance) {
        check(11, 60, dominance, (random, n, d) -> rows(n, () -> gaussian(random, d)));
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDefinitionOnTiedPoints(Dominance dominance) {
        check(12, 100, dominance, (random, n, d) -> {
            int steps = 2 + random.nextInt(8);
            return rows(n, () -> coarse(random, d, steps));
        });
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDefinitionOnDuplicatedPoints(Dominance dominance) {
        check(13, 60, dominance, (random, n, d) -> {
            double[][] few = rows(1 + n / 4, () -> onSphere(random, d));
            return rows(n, () -> few[random.nextInt(few.length)].clone());
        });
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDefinitionWhereObjectivesAreConstantOrRepeated(Dominance dominance) {
        check(14, 60, dominance, (random, n, d) -> {
            int constant = random.nextInt(d);
            int source = random.nextInt(d);
            int copy = random.nextInt(d);
            return rows(n, () -> {
                double[] row = coarse(random, d, 30);
                row[copy] = row[source];
                row[constant] = 7;
                return row;
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDefinitionOnSignedZerosAndExtremes(Dominance dominance) {
        double[] values = {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1};
        check(
                15,
                60,
                dominance,
                (random, n, d) -> rows(
                        n,
                        () -> random.ints(d, 0, values.length)
                                .mapToDouble(i -> values[i])
                                .toArray()));
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDefinitionOnAntiChains(Dominance dominance) {
        for (int d = 2; d <= MOST_OBJECTIVES; d++) {
            Random random = new Random(16 + d);
            int dimensions = d;
            double[][] points = rows(1500, () -> onSphere(random, dimensions));
            assertThat(ParetoFront.of(points, dominance))
                    .isEqualTo(allPairs(points, Objective.minimised(d), dominance))
                    .hasSize(points.length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDefinitionOnManyPoints(Dominance dominance) {
        for (int d = 2; d <= MOST_OBJECTIVES; d++) {
            Random random = new Random(17 + d);
            int dimensions = d;
            double[][] points = rows(3000, () -> coarse(random, dimensions, 40));
            assertThat(ParetoFront.of(points, dominance))
                    .isEqualTo(allPairs(points, Objective.minimised(d), dominance));
        }
    }

    @Test
    void dominanceDecidesWhetherTiesStay() {
        double[][] points = {{1, 4}, {1, 5}, {2, 4}, {2, 3}, {1, 4}, {3, 3.5}};
        assertThat(ParetoFront.of(points, Dominance.STANDARD)).containsExactly(0, 3, 4);
        assertThat(ParetoFront.of(points, Dominance.STRICT)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void maximisedObjectivesPreferLargeValues() {
        double[][] points = {{1, 10}, {2, 30}, {3, 20}, {4, 30}};
        List<Objective> objectives = List.of(Objective.minimise("error"), Objective.maximise("speed"));
        assertThat(ParetoFront.of(points, objectives, Dominance.STANDARD)).containsExactly(0, 1);
    }

    @Test
    void oneObjectiveKeepsEveryMinimum() {
        double[][] points = {{2}, {1}, {0.0}, {-0.0}, {3}};
        assertThat(ParetoFront.of(points, Dominance.STANDARD)).containsExactly(2, 3);
        assertThat(ParetoFront.of(points, Dominance.STRICT)).containsExactly(2, 3);
    }

    @Test
    void noPointsHaveAnEmptyFront() {
        assertThat(ParetoFront.of(new double[0][], Dominance.STANDARD)).isEmpty();
        assertThat(ParetoFront.of(new double[0][], Objective.minimised(3), Dominance.STRICT))
                .isEmpty();
        assertThat(ParetoFront.of(new double[0][], Objective.minimised(1), Dominance.STRICT))
                .isEmpty();
    }

    @Test
    void refusesWhatCannotBeCompared() {
        List<Objective> objectives = List.of(Objective.minimise("energy"), Objective.minimise("force"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ParetoFront.of(new double[][] {{1, 2}, {3, Double.NaN}}, objectives, Dominance.STANDARD))
                .withMessageContaining("point 1")
                .withMessageContaining("NaN")
                .withMessageContaining("'force'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParetoFront.of(new double[][] {{Double.NEGATIVE_INFINITY}}, Dominance.STRICT))
                .withMessageContaining("point 0 has the value -Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParetoFront.of(new double[][] {{1, 2}, {3}}, objectives, Dominance.STANDARD))
                .withMessageContaining("point 1 has 1 values for 2 objectives");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParetoFront.of(new double[][] {{}}, Dominance.STANDARD))
                .withMessageContaining("without an objective");
    }

    /** All pairs would need 1e10 comparisons in either case: a quadratic algorithm would be noticed here. */
    @ParameterizedTest
    @EnumSource
    void copesWithAHundredThousandPointsInThreeObjectives(Dominance dominance) {
        Random random = new Random(18);
        double[][] cloud = rows(100_000, () -> random.doubles(3).toArray());
        double[][] sphere = rows(100_000, () -> onSphere(random, 3));
        assertThat(ParetoFront.of(cloud, dominance)).hasSizeBetween(1, 2_000);
        assertThat(ParetoFront.of(sphere, dominance)).hasSize(sphere.length);
    }
}
