package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

class BucketingTest {
    /** Configurations 1 and 4 are kept for testing. */
    private static final Split SPLIT = new Split(new boolean[] {false, true, false, false, true, false});

    private static Ordering ordering(int... sizes) {
        return new Ordering(
                "random-1",
                Strategy.RANDOM,
                1,
                Ordering.ANY,
                Ordering.ANY,
                true,
                sizes,
                new int[] {5, 2, 0, 3},
                new double[] {1, 1, 1, 1});
    }

    private static Bucketing prefixes(boolean rest, int... sizes) {
        return Bucketing.ofPrefixes(0, 3, null, ordering(sizes), SPLIT, rest);
    }

    @Test
    void subsetsAreNested() {
        Bucketing bucketing = prefixes(false, 1, 3);
        assertThat(bucketing.bucketOf()).containsExactly(1, -1, 1, -1, -1, 0);
        assertThat(bucketing.buckets()).isEqualTo(2);
        assertThat(bucketing.cumulative()).isTrue();
    }

    @Test
    void theRestCompletesTheTrainingSet() {
        Bucketing bucketing = prefixes(true, 1, 3);
        assertThat(bucketing.bucketOf()).containsExactly(1, -1, 1, 2, -1, 0);
        assertThat(bucketing.buckets()).isEqualTo(3);
    }

    /** A bucket that nobody is in would have no tiles: its products would seem to be zero. */
    @Test
    void thereIsNoRestBeyondTheWholeTrainingSet() {
        assertThat(prefixes(true, 2, 4)).satisfies(bucketing -> {
            assertThat(bucketing.bucketOf()).containsExactly(1, -1, 0, 1, -1, 0);
            assertThat(bucketing.buckets()).isEqualTo(2);
        });
    }

    @Test
    void theSplitIsTwoBucketings() {
        Bucketing test = Bucketing.ofSplit(Bucketing.TEST, 3, SPLIT);
        Bucketing train = Bucketing.ofSplit(Bucketing.TRAIN, 3, SPLIT);
        assertThat(test.bucketOf()).containsExactly(-1, 0, -1, -1, 0, -1);
        assertThat(train.bucketOf()).containsExactly(0, -1, 0, 0, -1, 0);
        assertThat(test.group(0)).isZero();
        assertThat(test.group(1)).isEqualTo(1);
    }
}
