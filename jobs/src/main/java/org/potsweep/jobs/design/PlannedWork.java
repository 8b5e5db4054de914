package org.potsweep.jobs.design;

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
        double products = (trainRows + testRows) * square(design, design.widest());
        double solves = 0;
        for (Strategy strategy : design.strategies()) {
            if (strategy == Strategy.LEVERAGE) {
                for (int columns : design.columns()) {
                    products += design.replicates() * orderingProduct(design, meanRows, columns);
                    solves += design.replicates() * orderingSolves(design, meanRows, columns, columns);
                }
            } else {
                int[] columns =
                        design.columns().stream().mapToInt(Integer::intValue).toArray();
                products += design.orderings(strategy) * orderingProduct(design, meanRows, design.widest());
                solves += design.orderings(strategy) * orderingSolves(design, meanRows, design.widest(), columns);
            }
        }
        return new PlannedWork(products, scores(design, trainConfigurations), solves, errors(design));
    }

    /** The square of the number of augmented columns: ones, labels, descriptors. */
    private static double square(FactorialDesign design, int columns) {
        return Math.pow(1.0 + design.levels().size() + columns, 2);
    }

    private static double cube(int columns) {
        return Math.pow(columns, 3) / 3;
    }

    private static double orderingProduct(FactorialDesign design, double meanRows, int columns) {
        int largest = design.sizes().get(design.sizes().size() - 1);
        return largest * meanRows * square(design, columns);
    }

    /** One factorisation of the widest block for each size and weight, and what each block adds. */
    private static double orderingSolves(FactorialDesign design, double meanRows, int widest, int... blocks) {
        double flops = 0;
        for (int size : design.sizes()) {
            double rows = size * meanRows;
            flops += cube(widest);
            for (int columns : blocks) {
                flops += 2.0 * design.levels().size() * columns * columns;
                flops += rows < columns ? 3 * columns * rows * rows : 0;
            }
        }
        return flops * design.weights().size();
    }

    private static double scores(FactorialDesign design, int trainConfigurations) {
        if (!design.strategies().contains(Strategy.LEVERAGE)) {
            return 0;
        }
        double flops = cube(design.widest());
        for (int columns : design.columns()) {
            flops += (double) trainConfigurations * columns * columns;
        }
        return flops;
    }

    private static double errors(FactorialDesign design) {
        double models = (double) design.models() / design.twojmax().size();
        double flops = 0;
        for (int columns : design.columns()) {
            // Subset, training and test set; energies and forces; two operations an entry.
            flops += models * 3 * 2 * 2 * square(design, columns);
        }
        return flops;
    }
}
