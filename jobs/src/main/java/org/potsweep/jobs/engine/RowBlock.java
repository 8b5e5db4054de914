package org.potsweep.jobs.engine;

import org.potsweep.solver.NativeMatrix;

/**
 * Some augmented rows, [1 | y_1 .. y_L | x], row-major: for one configuration after another its energy row, its 3N force
 * rows and, where there are any, its six stress rows. Blocks of the same chunk follow each other.
 *
 * @param chunk index of the chunk that the configurations belong to
 * @param configIndices positions of the configurations in the dataset
 * @param firstRow first row of each configuration, then the number of rows
 * @param stressRows stress rows of each configuration, 0 or 6
 * @param stride entries of a row, q = 1 + L + p
 * @param values all rows, and perhaps something behind them
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

    /** An entry of every row, such as a label. */
    double[] column(int entry) {
        double[] column = new double[rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = values[row * stride + entry];
        }
        return column;
    }

    /**
     * Writes some rows into columns of a matrix: the leading entries, and of the descriptors those that are wanted.
     *
     * @param columns descriptor columns, ascending; null for leading ones
     * @param first 1 + L
     * @param weight factor on the rows
     * @param order the number of entries to write of each row: first + {@code columns.length} where these are given
     * @param target has {@code order} rows at least
     * @param at first column to write
     */
    void write(int row, int rows, int[] columns, int first, double weight, int order, NativeMatrix target, int at) {
        boolean asTheyAre = columns == null && weight == 1;
        if (asTheyAre && order == stride && target.rows() == stride) {
            target.write(0, at, values, row * stride, rows * stride);
            return;
        }
        double[] entries = new double[asTheyAre ? 0 : order];
        for (int r = 0; r < rows; r++) {
            if (asTheyAre) {
                target.write(0, at + r, values, (row + r) * stride, order);
            } else {
                copy(row + r, columns, first, weight, entries);
                target.write(0, at + r, entries, 0, order);
            }
        }
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
