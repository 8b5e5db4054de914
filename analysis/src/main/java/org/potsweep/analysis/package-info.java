/**
 * What a table of results says: Pareto fronts, their knee and hypervolume, quantiles over replicates.
 *
 * <p>Everything here works on arrays of doubles, one row a point and one column an objective, and answers with indices
 * into them; units are the caller's. Points are first reduced over replicates ({@link ReplicateSummary}), then
 * compared ({@link ParetoFront}); how sure a place on the front is, {@link FrontMembership} and {@link FrontBootstrap}
 * tell; {@link Hypervolume} says in one number how good a front is.
 *
 * <p>NaN and infinities are refused with an {@link java.lang.IllegalArgumentException} that says where they stand: a
 * NaN compares false with everything and would otherwise sit on every front.
 */
package org.potsweep.analysis;
