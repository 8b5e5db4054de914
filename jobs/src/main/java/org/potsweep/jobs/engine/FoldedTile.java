package org.potsweep.jobs.engine;

/** A finished tile of the augmented product of one row kind. */
record FoldedTile(int kind, int tile, double[] entries) {}
