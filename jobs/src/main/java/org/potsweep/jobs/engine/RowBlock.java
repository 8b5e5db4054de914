package org.potsweep.jobs.engine;

/**
 * The augmented rows of a chunk, [1 | y_1 .. y_L | x], row-major: for one configuration after another its energy row and
 * its 3N force rows.
 *
 * @param chunk index of the chunk
 * @param configIndices positions of its configurations in the dataset
 * @param firstRow first row of each configuration, then the number of rows
 * @param stride entries of a row, q = 1 + L + p
 * @param values all rows
 */
record RowBlock(int chunk, int[] configIndices, int[] firstRow, int stride, double[] values) {
    /** The number of configurations. */
    int configurations() {
        return configIndices.length;
    }

    /** The number of rows of a kind that configuration {@code c} of this block has. */
    int rows(int c, RowKind kind) {
        return kind == RowKind.ENERGY ? 1 : firstRow[c + 1] - firstRow[c] - 1;
    }

    /** Where in {@code values} the rows of a kind of configuration {@code c} begin. */
    int offset(int c, RowKind kind) {
        return (firstRow[c] + (kind == RowKind.ENERGY ? 0 : 1)) * stride;
    }

    /** The total number of rows. */
    int rows() {
        return firstRow[configIndices.length];
    }
}
