package org.potsweep.jobs;

import java.util.Map;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.storage.RunManifest;

/**
 * What a run has to say, in short.
 *
 * @param models fitted models, replicates included
 * @param front the Pareto front, replicates reduced
 * @param minimumNormModels models that were solved at a numerical rank below their number of coefficients
 * @param minimumNormCells cells with any such replicate
 * @param minimumNormByTwojmax such models at each twojmax
 * @param manifest what the run says of itself: tables, warnings, seconds
 */
public record SweepSummary(
        String runFolder,
        long models,
        FrontAnswer front,
        long minimumNormModels,
        long minimumNormCells,
        Map<String, Long> minimumNormByTwojmax,
        RunManifest manifest) {}
