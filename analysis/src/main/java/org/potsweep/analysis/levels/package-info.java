/**
 * How far the levels of convergence lie from the reference level, and from which setting on that matters; all of it
 * known before any fit.
 *
 * <p>A {@link LevelDeviation} is one structure's difference between two levels, {@link LevelErrors} what a set of them
 * amounts to, {@link LevelStatistics} these errors of all structures, by group and by size of the box. The thresholds
 * are those of Bayerl et al., Digital Discovery 1 (2022) 61: see {@link HalfMadThreshold} and {@link ThresholdChoice}.
 */
package org.potsweep.analysis.levels;
