/**
 * The comparison of a dataset's levels, before any fit: the labels' differences, errors by level, thresholds in the
 * k-point spacing or the cut-off, and the level that follows from them.
 */
package org.potsweep.jobs.levels;
