package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NormalEquations;

/**
 * Errors of cells of one twojmax without a pass over the rows. With h = G b (b in the augmented basis: zero but for the
 * descriptor columns), the residuals r = X b - y_l have sum h[0] - G[0, l] and sum of squares
 * b^T h - 2 h[l] + G[l, l].
 *
 * <p>Where the sum of squares is what is left of much larger terms, it means nothing: |b|^T |G| |b| is bounded by
 * (sum_i |b_i| G_ii^(1/2))^2, and if rounding at that size could exceed {@link #RELATIVE_ERROR} of the result, the cell
 * is marked as cancelling.
 */
final class ProductErrors {
    /** The relative error of a sum of squares beyond which explicit residuals are needed. */
    static final double RELATIVE_ERROR = 1e-6;

    private final int referenceLevel;
    private final List<SolvedCell> cells;
    private final int columns;
    private final boolean[] cancels;

    ProductErrors(int referenceLevel, List<SolvedCell> cells) {
        this.referenceLevel = referenceLevel;
        this.cells = cells;
        this.columns = cells.get(0).coefficients().length;
        this.cancels = new boolean[cells.size()];
    }

    /** Adds the errors over one set of rows to the cells' sums. */
    void add(RowSet set, NormalEquations equations) {
        int first = 1 + equations.levels();
        int order = first + columns;
        try (NativeMatrix b = new NativeMatrix(order, cells.size());
                NativeMatrix h = new NativeMatrix(order, cells.size())) {
            for (int c = 0; c < cells.size(); c++) {
                b.write(first, c, cells.get(c).coefficients(), 0, columns);
            }
            for (RowKind kind : RowKind.values()) {
                NativeMatrix gram = equations.gram(kind.ordinal());
                Blas.multiplySymmetric(order, cells.size(), gram, b, h);
                double[] norms = new double[columns];
                for (int i = 0; i < columns; i++) {
                    norms[i] = Math.sqrt(gram.get(first + i, first + i));
                }
                double[] product = new double[order];
                for (int c = 0; c < cells.size(); c++) {
                    h.read(0, c, product, 0, order);
                    addCell(c, set, kind, gram, product, norms);
                    cells.get(c).errors().setCount(set, kind, equations.rows(kind.ordinal()));
                }
            }
        }
    }

    private void addCell(int c, RowSet set, RowKind kind, NativeMatrix gram, double[] h, double[] norms) {
        SolvedCell cell = cells.get(c);
        double[] b = cell.coefficients();
        int first = h.length - columns;
        double square = 0;
        double bound = 0;
        for (int i = 0; i < columns; i++) {
            square += b[i] * h[first + i];
            bound += Math.abs(b[i]) * norms[i];
        }
        for (Against against : Against.values()) {
            int label = 1 + (against == Against.OWN_LEVEL ? cell.cell().level() : referenceLevel);
            double labels = gram.get(label, label);
            double sum = h[0] - gram.get(label, 0);
            double sumOfSquares = square - 2 * h[label] + labels;
            cell.errors().set(set, kind, against, sum, sumOfSquares);
            // Energies are also judged after a shift by their mean, which may leave much less.
            double least = kind == RowKind.ENERGY ? sumOfSquares - sum * sum / gram.get(0, 0) : sumOfSquares;
            boolean trusted = Math.ulp(1.0) * (bound * bound + labels) <= RELATIVE_ERROR * least;
            cancels[c] |= !trusted;
        }
    }

    /** The cells, with their sums complete and marked where those cancel. */
    List<SolvedCell> finish() {
        List<SolvedCell> finished = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            SolvedCell cell = cells.get(c);
            finished.add(new SolvedCell(
                    cell.cell(),
                    cell.rank(),
                    cell.condition(),
                    cell.method(),
                    cell.refined(),
                    cell.coefficients(),
                    cell.errors(),
                    cancels[c]));
        }
        return finished;
    }
}
