package org.potsweep.jobs.design;

import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/**
 * A permutation of the training configurations; its prefixes are the subsets of the sweep.
 *
 * @param id names the ordering in the tables
 * @param replicate from 1
 * @param twojmax the only twojmax that the ordering serves, or {@link #ANY_TWOJMAX}
 * @param configs configuration indices, first drawn first
 * @param scores score of the configuration at each rank (1 where the strategy has no scores)
 */
public record Ordering(String id, Strategy strategy, int replicate, int twojmax, int[] configs, double[] scores) {
    /** The ordering serves every twojmax. */
    public static final int ANY_TWOJMAX = -1;

    /** Whether cells of the given twojmax draw their subsets from this ordering. */
    public boolean serves(int cellTwojmax) {
        return twojmax == ANY_TWOJMAX || twojmax == cellTwojmax;
    }
}
