package org.potsweep.jobs.engine;

/**
 * Some augmented rows, [1 | y_1 .. y_L | x], row-major: for one configuration after another its energy row, its 3N force
 * rows and, where there are any, its six stress rows. Blocks of the same chunk follow each other.
 *
 * @param chunk index of the chunk that the configurations belong to
 * @param configIndices positions of the configurations in the dataset
 * @param firstRow first row of each configuration, then the number of rows
 * @param stressRows stress rows of each configuration, 0 or 6
 * @param stride entries of a row, q = 1 + L + p
 * @param values all rows
 */
record RowBlock(int chunk, int[] configIndices, int[] firstRow, int stressRows, int stride, double[] values) {
    /** The number of configurations. */
    int configurations() {
        return configIndices.length;
    }

    /** The number of rows of a kind that configuration {@code c} of this block has. */
    int rows(int c, RowKind kind) {
        return switch (kind) {
            case ENERGY -> 1;
            case FORCE -> firstRow[c + 1] - firstRow[c] - 1 - stressRows;
            case STRESS -> stressRows;
        };
    }

    /** The first row of a kind of configuration {@code c}. */
    int first(int c, RowKind kind) {
        return switch (kind) {
            case ENERGY -> firstRow[c];
            case FORCE -> firstRow[c] + 1;
            case STRESS -> firstRow[c + 1] - stressRows;
        };
    }

    /** The total number of rows. */
    int rows() {
        return firstRow[configIndices.length];
    }

    /**
     * Copies the leading entries of a row, and of its descriptors those that are wanted.
     *
     * @param columns descriptor columns, ascending; null for leading ones
     * @param first 1 + L
     * @param target receives first + {@code columns.length} entries, or as many as it holds
     */
    void copy(int row, int[] columns, int first, double weight, double[] target) {
        int from = row * stride;
        if (columns == null) {
            System.arraycopy(values, from, target, 0, target.length);
        } else {
            System.arraycopy(values, from, target, 0, first);
            for (int i = 0; i < columns.length; i++) {
                target[first + i] = values[from + first + columns[i]];
            }
        }
        if (weight != 1) {
            for (int i = 0; i < target.length; i++) {
                target[i] *= weight;
            }
        }
    }
}
