package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReplicateSummaryTest {
    @Test
    void reducesEachObjectiveOverTheReplicatesThatExist() {
        double[][] replicates = {{50, 1}, {10, 1}, null, {40, 1}, {20, 1}, {30, 1}};
        ReplicateSummary summary = ReplicateSummary.of(replicates);
        assertThat(summary.count()).isEqualTo(5);
        assertThat(summary.medians()).containsExactly(30, 1);
        Spread first = summary.spreads().get(0);
        assertThat(first.p16()).isCloseTo(16.4, within(1e-13));
        assertThat(first.p84()).isCloseTo(43.6, within(1e-13));
        assertThat(summary.spreads().get(1)).isEqualTo(new Spread(1, 1, 1));
    }

    @Test
    void refusesWhatCannotBeSummarised() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateSummary.of(new double[][] {null, null}))
                .withMessageContaining("without replicates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateSummary.of(new double[][] {null, {1, 2}, {3}}))
                .withMessageContaining("replicate 2 has 1 values for 2 objectives");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateSummary.of(new double[][] {null, {1, Double.NaN}}))
                .withMessageContaining("replicate 1 has the value NaN in objective '1'");
    }
}
