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

    private static Bucketing subsets(int... sizes) {
        return Bucketing.ofSubsets(0, 3, null, ordering(sizes), SPLIT);
    }

    private static Bucketing training(int... sizes) {
        return Bucketing.ofTraining(0, 3, null, ordering(sizes), SPLIT);
    }

    @Test
    void subsetsAreNested() {
        Bucketing bucketing = subsets(1, 2);
        assertThat(bucketing.bucketOf()).containsExactly(-1, -1, 1, -1, -1, 0);
        assertThat(bucketing.buckets()).isEqualTo(2);
        assertThat(bucketing.cumulative()).isTrue();
        assertThat(bucketing.complement()).isFalse();
    }

    @Test
    void theLargestSubsetComesBySubtractionWhereThatIsLess() {
        Bucketing bucketing = subsets(1, 3);
        assertThat(bucketing.bucketOf()).containsExactly(-1, -1, -1, 1, -1, 0);
        assertThat(bucketing.buckets()).isEqualTo(2);
        assertThat(bucketing.isComplement(0)).isFalse();
        assertThat(bucketing.isComplement(1)).isTrue();
    }

    @Test
    void nothingIsSubtractedForTheWholeTrainingSet() {
        Bucketing bucketing = subsets(2, 4);
        assertThat(bucketing.bucketOf()).containsExactly(-1, -1, 0, -1, -1, 0);
        assertThat(bucketing.isComplement(1)).isTrue();
    }

    /** Its products would be those of the training set, but nothing would say that there is a subset. */
    @Test
    void aSingleSubsetIsMultipliedOut() {
        assertThat(subsets(4).complement()).isFalse();
    }

    @Test
    void theRestCompletesTheTrainingSet() {
        Bucketing bucketing = training(1, 3);
        assertThat(bucketing.bucketOf()).containsExactly(1, -1, 1, 2, -1, 0);
        assertThat(bucketing.buckets()).isEqualTo(3);
        assertThat(bucketing.complement()).isFalse();
    }

    /** A bucket that nobody is in would have no tiles: its products would seem to be zero. */
    @Test
    void thereIsNoRestBeyondTheWholeTrainingSet() {
        assertThat(training(2, 4)).satisfies(bucketing -> {
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
    }
}
