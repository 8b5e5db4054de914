package org.potsweep.solver;

/**
 * The augmented products G_k = [1 | Y | X]^T [1 | Y | X] of one set of rows, a matrix for each kind of row (energies,
 * forces, ...).
 *
 * <p>With L levels and p columns, G_k has order q = 1 + L + p and keeps its lower triangle: index 0 belongs to the
 * column of ones, 1 to L to the labels of the levels, and 1 + L + c to descriptor column c. The leading columns make
 * every smaller model a leading block of G_k as well. Entry (0, 0) counts the rows.
 */
public final class NormalEquations implements AutoCloseable {
    private final int levels;
    private final int columns;
    private final NativeMatrix[] grams;

    /**
     * Takes over the matrices, unless it throws.
     *
     * @param levels number of label columns, L
     * @param grams augmented products, one a row kind, each of order 1 + L + p, lower triangle
     * @throws IllegalArgumentException if there are none, or their shapes are impossible
     */
    public NormalEquations(int levels, NativeMatrix... grams) {
        if (levels < 0 || grams.length == 0) {
            throw new IllegalArgumentException("normal equations take one row kind at least and no negative number of "
                    + "levels, not " + grams.length + " and " + levels);
        }
        this.levels = levels;
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

    /** The number of rows of a kind. */
    public long rows(int kind) {
        return Math.round(grams[kind].get(0, 0));
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

    @Override
    public void close() {
        for (NativeMatrix gram : grams) {
            gram.close();
        }
    }
}
