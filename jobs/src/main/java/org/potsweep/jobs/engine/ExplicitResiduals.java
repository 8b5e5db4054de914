package org.potsweep.jobs.engine;

import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;

/**
 * What needs the rows themselves: error sums without cancellation, and the gradients that refine a solution. Works on one
 * block of rows and one batch of models at a time.
 */
final class ExplicitResiduals implements AutoCloseable {
    private final FactorialDesign design;
    private final Memberships memberships;
    private final double[][] weights;
    private final Predictor predictor = new Predictor();

    /** @param weights factors on the rows of training configurations, by configuration and kind; null: all 1 */
    ExplicitResiduals(FactorialDesign design, Memberships memberships, double[][] weights) {
        this.design = design;
        this.memberships = memberships;
        this.weights = weights;
    }

    /** Sums of residuals over the block's rows: {@link ErrorSums#LENGTH} numbers a model, model after model. */
    double[] errorSums(RowPanel panel, ModelBatch batch) {
        double[] sums = new double[batch.models().length * ErrorSums.LENGTH];
        try (NativeMatrix predictions = predictor.predict(panel, batch)) {
            double[] prediction = new double[panel.block().rows()];
            for (int m = 0; m < batch.models().length; m++) {
                predictions.read(0, m, prediction, 0, prediction.length);
                DesignCell cell = batch.models()[m].cell();
                for (int c = 0; c < panel.block().configurations(); c++) {
                    addConfiguration(panel, c, cell, prediction, sums, m * ErrorSums.LENGTH);
                }
            }
        }
        return sums;
    }

    private void addConfiguration(
            RowPanel panel, int c, DesignCell cell, double[] prediction, double[] sums, int offset) {
        RowBlock block = panel.block();
        RowSet[] sets = memberships.sets(cell, block.configIndices()[c]);
        for (RowKind kind : RowKind.first(design.kinds())) {
            int from = block.first(c, kind);
            int count = block.rows(c, kind);
            for (RowSet set : sets) {
                sums[ErrorSums.count(set, kind, offset)] += count;
            }
            for (Against against : Against.values()) {
                double[] labels = panel.labels(against == Against.OWN_LEVEL ? cell.level() : design.referenceLevel());
                double sum = 0;
                double sumOfSquares = 0;
                for (int row = from; row < from + count; row++) {
                    double residual = prediction[row] - labels[row];
                    sum += residual;
                    sumOfSquares += residual * residual;
                }
                for (RowSet set : sets) {
                    int i = ErrorSums.sum(set, kind, against, offset);
                    sums[i] += sum;
                    sums[i + 1] += sumOfSquares;
                }
            }
        }
    }

    /** Gradients X^T W^2 (y - X b) over the block's rows of each model's subset: p numbers a model, model after model. */
    double[] gradients(RowPanel panel, ModelBatch batch) {
        int models = batch.models().length;
        int rows = panel.block().rows();
        int first = panel.first();
        int order = batch.order(first);
        try (NativeMatrix residuals = predictor.predict(panel, batch);
                NativeMatrix product = new NativeMatrix(order, models)) {
            double[] column = new double[rows];
            for (int m = 0; m < models; m++) {
                residuals.read(0, m, column, 0, column.length);
                weightedResiduals(panel, batch.models()[m].cell(), column);
                residuals.write(0, m, column, 0, column.length);
            }
            Blas.multiply(order, models, rows, panel.rows(), residuals, product);
            double[] gradients = new double[models * batch.count()];
            double[] augmented = new double[order];
            for (int m = 0; m < models; m++) {
                product.read(0, m, augmented, 0, order);
                batch.take(augmented, first, gradients, m * batch.count());
            }
            return gradients;
        }
    }

    /** Turns predictions into w^2 (y - prediction) in the cell's subset, and zero outside of it. */
    private void weightedResiduals(RowPanel panel, DesignCell cell, double[] column) {
        RowBlock block = panel.block();
        double[] labels = panel.labels(cell.level());
        FitWeights fit = design.weights().get(cell.weights());
        for (int c = 0; c < block.configurations(); c++) {
            int config = block.configIndices()[c];
            boolean member = memberships.inSubset(cell, config);
            for (RowKind kind : RowKind.first(design.kinds())) {
                double weight = fit.byKind(design.kinds())[kind.ordinal()]
                        * (weights == null ? 1 : weights[config][kind.ordinal()]);
                int from = block.first(c, kind);
                for (int row = from; row < from + block.rows(c, kind); row++) {
                    column[row] = member ? weight * weight * (labels[row] - column[row]) : 0;
                }
            }
        }
    }

    @Override
    public void close() {
        predictor.close();
    }
}
