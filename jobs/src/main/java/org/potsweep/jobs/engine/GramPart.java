package org.potsweep.jobs.engine;

/**
 * What a chunk contributes to one tile: the product itself ({@code rows} = 0, {@code left} holds the tile's entries), or
 * {@code rows} rows whose product it is, where those are fewer numbers.
 *
 * @param rows number of rows, or 0 for a finished product
 * @param left the rows' entries in the tile's row range, row-major; or the product
 * @param right the rows' entries in the tile's column range, row-major; empty for a diagonal tile or a product
 */
record GramPart(int rows, double[] left, double[] right) {}
