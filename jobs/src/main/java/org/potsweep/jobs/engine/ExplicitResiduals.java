package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;

/**
 * What needs the rows themselves: error sums without cancellation, and the gradients that refine a solution. Works on one
 * block of rows and one batch of models at a time.
 */
final class ExplicitResiduals {
    private final FactorialDesign design;
    private final int first;
    private final boolean[] test;
    private final List<Bucketing> subsets;

    /**
     * @param test whether a configuration (by index) is in the test set
     * @param subsets the bucketing of each ordering; bucket b is subset size b
     */
    ExplicitResiduals(FactorialDesign design, boolean[] test, List<Bucketing> subsets) {
        this.design = design;
        this.first = 1 + design.levels().size();
        this.test = test;
        this.subsets = subsets;
    }

    private boolean inSubset(DesignCell cell, int config) {
        int bucket = subsets.get(cell.ordering()).bucketOf()[config];
        return bucket != Bucketing.NONE && bucket <= cell.size();
    }

    /** Sums of residuals over the block's rows: {@link ErrorSums#LENGTH} numbers a model, model after model. */
    double[] errorSums(RowBlock block, ModelBatch batch) {
        double[] sums = new double[batch.cells().length * ErrorSums.LENGTH];
        try (NativeMatrix panel = NativeMatrix.of(block.stride(), block.rows(), block.values());
                NativeMatrix predictions = batch.predict(panel, first)) {
            double[] prediction = new double[block.rows()];
            for (int m = 0; m < batch.cells().length; m++) {
                predictions.read(0, m, prediction, 0, prediction.length);
                DesignCell cell = batch.cells()[m].cell();
                for (int c = 0; c < block.configurations(); c++) {
                    addConfiguration(block, c, cell, prediction, sums, m * ErrorSums.LENGTH);
                }
            }
        }
        return sums;
    }

    private void addConfiguration(
            RowBlock block, int c, DesignCell cell, double[] prediction, double[] sums, int offset) {
        int config = block.configIndices()[c];
        List<RowSet> sets = new ArrayList<>();
        sets.add(test[config] ? RowSet.TEST : RowSet.TRAIN);
        if (inSubset(cell, config)) {
            sets.add(RowSet.SUBSET);
        }
        for (RowKind kind : RowKind.values()) {
            int from = block.offset(c, kind) / block.stride();
            for (Against against : Against.values()) {
                int label = 1 + (against == Against.OWN_LEVEL ? cell.level() : design.referenceLevel());
                double sum = 0;
                double sumOfSquares = 0;
                for (int row = from; row < from + block.rows(c, kind); row++) {
                    double residual = prediction[row] - block.values()[row * block.stride() + label];
                    sum += residual;
                    sumOfSquares += residual * residual;
                }
                for (RowSet set : sets) {
                    int i = offset + ErrorSums.index(set, kind, against);
                    sums[i] += sum;
                    sums[i + 1] += sumOfSquares;
                }
            }
        }
    }

    /** Gradients X^T W^2 (y - X b) over the block's rows of each model's subset: p numbers a model, model after model. */
    double[] gradients(RowBlock block, ModelBatch batch) {
        int models = batch.cells().length;
        int order = first + batch.columns();
        try (NativeMatrix panel = NativeMatrix.of(block.stride(), block.rows(), block.values());
                NativeMatrix residuals = batch.predict(panel, first);
                NativeMatrix product = new NativeMatrix(order, models)) {
            double[] column = new double[block.rows()];
            for (int m = 0; m < models; m++) {
                residuals.read(0, m, column, 0, column.length);
                weightedResiduals(block, batch.cells()[m].cell(), column);
                residuals.write(0, m, column, 0, column.length);
            }
            Blas.multiply(order, models, block.rows(), panel, residuals, product);
            double[] gradients = new double[models * batch.columns()];
            for (int m = 0; m < models; m++) {
                product.read(first, m, gradients, m * batch.columns(), batch.columns());
            }
            return gradients;
        }
    }

    /** Turns predictions into w^2 (y - prediction) in the cell's subset, and zero outside of it. */
    private void weightedResiduals(RowBlock block, DesignCell cell, double[] column) {
        FitWeights weights = design.weights().get(cell.weights());
        for (int c = 0; c < block.configurations(); c++) {
            boolean member = inSubset(cell, block.configIndices()[c]);
            for (RowKind kind : RowKind.values()) {
                double weight = weights.byKind()[kind.ordinal()];
                int from = block.offset(c, kind) / block.stride();
                for (int row = from; row < from + block.rows(c, kind); row++) {
                    double label = block.values()[row * block.stride() + 1 + cell.level()];
                    column[row] = member ? weight * weight * (label - column[row]) : 0;
                }
            }
        }
    }
}
