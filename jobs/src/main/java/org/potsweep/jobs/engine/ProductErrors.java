package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NormalEquations;

/**
 * Errors of models of one size without a pass over the rows. With h = G b (b in the augmented basis: zero but for the
 * descriptor columns), the residuals r = X b - y_l have sum h[0] - G[0, l] and sum of squares
 * b^T h - 2 h[l] + G[l, l].
 *
 * <p>Where the sum of squares is what is left of much larger terms, it means nothing: |b|^T |G| |b| is bounded by
 * (sum_i |b_i| G_ii^(1/2))^2, and if rounding at that size could exceed {@link #RELATIVE_ERROR} of the result, the cell
 * is marked for explicit residuals.
 *
 * <p>Where a solution is in doubt, the step that one refinement from the products took tells how far rounding moved the
 * errors: step^T (G b - X^T y) over their sum of squares. On ill-conditioned fits of the bundled beryllium data, with
 * conditions of 1e4 to 1e8, the errors' true deviation, from explicit refinement, was 0.7 times that in the median, below
 * 2 in nine of ten cells and 11 at most, over nine decades.
 */
final class ProductErrors {
    /** The relative error of a sum of squares beyond which explicit residuals are needed. */
    static final double RELATIVE_ERROR = 1e-6;

    /**
     * The relative change of an error by rounding in the solution beyond which explicit residuals refine it: small enough
     * for ten times as much to be below {@link #RELATIVE_ERROR}.
     */
    static final double RELATIVE_CHANGE = 1e-7;

    private final int referenceLevel;
    private final List<Solution> solutions;
    private final int columns;
    private final double[][] sums;
    private final int[] cancels;
    private final double[] changes;

    ProductErrors(int referenceLevel, List<Solution> solutions) {
        this.referenceLevel = referenceLevel;
        this.solutions = solutions;
        this.columns = solutions.get(0).model().coefficients().length;
        this.sums = new double[solutions.size()][ErrorSums.LENGTH];
        this.cancels = new int[solutions.size()];
        this.changes = new double[solutions.size()];
    }

    /** Adds the errors over some rows, whose columns begin with those of the models, as those of one or more sets. */
    void add(NormalEquations equations, RowSet... sets) {
        int first = 1 + equations.levels();
        int order = first + columns;
        try (NativeMatrix b = new NativeMatrix(order, solutions.size());
                NativeMatrix h = new NativeMatrix(order, solutions.size())) {
            for (int m = 0; m < solutions.size(); m++) {
                b.write(first, m, solutions.get(m).model().coefficients(), 0, columns);
            }
            for (RowKind kind : RowKind.first(equations.kinds())) {
                NativeMatrix gram = equations.gram(kind.ordinal());
                Blas.multiplySymmetric(order, solutions.size(), gram, b, h);
                double[] norms = new double[columns];
                for (int i = 0; i < columns; i++) {
                    norms[i] = Math.sqrt(gram.get(first + i, first + i));
                }
                double[] product = new double[order];
                for (int m = 0; m < solutions.size(); m++) {
                    h.read(0, m, product, 0, order);
                    for (RowSet set : sets) {
                        add(m, set, kind, gram, product, norms);
                    }
                }
            }
        }
    }

    private void add(int m, RowSet set, RowKind kind, NativeMatrix gram, double[] h, double[] norms) {
        FittedModel model = solutions.get(m).model();
        double[] b = model.coefficients();
        int first = h.length - columns;
        double square = 0;
        double bound = 0;
        for (int i = 0; i < columns; i++) {
            square += b[i] * h[first + i];
            bound += Math.abs(b[i]) * norms[i];
        }
        double rows = gram.get(0, 0);
        sums[m][ErrorSums.count(set, kind, 0)] = rows;
        for (Against against : Against.values()) {
            int label = 1 + (against == Against.OWN_LEVEL ? model.cell().level() : referenceLevel);
            double labels = gram.get(label, label);
            double sum = h[0] - gram.get(label, 0);
            double sumOfSquares = square - 2 * h[label] + labels;
            int at = ErrorSums.sum(set, kind, against, 0);
            sums[m][at] = sum;
            sums[m][at + 1] = sumOfSquares;
            // Energies are also judged after a shift by their mean, which may leave much less.
            double least = kind == RowKind.ENERGY ? sumOfSquares - sum * sum / rows : sumOfSquares;
            boolean trusted = Math.ulp(1.0) * (bound * bound + labels) <= RELATIVE_ERROR * least;
            cancels[m] |= trusted ? 0 : SolvedCell.bit(set);
            if (solutions.get(m).step() != null) {
                double change = change(solutions.get(m).step(), h, gram, label);
                changes[m] = Math.max(changes[m], Math.abs(change / least));
            }
        }
    }

    /** Half of the first-order change of the sum of squares by a step of the coefficients: step^T (G b - X^T y). */
    private double change(double[] step, double[] h, NativeMatrix gram, int label) {
        int first = h.length - columns;
        double[] labels = new double[columns];
        gram.read(first, label, labels, 0, columns);
        double change = 0;
        for (int i = 0; i < columns; i++) {
            change += step[i] * (h[first + i] - labels[i]);
        }
        return change;
    }

    /** The models with their errors. */
    List<SolvedCell> finish() {
        List<SolvedCell> finished = new ArrayList<>();
        for (int m = 0; m < solutions.size(); m++) {
            finished.add(new SolvedCell(
                    solutions.get(m).model(), new ErrorSums(sums[m]), cancels[m], !(changes[m] <= RELATIVE_CHANGE)));
        }
        return finished;
    }
}
