package org.potsweep.jobs.levels;

import java.util.OptionalInt;
import org.potsweep.analysis.levels.LevelQuantity;

/**
 * Where an error begins to matter, for one set of structures.
 *
 * @param scope "all" or "group"
 * @param name of the group; "" for all
 * @param quantity the error
 * @param finest its value at the finest setting, in its unit
 * @param meanAbsoluteDeviation over all settings, in its unit
 * @param rank of the threshold on the axis, 0 being the finest setting; empty if the error does not vary
 */
public record LevelThreshold(
        String scope,
        String name,
        LevelQuantity quantity,
        double finest,
        double meanAbsoluteDeviation,
        OptionalInt rank) {}
