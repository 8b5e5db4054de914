package org.potsweep.jobs.engine;

import org.potsweep.jobs.dataset.LabelledConfiguration;

/**
 * A unit of work: some configurations with their labels.
 *
 * @param index identifies the chunk; partial sums are folded in this order
 * @param configIndices positions in the dataset, ascending
 * @param configurations the configurations at these positions
 */
record ChunkOfConfigurations(int index, int[] configIndices, LabelledConfiguration[] configurations) {}
