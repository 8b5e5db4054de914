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
 * @param complement whether the last bucket, instead, takes the training configurations beyond the largest subset, whose
 *     products then come by subtraction from those of the whole training set
 */
public record Bucketing(
        int index, int width, int[] columns, int[] bucketOf, int buckets, boolean cumulative, boolean complement)
        implements Serializable {
    /** The index of the bucketing whose only bucket is the test set. */
    public static final int TEST = -1;

    /** The index of the bucketing whose only bucket is the training set. */
    public static final int TRAIN = -2;

    /** The test set or the training set. */
    static Bucketing ofSplit(int index, int width, Split split) {
        int[] bucketOf = new int[split.test().length];
        Arrays.setAll(bucketOf, i -> split.test()[i] == (index == TEST) ? 0 : Ordering.NONE);
        return new Bucketing(index, width, null, bucketOf, 1, false, false);
    }

    /**
     * The nested subsets of an ordering, and after them the whole training set: one more bucket takes the training
     * configurations beyond the largest subset, if there are any.
     */
    static Bucketing ofTraining(int index, int width, int[] columns, Ordering ordering, Split split) {
        int[] bucketOf = ordering.firstSubsets(split.test().length);
        int sizes = ordering.sizes().length;
        boolean rest = false;
        for (int i : split.train()) {
            if (bucketOf[i] == Ordering.NONE) {
                bucketOf[i] = sizes;
                rest = true;
            }
        }
        return new Bucketing(index, width, columns, bucketOf, rest ? sizes + 1 : sizes, true, false);
    }

    /**
     * The nested subsets of an ordering. Where the configurations that the largest adds to the one before are more than
     * it leaves out of the training set, it comes by subtraction: what it leaves out is then less than the half of it, so
     * that no digits are lost.
     */
    static Bucketing ofSubsets(int index, int width, int[] columns, Ordering ordering, Split split) {
        int[] bucketOf = ordering.firstSubsets(split.test().length);
        int[] sizes = ordering.sizes();
        int last = sizes.length - 1;
        int left = split.train().length - sizes[last];
        boolean complement = last > 0 && left < sizes[last] - sizes[last - 1];
        for (int i : split.train()) {
            if (complement && (bucketOf[i] == Ordering.NONE || bucketOf[i] == last)) {
                bucketOf[i] = bucketOf[i] == last ? Ordering.NONE : last;
            }
        }
        return new Bucketing(index, width, columns, bucketOf, sizes.length, true, complement);
    }

    /** The same bucketing for tasks that need not know who is in it. */
    Bucketing withoutMembers() {
        return new Bucketing(index, width, columns, new int[0], buckets, cumulative, complement);
    }

    /** Whether a bucket's result is to be subtracted from that of the training set. */
    boolean isComplement(int bucket) {
        return complement && bucket == buckets - 1;
    }
}
