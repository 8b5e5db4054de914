package org.potsweep.jobs.engine;

import java.util.Arrays;
import org.potsweep.solver.NativeMatrix;

/**
 * Some augmented rows, [1 | y_1 .. y_L | x], row-major: for one configuration after another its energy row, its 3N force
 * rows and, where there are any, its six stress rows. Blocks of the same chunk follow each other.
 *
 * <p>Rows that the process keeps stay where they are, outside of the Java heap; the others are in an array.
 *
 * @param chunk index of the chunk that the configurations belong to
 * @param configIndices positions of the configurations in the dataset
 * @param firstRow first row of each configuration, then the number of rows
 * @param stressRows stress rows of each configuration, 0 or 6
 * @param stride entries of a row, q = 1 + L + p
 * @param values all rows that are not kept, each at its place among all of them, and perhaps something behind them
 * @param kept for each configuration its rows as columns, and perhaps more rows; or null
 */
record RowBlock(
        int chunk,
        int[] configIndices,
        int[] firstRow,
        int stressRows,
        int stride,
        double[] values,
        NativeMatrix[] kept) {
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

    /** Which configuration a row is of. */
    private int owner(int row) {
        int at = Arrays.binarySearch(firstRow, row);
        return at >= 0 ? at : -at - 2;
    }

    /** Writes all rows, as they are, into the leading columns of a matrix of {@code stride} rows. */
    void writeAll(NativeMatrix target) {
        for (int c = 0; c < configIndices.length; c++) {
            write(firstRow[c], firstRow[c + 1] - firstRow[c], null, 0, 1, stride, target, firstRow[c]);
        }
    }

    /**
     * Writes some rows of one configuration into columns of a matrix: the leading entries, and of the descriptors those
     * that are wanted.
     *
     * @param columns descriptor columns, ascending; null for leading ones
     * @param first 1 + L
     * @param weight factor on the rows
     * @param order the number of entries to write of each row: first + {@code columns.length} where these are given
     * @param target has {@code order} rows at least
     * @param at first column to write
     */
    void write(int row, int rows, int[] columns, int first, double weight, int order, NativeMatrix target, int at) {
        if (columns != null || weight != 1) {
            Reader reader = reader(columns, first, order);
            for (int r = 0; r < rows; r++) {
                target.write(0, at + r, reader.read(row + r, weight), 0, order);
            }
        } else if (order == stride && target.rows() == stride) {
            write(row, target, at, rows * stride);
        } else {
            for (int r = 0; r < rows; r++) {
                write(row + r, target, at + r, order);
            }
        }
    }

    /** Writes {@code length} entries from the beginning of a row on to the top of a column and on. */
    private void write(int row, NativeMatrix target, int column, int length) {
        int owner = owner(row);
        if (kept[owner] == null) {
            target.write(0, column, values, row * stride, length);
        } else {
            target.write(0, column, kept[owner], 0, row - firstRow[owner], length);
        }
    }

    /**
     * Reads rows, one by one: the leading entries, and of the descriptors those that are wanted.
     *
     * @param columns descriptor columns, ascending; null for leading ones
     * @param first 1 + L
     * @param order the number of entries: first + {@code columns.length} where these are given
     */
    Reader reader(int[] columns, int first, int order) {
        return new Reader(columns, first, order);
    }

    /** Reads rows into arrays of its own. */
    final class Reader {
        private final int[] columns;
        private final int first;
        private final double[] wanted;

        /** The entries of a row up to the last one that is wanted. */
        private final double[] leading;

        private Reader(int[] columns, int first, int order) {
            this.columns = columns;
            this.first = first;
            this.wanted = new double[order];
            this.leading = columns == null ? wanted : new double[first + columns[columns.length - 1] + 1];
        }

        /** The entries of a row times a weight, until the next row is read. */
        double[] read(int row, double weight) {
            int owner = owner(row);
            if (kept[owner] == null) {
                System.arraycopy(values, row * stride, leading, 0, leading.length);
            } else {
                kept[owner].read(0, row - firstRow[owner], leading, 0, leading.length);
            }
            if (columns != null) {
                System.arraycopy(leading, 0, wanted, 0, first);
                for (int i = 0; i < columns.length; i++) {
                    wanted[first + i] = leading[first + columns[i]];
                }
            }
            if (weight != 1) {
                for (int i = 0; i < wanted.length; i++) {
                    wanted[i] *= weight;
                }
            }
            return wanted;
        }
    }
}
