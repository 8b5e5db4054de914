package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogHistogramTest {
    private static double[] spread(int count, long seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> random.nextGaussian() * Math.pow(10, 6 * random.nextDouble() - 5))
                .limit(count)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 21, 22, 1000, 20_001})
    void percentilesAreThoseOfTheMagnitudesToWithinTheResolution(int count) {
        double[] values = spread(count, count);
        double[] magnitudes = Arrays.stream(values).map(Math::abs).toArray();
        LogHistogram histogram = LogHistogram.of(values);
        assertThat(histogram.count()).isEqualTo(count);
        assertThat(histogram.largest()).isEqualTo(Quantiles.percentile(magnitudes, 100));
        assertThat(histogram.percentile(100)).isEqualTo(histogram.largest());
        for (double percent : new double[] {0, 5, 50, 95, 99.9}) {
            double exact = Quantiles.percentile(magnitudes, percent);
            assertThat(histogram.percentile(percent)).isCloseTo(exact, within(LogHistogram.RESOLUTION * exact));
        }
    }

    @Test
    void sumsDoNotDependOnTheOrder() {
        double[] values = spread(5000, 7);
        LogHistogram whole = LogHistogram.of(values);
        LogHistogram a = LogHistogram.of(Arrays.copyOfRange(values, 0, 1200));
        LogHistogram b = LogHistogram.of(Arrays.copyOfRange(values, 1200, 1300));
        LogHistogram c = LogHistogram.of(Arrays.copyOfRange(values, 1300, 5000));
        for (LogHistogram sum : new LogHistogram[] {
            a.plus(b).plus(c),
            c.plus(a.plus(b)),
            b.plus(LogHistogram.empty()).plus(c).plus(a)
        }) {
            assertThat(sum.code()).isEqualTo(whole.code());
            assertThat(sum.largest()).isEqualTo(whole.largest());
        }
    }

    /** As histograms of chunks do, and values of blocks: some settle early, zeros and outliers are far from the rest. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e300})
    void whatComesLittleByLittleIsCountedOnce(double outlier) {
        double[] values = spread(5000, 8);
        values[17] = outlier;
        values[4000] = outlier;
        LogHistogram.Builder blocks = new LogHistogram.Builder();
        LogHistogram.Builder chunks = new LogHistogram.Builder();
        for (int from = 0; from < values.length; from += 100) {
            double[] block = Arrays.copyOfRange(values, from, from + 100);
            Arrays.stream(block).forEach(blocks::add);
            chunks.add(LogHistogram.of(block));
            if (from % 700 == 0) {
                blocks.settle();
            }
        }
        LogHistogram whole = LogHistogram.of(values);
        assertThat(blocks.histogram().code()).isEqualTo(whole.code());
        assertThat(chunks.histogram().code()).isEqualTo(whole.code());
        assertThat(blocks.histogram().largest()).isEqualTo(whole.largest());
        assertThat(chunks.histogram().largest()).isEqualTo(whole.largest());
        assertThat(whole.count()).isEqualTo(5000);
    }

    @Test
    void aBuilderOfNothingGivesNothing() {
        LogHistogram.Builder builder = new LogHistogram.Builder();
        builder.add(LogHistogram.empty());
        builder.add(LogHistogram.empty());
        assertThat(builder.histogram().count()).isZero();
        assertThat(new LogHistogram.Builder().histogram().count()).isZero();
    }

    /** Gaps and counts of one byte and of several, up to that between zero and the largest double. */
    @Test
    void countsAreKeptWhateverTheirSize() {
        LogHistogram once = LogHistogram.of(new double[] {0, Double.MIN_VALUE, 1, -1, 1.01, 2, Double.MAX_VALUE});
        LogHistogram sum = once;
        for (int doubled = 0; doubled < 40; doubled++) {
            sum = sum.plus(sum);
        }
        assertThat(sum.count()).isEqualTo(7L << 40);
        assertThat(sum.percentile(0)).isZero();
        assertThat(sum.percentile(50)).isCloseTo(1, within(LogHistogram.RESOLUTION));
        assertThat(sum.percentile(80)).isCloseTo(2, within(2 * LogHistogram.RESOLUTION));
        assertThat(sum.percentile(100)).isEqualTo(Double.MAX_VALUE);
    }

    /** What thousands of models send each other. */
    @Test
    void takesAFewBytesABin() {
        LogHistogram histogram =
                LogHistogram.of(new Random(3).doubles(100_000, 0.5, 4).toArray());
        assertThat(histogram.code()).hasSizeLessThan(3 * 3 * LogHistogram.BINS + 10);
    }

    @Test
    void zerosCountAsZero() {
        LogHistogram histogram = LogHistogram.of(new double[] {0, -0.0, 0, 3});
        assertThat(histogram.percentile(50)).isZero();
        assertThat(LogHistogram.of(new double[2]).percentile(100)).isZero();
    }

    @Test
    void refusesWhatHasNoPercentile() {
        assertThatThrownBy(() -> LogHistogram.of(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 1 is NaN");
        assertThatThrownBy(() -> LogHistogram.empty().percentile(95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogHistogram.of(new double[1]).percentile(101))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
