package org.potsweep.jobs.engine;

import java.util.Arrays;

/**
 * A division of the configurations into ordered buckets, for each of which augmented products are accumulated.
 *
 * @param index identifies the bucketing: the index of its ordering in the sweep, or {@link #SPLIT}; consecutive within a
 *     pass
 * @param width number of leading descriptor columns that its products take
 * @param bucketOf bucket of each configuration (by index), or {@link #NONE}
 * @param buckets number of buckets
 * @param cumulative whether a bucket's result includes all buckets before it (nested subsets)
 */
public record Bucketing(int index, int width, int[] bucketOf, int buckets, boolean cumulative) {
    /** Marks a configuration that belongs to no bucket. */
    public static final int NONE = -1;

    /** The index of the bucketing into training and test set. */
    public static final int SPLIT = -1;

    /** Buckets of the nested prefixes of an ordering: bucket b holds ranks sizes[b-1] to sizes[b] - 1. */
    public static Bucketing ofPrefixes(int index, int width, int[] order, int[] sizes, int configurations) {
        int[] bucketOf = new int[configurations];
        Arrays.fill(bucketOf, NONE);
        for (int bucket = 0, rank = 0; bucket < sizes.length; bucket++) {
            for (; rank < sizes[bucket]; rank++) {
                bucketOf[order[rank]] = bucket;
            }
        }
        return new Bucketing(index, width, bucketOf, sizes.length, true);
    }
}
