package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrontBootstrapTest {
    private static final List<Objective> ONE = List.of(Objective.minimise("error"));

    private static double[] shares(double[][][] cells, List<Objective> objectives, int resamples, long seed) {
        return FrontBootstrap.shares(cells, objectives, Dominance.STANDARD, Quantiles::median, resamples, seed);
    }

    /**
     * A cell with the replicates 0 and 3 against one with 1 alone: the median of two draws is 0, 1.5 or 3 with
     * probabilities 1/4, 1/2 and 1/4, so the first wins in a quarter of all resamples.
     */
    @Test
    void sharesApproachTheProbabilitiesWorkedByHand() {
        double[] shares = shares(new double[][][] {{{0}, {3}}, {{1}}}, ONE, 40_000, 5);
        assertThat(shares[0]).isCloseTo(0.25, within(0.01)); // 4.6 standard deviations
        assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
    }

    /**
     * Three replicates 0, 0, 9 against one of 1: the median of three draws is 0 where at least two of them are, with
     * probability 8/27 + 12/27. The mean is below 1 only where all three are, 8/27.
     */
    @Test
    void theReductionDecides() {
        double[][][] cells = {{{0}, {0}, {9}}, {{1}}};
        assertThat(shares(cells, ONE, 40_000, 6)[0]).isCloseTo(20.0 / 27, within(0.01));
        double[] means = FrontBootstrap.shares(
                cells, ONE, Dominance.STANDARD, values -> (values[0] + values[1] + values[2]) / 3, 40_000, 6);
        assertThat(means[0]).isCloseTo(8.0 / 27, within(0.01));
    }

    /** Objectives of one replicate are drawn together: mixing them would put (0, 0) on the front. */
    @Test
    void aReplicateIsDrawnAsAWhole() {
        double[][][] cells = {{{0, 4}, {4, 0}}, {{1, 1}}};
        List<Objective> two = List.of(Objective.minimise("a"), Objective.minimise("b"));
        assertThat(shares(cells, two, 500, 7))
                .satisfies(shares -> assertThat(shares[1]).isEqualTo(1));
    }

    @Test
    void theSeedDecidesTheDraws() {
        double[][][] cells = {{{0}, {3}, {2}}, {{1}, {4}}};
        assertThat(shares(cells, ONE, 101, 1)).isEqualTo(shares(cells, ONE, 101, 1));
        assertThat(shares(cells, ONE, 101, 1)).isNotEqualTo(shares(cells, ONE, 101, 2));
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shares(new double[][][] {{{1}}, {}}, ONE, 10, 1))
                .withMessageContaining("cell 1 has no replicates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shares(new double[][][] {{{1}, {Double.NaN}}}, ONE, 10, 1))
                .withMessageContaining("cell 0, replicate 1")
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shares(new double[][][] {{{1}}}, ONE, 0, 1))
                .withMessageContaining("not 0");
    }
}
