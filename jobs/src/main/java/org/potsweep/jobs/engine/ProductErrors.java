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
 */
final class ProductErrors {
    /** The relative error of a sum of squares beyond which explicit residuals are needed. */
    static final double RELATIVE_ERROR = 1e-6;

    /** The relative change of an error by rounding in the solution beyond which explicit residuals refine it. */
    static final double RELATIVE_CHANGE = 1e-7;

    private final int referenceLevel;
    private final List<FittedModel> models;
    private final List<double[]> steps;
    private final int columns;
    private final double[][] sums;
    private final int[] cancels;
    private final double[] changes;

    /** @param steps how far rounding may have moved the coefficients of each model; null where that is not in question */
    ProductErrors(int referenceLevel, List<FittedModel> models, List<double[]> steps) {
        this.referenceLevel = referenceLevel;
        this.models = models;
        this.steps = steps;
        this.changes = new double[models.size()];
        this.columns = models.get(0).coefficients().length;
        this.sums = new double[models.size()][ErrorSums.LENGTH];
        this.cancels = new int[models.size()];
    }

    /** Adds the errors over some rows, whose columns begin with those of the models, as those of one or more sets. */
    void add(NormalEquations equations, RowSet... sets) {
        int first = 1 + equations.levels();
        int order = first + columns;
        try (NativeMatrix b = new NativeMatrix(order, models.size());
                NativeMatrix h = new NativeMatrix(order, models.size())) {
            for (int m = 0; m < models.size(); m++) {
                b.write(first, m, models.get(m).coefficients(), 0, columns);
            }
            for (RowKind kind : RowKind.first(equations.kinds())) {
                NativeMatrix gram = equations.gram(kind.ordinal());
                Blas.multiplySymmetric(order, models.size(), gram, b, h);
                double[] norms = new double[columns];
                for (int i = 0; i < columns; i++) {
                    norms[i] = Math.sqrt(gram.get(first + i, first + i));
                }
                double[] product = new double[order];
                for (int m = 0; m < models.size(); m++) {
                    h.read(0, m, product, 0, order);
                    for (RowSet set : sets) {
                        add(m, set, kind, gram, product, norms);
                    }
                }
            }
        }
    }

    private void add(int m, RowSet set, RowKind kind, NativeMatrix gram, double[] h, double[] norms) {
        FittedModel model = models.get(m);
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
            if (steps.get(m) != null) {
                double change = change(steps.get(m), h, gram, label);
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
        for (int m = 0; m < models.size(); m++) {
            finished.add(new SolvedCell(
                    models.get(m), new ErrorSums(sums[m]), cancels[m], !(changes[m] <= RELATIVE_CHANGE)));
        }
        return finished;
    }
}
