package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.Arrays;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;

/**
 * A division of configurations into ordered buckets, for each of which augmented products are accumulated.
 *
 * @param index identifies the bucketing: the index of its ordering in the sweep (for folds, of the first), or
 *     {@link #TEST} or {@link #TRAIN}
 * @param width number of descriptor columns that its products take
 * @param columns which columns those are, ascending; null for the leading ones
 * @param bucketOf bucket of each configuration (by index), or {@link Ordering#NONE}
 * @param buckets number of buckets
 * @param cumulative whether a bucket's result includes all buckets before it (nested subsets)
 */
public record Bucketing(int index, int width, int[] columns, int[] bucketOf, int buckets, boolean cumulative)
        implements Serializable {
    /** The index of the bucketing whose only bucket is the test set. */
    public static final int TEST = -1;

    /** The index of the bucketing whose only bucket is the training set. */
    public static final int TRAIN = -2;

    /** The test set or the training set. */
    static Bucketing ofSplit(int index, int width, Split split) {
        int[] bucketOf = new int[split.test().length];
        Arrays.setAll(bucketOf, i -> split.test()[i] == (index == TEST) ? 0 : Ordering.NONE);
        return new Bucketing(index, width, null, bucketOf, 1, false);
    }

    /**
     * The nested subsets of an ordering.
     *
     * @param rest whether the last result is to be the whole training set: one more bucket then takes the training
     *     configurations beyond the largest subset, if there are any
     */
    static Bucketing ofPrefixes(int index, int width, int[] columns, Ordering ordering, Split split, boolean rest) {
        int[] bucketOf = ordering.firstSubsets(split.test().length);
        int sizes = ordering.sizes().length;
        int buckets = sizes;
        for (int i = 0; rest && i < bucketOf.length; i++) {
            if (bucketOf[i] == Ordering.NONE && !split.test()[i]) {
                bucketOf[i] = sizes;
                buckets = sizes + 1;
            }
        }
        return new Bucketing(index, width, columns, bucketOf, buckets, true);
    }

    /** The same bucketing for tasks that need not know who is in it. */
    Bucketing withoutMembers() {
        return new Bucketing(index, width, columns, new int[0], buckets, cumulative);
    }

    /** A number for each configuration: alike for those of the same bucket, or of none. */
    int group(int configuration) {
        return bucketOf[configuration] + 1;
    }
}
