package org.potsweep.jobs.engine;

/**
 * A finished tile of the augmented product of one row kind, or the rows whose product it is: small subsets have few
 * energies.
 */
record FoldedTile(int kind, int tile, GramPart sum) {}
