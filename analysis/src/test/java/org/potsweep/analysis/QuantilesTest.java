package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void medianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(Quantiles.median(new double[] {3, 1, 2})).isEqualTo(2);
        assertThat(Quantiles.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(Quantiles.median(new double[] {7})).isEqualTo(7);
    }

    /** Hand-worked: n = 5, so percentile q lies at h = q / 25. */
    @Test
    void percentilesInterpolateLinearlyBetweenOrderStatistics() {
        double[] values = {50, 10, 40, 20, 30};
        assertThat(Quantiles.percentile(values, 0)).isEqualTo(10);
        assertThat(Quantiles.percentile(values, 100)).isEqualTo(50);
        assertThat(Quantiles.percentile(values, 25)).isEqualTo(20);
        assertThat(Quantiles.percentile(values, 16)).isCloseTo(16.4, within(1e-13));
        assertThat(Quantiles.percentile(values, 84)).isCloseTo(43.6, within(1e-13));
    }

    @Test
    void severalPercentilesComeInTheOrderAskedAndLeaveTheInputAlone() {
        double[] values = {3, 1, 2};
        assertThat(Quantiles.percentiles(values, 100, 0, 75)).containsExactly(3, 1, 2.5);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void equalAndHugeValuesStayExact() {
        assertThat(Quantiles.percentile(new double[] {0.1, 0.1, 0.1}, 37)).isEqualTo(0.1);
        assertThat(Quantiles.median(new double[] {-1e308, 1.5e308})).isCloseTo(2.5e307, within(1e293));
    }

    @Test
    void refusesWhatHasNoQuantile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantiles.median(new double[0]))
                .withMessageContaining("no values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantiles.median(new double[] {1, Double.NaN}))
                .withMessageContaining("value 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantiles.percentile(new double[] {1, 2}, 100.5))
                .withMessageContaining("100.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantiles.percentile(new double[] {1, 2}, Double.NaN))
                .withMessageContaining("NaN");
    }
}
