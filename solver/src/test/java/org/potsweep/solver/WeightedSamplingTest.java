package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedSamplingTest {
    private static final int REPLICATES = 20_000;
    private static final double[] WEIGHTS = {1, 2, 0, 3, 4, 10};
    private static final double TOTAL = 20;

    private static double[] uniforms(int replicate, int items) {
        KeyedUniform uniform = new KeyedUniform(61, "replicate " + replicate);
        return IntStream.range(0, items)
                .mapToDouble(i -> uniform.of("item " + i))
                .toArray();
    }

    private static double chiSquare(int[] observed, double[] expected) {
        return IntStream.range(0, observed.length)
                .filter(i -> expected[i] > 0)
                .mapToDouble(i -> (observed[i] - expected[i]) * (observed[i] - expected[i]) / expected[i])
                .sum();
    }

    /**
     * The first draw follows the weights, the second the weights of what is left: chi-square with 4 degrees of freedom
     * stays below its 99.9 % quantile, 18.47.
     */
    @Test
    void firstAndSecondDrawsFollowTheWeights() {
        int[] first = new int[6];
        int[] second = new int[6];
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            int[] order = WeightedSampling.order(WEIGHTS, uniforms(replicate, 6));
            first[order[0]]++;
            second[order[1]]++;
        }
        double[] expectedFirst = new double[6];
        double[] expectedSecond = new double[6];
        for (int j = 0; j < 6; j++) {
            expectedFirst[j] = REPLICATES * WEIGHTS[j] / TOTAL;
            for (int i = 0; i < 6; i++) {
                if (i != j) {
                    expectedSecond[j] += REPLICATES * WEIGHTS[i] / TOTAL * WEIGHTS[j] / (TOTAL - WEIGHTS[i]);
                }
            }
        }
        assertThat(chiSquare(first, expectedFirst)).isLessThan(18.47);
        assertThat(chiSquare(second, expectedSecond)).isLessThan(18.47);
    }

    /** Weights matter: the same draws are far from uniform (the quantile for 4 degrees of freedom is 18.47). */
    @Test
    void drawsAreNotUniform() {
        int[] first = new int[6];
        for (int replicate = 0; replicate < 1000; replicate++) {
            first[WeightedSampling.order(WEIGHTS, uniforms(replicate, 6))[0]]++;
        }
        assertThat(chiSquare(first, new double[] {200, 200, 0, 200, 200, 200})).isGreaterThan(18.47);
    }

    @Test
    void anItemOfWeightZeroComesLast() {
        for (int replicate = 0; replicate < 50; replicate++) {
            assertThat(WeightedSampling.order(WEIGHTS, uniforms(replicate, 6))[5])
                    .isEqualTo(2);
        }
        double[] tiny = {0, Double.MIN_VALUE, 0, 1e-300};
        assertThat(WeightedSampling.order(tiny, new double[] {0.99, 1e-16, 0.5, 0.5}))
                .containsExactly(3, 1, 0, 2);
    }

    /** Sizes of a sweep are prefixes: more items of any kind never change the order of those that were there. */
    @Test
    void theOrderOfItemsDoesNotDependOnOthers() {
        double[] weights = IntStream.range(0, 200).mapToDouble(i -> 1 + i % 17).toArray();
        int[] all = WeightedSampling.order(weights, uniforms(3, 200));
        int[] some = WeightedSampling.order(Arrays.copyOf(weights, 120), uniforms(3, 120));
        assertThat(Arrays.stream(all).filter(i -> i < 120).toArray()).isEqualTo(some);
        assertThat(Arrays.stream(all).sorted().toArray())
                .isEqualTo(IntStream.range(0, 200).toArray());
    }

    /** log(u) / w with u = e^-1, e^-2, e^-3 by hand. */
    @Test
    void sortsByLogarithmOverWeight() {
        double[] uniforms = {Math.exp(-1), Math.exp(-2), Math.exp(-3)};
        assertThat(WeightedSampling.order(new double[] {1, 1, 1}, uniforms)).containsExactly(0, 1, 2);
        assertThat(WeightedSampling.order(new double[] {1, 3, 4}, uniforms)).containsExactly(1, 2, 0);
    }

    @Test
    void tiesGoByIndex() {
        assertThat(WeightedSampling.order(new double[] {2, 2, 0, 2, 0}, new double[] {0.3, 0.5, 0.1, 0.5, 0.9}))
                .containsExactly(1, 3, 0, 2, 4);
        assertThat(WeightedSampling.order(new double[0], new double[0])).isEmpty();
    }

    @Test
    void refusesImpossibleWeightsAndNumbers() {
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> WeightedSampling.order(new double[] {1, weight}, new double[] {0.5, 0.5}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("item 1 cannot be drawn with weight " + weight);
        }
        for (double uniform : new double[] {0, 1, -0.5, Double.NaN}) {
            assertThatThrownBy(() -> WeightedSampling.order(new double[] {1, 1}, new double[] {uniform, 0.5}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("item 0 has the number " + uniform);
        }
        assertThatThrownBy(() -> WeightedSampling.order(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
