package org.potsweep.jobs.engine;

import org.potsweep.jobs.dataset.LabelledConfiguration;

/**
 * The configurations of a chunk.
 *
 * @param index index of the chunk
 * @param configIndices positions of the configurations in the dataset
 */
record ChunkOfConfigurations(int index, int[] configIndices, LabelledConfiguration[] configurations) {}
