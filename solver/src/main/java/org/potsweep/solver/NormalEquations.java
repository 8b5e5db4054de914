package org.potsweep.solver;

import java.util.Arrays;

/**
 * The augmented products G_k = [1 | Y | X]^T [1 | Y | X] of one set of rows, a matrix for each kind of row (energies,
 * forces, ...).
 *
 * <p>With L levels and p columns, G_k has order q = 1 + L + p and keeps its lower triangle (what is above is anything):
 * index 0 belongs to the column of ones, 1 to L to the labels of the levels, and 1 + L + c to descriptor column c. The
 * leading columns make every smaller model a leading block of G_k as well. Entry (0, 0) counts the rows, unless these
 * were multiplied by weights.
 */
public final class NormalEquations implements AutoCloseable {
    private final int levels;
    private final int columns;
    private final NativeMatrix[] grams;
    private final boolean counted;

    /**
     * Takes over the matrices, unless it throws.
     *
     * @param levels number of label columns, L
     * @param grams augmented products, one a row kind, each of order 1 + L + p, lower triangle
     * @throws IllegalArgumentException if there are none, or their shapes are impossible
     */
    public NormalEquations(int levels, NativeMatrix... grams) {
        this(levels, true, grams);
    }

    /** @param counted whether every row, and so its entry in the column of ones, was taken as it is */
    public NormalEquations(int levels, boolean counted, NativeMatrix... grams) {
        if (levels < 0 || grams.length == 0) {
            throw new IllegalArgumentException("normal equations take one row kind at least and no negative number of "
                    + "levels, not " + grams.length + " and " + levels);
        }
        this.levels = levels;
        this.counted = counted;
        this.grams = grams.clone();
        this.columns = grams[0].rows() - 1 - levels;
        for (NativeMatrix gram : grams) {
            if (gram.rows() != gram.columns() || gram.rows() != grams[0].rows() || columns < 0) {
                throw new IllegalArgumentException("augmented products of " + levels + " levels must be square and "
                        + "alike, but one is " + gram.rows() + " x " + gram.columns() + " beside order "
                        + grams[0].rows());
            }
        }
    }

    /** The number of levels, L. */
    public int levels() {
        return levels;
    }

    /** The number of descriptor columns, p. */
    public int columns() {
        return columns;
    }

    /** The number of row kinds. */
    public int kinds() {
        return grams.length;
    }

    /**
     * The number of rows of a kind.
     *
     * @throws IllegalStateException if the rows were multiplied by weights
     */
    public long rows(int kind) {
        if (!counted) {
            throw new IllegalStateException("weighted rows were not counted");
        }
        return Math.round(grams[kind].get(0, 0));
    }

    /** Whether the rows are counted. */
    public boolean counted() {
        return counted;
    }

    /** The augmented product of a kind: order 1 + L + p, lower triangle. */
    public NativeMatrix gram(int kind) {
        return grams[kind];
    }

    /**
     * The least-squares problem with every row of kind k multiplied by {@code weights[k]}.
     *
     * @param ridge added to the diagonal after the columns were brought to unit norm, dimensionless
     */
    public WeightedEquations weighted(double[] weights, double ridge) {
        return new WeightedEquations(this, weights, ridge);
    }

    /**
     * The normal equations of a model with some of the columns.
     *
     * @param chosen indices of descriptor columns, ascending
     * @return a copy; the caller closes it
     */
    public NormalEquations select(int... chosen) {
        int first = 1 + levels;
        int[] index = new int[first + chosen.length];
        Arrays.setAll(index, i -> i < first ? i : first + chosen[i - first]);
        NativeMatrix[] selected = new NativeMatrix[grams.length];
        double[] column = new double[grams[0].rows()];
        double[] entries = new double[index.length];
        for (int kind = 0; kind < grams.length; kind++) {
            selected[kind] = NativeMatrix.unset(index.length, index.length);
            for (int j = 0; j < index.length; j++) {
                int from = index[j];
                grams[kind].read(from, from, column, from, column.length - from);
                for (int i = j; i < index.length; i++) {
                    entries[i] = column[index[i]];
                }
                selected[kind].write(j, j, entries, j, index.length - j);
            }
        }
        return new NormalEquations(levels, counted, selected);
    }

    /**
     * The normal equations of these rows without those of a part of them, of as many leading columns as are given of the
     * part.
     *
     * @return a new object; the caller closes it
     * @throws IllegalArgumentException if the two differ in levels or kinds, or the part has more columns
     */
    public NormalEquations without(NormalEquations part) {
        if (part.levels != levels || part.columns > columns || part.grams.length != grams.length) {
            throw new IllegalArgumentException("products of " + levels + " levels, " + columns + " columns and "
                    + grams.length + " row kinds do not contain such of " + part.levels + ", " + part.columns + " and "
                    + part.grams.length);
        }
        NativeMatrix[] rest = new NativeMatrix[grams.length];
        int order = part.grams[0].rows();
        double[] column = new double[order];
        double[] other = new double[order];
        for (int kind = 0; kind < grams.length; kind++) {
            rest[kind] = NativeMatrix.unset(order, order);
            for (int j = 0; j < order; j++) {
                int length = order - j;
                grams[kind].read(j, j, column, 0, length);
                part.grams[kind].read(j, j, other, 0, length);
                for (int i = 0; i < length; i++) {
                    column[i] -= other[i];
                }
                rest[kind].write(j, j, column, 0, length);
            }
        }
        return new NormalEquations(levels, counted, rest);
    }

    @Override
    public void close() {
        for (NativeMatrix gram : grams) {
            gram.close();
        }
    }
}
