package org.potsweep.jobs.design;

import java.util.Arrays;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/**
 * A permutation of training configurations, whose prefixes are subsets of the sweep. The one subset of a fold
 * ({@code k-fold}) is all of them; the training configurations that it lacks are tested on.
 *
 * @param id names the ordering in the tables
 * @param replicate from 1
 * @param descriptor index of the only descriptor variant that the ordering serves, or {@link #ANY}
 * @param shape index of the model size that scores were taken at, or {@link #ANY} without scores
 * @param shared whether it serves all model sizes, not only that one
 * @param sizes the subset sizes by which cells are told apart
 * @param configs configuration indices, first drawn first
 * @param scores score of the configuration at each rank (1 where the strategy has no scores)
 */
public record Ordering(
        String id,
        Strategy strategy,
        int replicate,
        int descriptor,
        int shape,
        boolean shared,
        int[] sizes,
        int[] configs,
        double[] scores) {
    /** No particular one. */
    public static final int ANY = -1;

    /** Marks a configuration that is in no subset. */
    public static final int NONE = -1;

    /** Whether models of a size draw their subsets from this ordering. */
    public boolean serves(int cellShape) {
        return shared || shape == cellShape;
    }

    /** Whether models with a descriptor variant draw their subsets from this ordering. */
    public boolean servesDescriptor(int cellDescriptor) {
        return descriptor == ANY || descriptor == cellDescriptor;
    }

    /** The number of configurations of a subset (for a fold, one more or less than the size that names it). */
    public int count(int size) {
        return strategy == Strategy.K_FOLD ? configs.length : sizes[size];
    }

    /** For each of n configurations the first subset that holds it, or {@link #NONE}. */
    public int[] firstSubsets(int configurations) {
        int[] first = new int[configurations];
        Arrays.fill(first, NONE);
        for (int size = 0, rank = 0; size < sizes.length; size++) {
            for (; rank < count(size); rank++) {
                first[configs[rank]] = size;
            }
        }
        return first;
    }
}
