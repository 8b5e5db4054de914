package org.potsweep.jobs;

import java.util.List;
import java.util.Map;
import org.potsweep.jobs.storage.RunManifest;

/**
 * What a run has to say, in short.
 *
 * @param models fitted models, replicates included
 * @param cells cells of the design, replicates reduced
 * @param front cells on the Pareto front, by cost ascending
 * @param bestEnergy the front cell of the smallest test energy RMSE
 * @param bestForce the front cell of the smallest test force RMSE
 * @param knee the front cell nearest the ideal point
 * @param minimumNormModels models that were solved at a numerical rank below their number of coefficients
 * @param minimumNormCells cells with any such replicate
 * @param minimumNormByTwojmax such models at each twojmax
 * @param manifest what the run says of itself: tables, warnings, seconds
 */
public record SweepSummary(
        String runFolder,
        long models,
        long cells,
        List<FrontRow> front,
        FrontRow bestEnergy,
        FrontRow bestForce,
        FrontRow knee,
        long minimumNormModels,
        long minimumNormCells,
        Map<String, Long> minimumNormByTwojmax,
        RunManifest manifest) {}
