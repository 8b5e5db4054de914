package org.potsweep.jobs.design;

import org.potsweep.jobs.design.FactorialDesign.OrderingKind;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/**
 * Floating-point operations of a sweep, an addition and a multiplication counting as two. The computation of rows is not
 * in them.
 *
 * @param products accumulating the products of rows: n q^2 for n rows of q augmented columns, for the training and the
 *     test set, and for the largest subset of every ordering
 * @param scores leverage scores: one factorisation, and a substitution a training configuration
 * @param solves factorisations (p^3/3; at a rank r below p about 3 p r^2 more) and substitutions
 * @param errors errors of all models: three symmetric products a model and row kind
 */
public record PlannedWork(double products, double scores, double solves, double errors) {

    static PlannedWork of(FactorialDesign design, int trainConfigurations, long trainRows, long testRows) {
        double meanRows = (double) trainRows / trainConfigurations;
        double products = 0;
        double scores = 0;
        double solves = 0;
        double errors = 0;
        for (int d = 0; d < design.descriptors().size(); d++) {
            ModelColumns columns = design.columns(d);
            double whole = square(design, columns.widest());
            products += testRows * whole;
            boolean trainKnown = false;
            for (OrderingKind kind : design.orderingKinds()) {
                boolean prefixes = kind.strategy() != Strategy.K_FOLD;
                boolean gives = prefixes && !kind.strategy().scored() && !trainKnown;
                trainKnown |= gives;
                double rows =
                        prefixes ? meanRows * design.sizes().get(design.sizes().size() - 1) : meanRows;
                products += gives ? trainRows * whole - rows * whole : 0;
                products += prefixes
                        ? kind.count() * rows * square(design, columns.width(kind.shapes()))
                        : trainRows * whole;
                solves += kind.count() * solves(design, columns, kind, trainConfigurations, meanRows);
            }
            products += trainKnown ? 0 : trainRows * whole;
            scores += scores(design, columns, trainConfigurations, trainRows);
            for (int shape = 0; shape < design.shapes().size(); shape++) {
                double models = (double) design.modelsOfOneShape()
                        / design.descriptors().size();
                // Subset, training and test set; two operations an entry.
                errors += models * 3 * 2 * design.kinds() * square(design, columns.count(shape));
            }
        }
        return new PlannedWork(products, scores, solves, errors);
    }

    /** The square of the number of augmented columns: ones, labels, descriptors. */
    private static double square(FactorialDesign design, int columns) {
        return Math.pow(1.0 + design.levels().size() + columns, 2);
    }

    private static double cube(int columns) {
        return Math.pow(columns, 3) / 3;
    }

    /** For each size and weight a factorisation of the widest block of each form, and what each block adds. */
    private static double solves(
            FactorialDesign design, ModelColumns columns, OrderingKind kind, int trainConfigurations, double meanRows) {
        double flops = 0;
        for (int s = 0; s < design.subsetsOf(kind.strategy()); s++) {
            int size = kind.strategy() == Strategy.K_FOLD
                    ? trainConfigurations - trainConfigurations / design.folds()
                    : design.sizes().get(s);
            double rows = size * meanRows;
            for (boolean quadratic : new boolean[] {false, true}) {
                int widest = 0;
                for (int shape : kind.shapes()) {
                    if (design.shapes().get(shape).quadratic() == quadratic) {
                        int p = columns.count(shape);
                        widest = Math.max(widest, p);
                        flops += 2.0 * design.levels().size() * p * p;
                        flops += rows < p ? 3 * p * rows * rows : 0;
                    }
                }
                flops += cube(widest);
            }
        }
        return flops * design.weights().size();
    }

    private static double scores(
            FactorialDesign design, ModelColumns columns, int trainConfigurations, long trainRows) {
        double flops = 0;
        double square = Math.pow(columns.widest(), 2);
        for (Strategy strategy : design.strategies()) {
            if (strategy.scored()) {
                flops += cube(columns.widest())
                        + (strategy == Strategy.BLOCK_LEVERAGE ? trainRows : trainConfigurations) * square;
            }
        }
        return flops;
    }
}
