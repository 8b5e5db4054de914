/**
 * Choosing among points: which meet given limits, which limit is in the way where none does, and what more cost buys.
 *
 * <p>Points are rows of doubles, as everywhere in {@link org.potsweep.analysis}; a value that is unknown is NaN and meets
 * no limit. Only points that are there are chosen or compared: nothing is interpolated between them.
 */
package org.potsweep.analysis.choice;
