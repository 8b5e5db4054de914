package org.potsweep.jobs.plan;

import java.util.List;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FactorialDesign.OrderingKind;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.engine.PassOutline;
import org.potsweep.jobs.engine.ResidualPass;
import org.potsweep.jobs.engine.RowKind;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.ResidualSettings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.solver.WeightSeries;

/**
 * The work of a sweep: atoms whose rows are computed, bytes sent, and floating-point operations, an addition and a
 * multiplication counting as two.
 *
 * @param atoms atoms whose force rows are computed, counted as often as they are
 * @param energyAtoms atoms whose energy rows alone are computed, for leverage scores
 * @param products accumulating the products of rows: n q^2 for n rows of q augmented columns
 * @param shuffleBytes what tasks send each other
 * @param scoreFactors factorisations for leverage scores, by the driver
 * @param scores substitutions for leverage scores of single energy rows: p^2 each
 * @param blockScores the same for all rows of configurations at once
 * @param factorisations p^3/3 each, updates of the energies' weight in place of some, and the substitutions of every
 *     level
 * @param fallbacks minimum-norm fits of the subsets with fewer rows than coefficients: p^2 s + p s^2 - 5 s^3 / 3 for s
 *     rows, and 4 s^2 for each vector in the search for singular values to omit (subsets with more rows may turn out to be
 *     rank-deficient too)
 * @param errors errors of all models from the products: a symmetric product a model, row kind and set of rows
 * @param explicitAtoms atoms whose rows are computed for explicit residuals
 * @param explicitPasses passes over the training rows for explicit residuals, where weights of configurations ask for
 *     them
 * @param explicit products of rows with coefficients in those passes
 * @param residualAtoms atoms whose rows are computed for the tables residuals and parity
 * @param residuals products of rows with the coefficients of the front's cells; how many are on it is not known before,
 *     {@link #FRONT_SHARE} of all are taken to be
 */
public record PlannedWork(
        long atoms,
        long energyAtoms,
        double products,
        double shuffleBytes,
        double scoreFactors,
        double scores,
        double blockScores,
        double factorisations,
        double fallbacks,
        double errors,
        long explicitAtoms,
        long explicitPasses,
        double explicit,
        long residualAtoms,
        double residuals) {
    /**
     * An assumption: fronts of 4 % of the cells (the bundled sweep) to 37 % (the beryllium study's at 2Jmax 6) were seen.
     * It matters little, since computing rows costs far more than their products with some vectors.
     */
    static final double FRONT_SHARE = 0.1;

    /** Vectors that the search for small singular values takes on rows of real structures, about. */
    private static final double SEARCHED = 150;

    static PlannedWork of(
            FactorialDesign design,
            List<PassOutline> outlines,
            RowCounts rows,
            boolean weighted,
            SweepSettings settings) {
        Basis basis = settings.sampling().leverage().basis();
        Sum sum = new Sum(design, rows, weighted);
        for (int d = 0; d < outlines.size(); d++) {
            PassOutline outline = outlines.get(d);
            sum.atoms += outline.atoms();
            sum.products += outline.flops();
            sum.shuffleBytes += outline.shuffleBytes();
            ModelColumns columns = design.columns(d);
            sum.scores(columns, basis, 1 - outline.keptShare());
            for (OrderingKind kind : design.orderingKinds()) {
                sum.solves(columns, kind);
            }
            if (weighted) {
                sum.explicit(columns, 1 - outline.keptShare());
            }
            sum.residuals(columns, 1 - outline.keptShare(), settings.residuals());
        }
        return sum.total();
    }

    /** Adds up over descriptor variants; {@code computed} is the share of their rows that a later pass computes anew. */
    private static final class Sum {
        private final FactorialDesign design;
        private final RowCounts rows;
        private final boolean weighted;
        private long atoms;
        private long energyAtoms;
        private double products;
        private double shuffleBytes;
        private double scoreFactors;
        private double scores;
        private double blockScores;
        private double factorisations;
        private double fallbacks;
        private double errors;
        private long explicitAtoms;
        private long explicitPasses;
        private double explicit;
        private long residualAtoms;
        private double residuals;

        Sum(FactorialDesign design, RowCounts rows, boolean weighted) {
            this.design = design;
            this.rows = rows;
            this.weighted = weighted;
        }

        /** For each strategy and form one factor, and a substitution for each of the rows that are scored. */
        void scores(ModelColumns columns, Basis basis, double computed) {
            for (Strategy strategy : design.strategies()) {
                for (boolean quadratic : new boolean[] {false, true}) {
                    int p = widest(columns, strategy.scored() ? design.scoredShapes() : new int[0], quadratic);
                    if (p == 0) {
                        continue;
                    }
                    boolean block = strategy == Strategy.BLOCK_LEVERAGE;
                    long counted = !block && basis == Basis.ENERGY ? rows.trainConfigurations() : rows.train();
                    scoreFactors += cholesky(p) + (counted < p ? minimumNorm(p, counted) : 0);
                    scores += block ? 0 : (double) rows.trainConfigurations() * p * p;
                    blockScores += block ? (double) rows.train() * p * p : 0;
                    atoms += block ? Math.round(computed * rows.trainAtoms()) : 0;
                    energyAtoms += block ? 0 : Math.round(computed * rows.trainAtoms());
                }
            }
        }

        /** For each size and weight a factorisation of the widest block of each form, and what each block adds. */
        void solves(ModelColumns columns, OrderingKind kind) {
            boolean fold = kind.strategy() == Strategy.K_FOLD;
            double times = (double) kind.count() * design.weights().size();
            int levels = design.fitted().size();
            for (int s = 0; s < design.subsetsOf(kind.strategy()); s++) {
                double[] subset = rows.ofTraining(
                        fold
                                ? rows.trainConfigurations() * (1 - 1.0 / design.folds())
                                : design.sizes().get(s),
                        design.kinds());
                for (boolean quadratic : new boolean[] {false, true}) {
                    factorisations += kind.count() * factorisations(widest(columns, kind.shapes(), quadratic), subset);
                }
                for (int shape : kind.shapes()) {
                    int p = columns.count(shape);
                    double q = 1 + design.levels().size() + p;
                    factorisations += times * 2 * design.levels().size() * p * p;
                    for (FitWeights weights : design.weights()) {
                        fallbacks += weights.leavesUndetermined(subset, p)
                                ? kind.count() * minimumNorm(p, Math.min(p, weights.counted(subset)))
                                : 0;
                    }
                    errors += times * levels * (fold ? 2 : 3) * 2 * design.kinds() * q * q;
                }
            }
        }

        /**
         * Those of all weights: one for those that differ in the energies' weight alone and what an update of it takes,
         * where {@link WeightSeries} goes that way.
         */
        private double factorisations(int p, double[] subset) {
            double energies = subset[RowKind.ENERGY.ordinal()];
            double flops = 0;
            for (List<Integer> series : design.weightSeries()) {
                boolean shared = !weighted
                        && series.stream()
                                .allMatch(member -> design.weights().get(member).eweight() > 0)
                        && design.weights().get(series.get(0)).ridge() == 0
                        && !design.weights().get(series.get(0)).leavesUndetermined(subset, p)
                        && WeightSeries.shares(energies, p, series.size());
                flops += shared ? cholesky(p) + energies * p * (p + 2 * energies) : series.size() * cholesky(p);
            }
            return flops;
        }

        void explicit(ModelColumns columns, double computed) {
            double coefficients = coefficients(columns);
            long passes = passes(coefficients);
            explicitPasses += passes;
            explicitAtoms += Math.round(computed * passes * rows.trainAtoms());
            explicit += 2.0 * rows.train() * coefficients;
        }

        /** The rows are gone through once more; parity alone takes the test set only. */
        void residuals(ModelColumns columns, double computed, ResidualSettings settings) {
            double coefficients = settings.sums() ? FRONT_SHARE * coefficients(columns) : 0;
            long alone = settings.sums() || settings.parity().isEmpty() ? 0 : rows.atoms() - rows.trainAtoms();
            residualAtoms += Math.round(computed * (passes(coefficients) * rows.atoms() + alone));
            residuals += 2.0 * rows.all() * coefficients;
        }

        private long passes(double coefficients) {
            return (long) Math.ceil(coefficients * Double.BYTES / ResidualPass.COEFFICIENT_BYTES);
        }

        /** Those of all models of a descriptor variant together. */
        private double coefficients(ModelColumns columns) {
            double models =
                    (double) design.modelsOfOneShape() / design.descriptors().size();
            double coefficients = 0;
            for (int shape = 0; shape < design.shapes().size(); shape++) {
                coefficients += models * columns.count(shape);
            }
            return coefficients;
        }

        private int widest(ModelColumns columns, int[] shapes, boolean quadratic) {
            int widest = 0;
            for (int shape : shapes) {
                if (design.shapes().get(shape).quadratic() == quadratic) {
                    widest = Math.max(widest, columns.count(shape));
                }
            }
            return widest;
        }

        PlannedWork total() {
            return new PlannedWork(
                    atoms,
                    energyAtoms,
                    products,
                    shuffleBytes,
                    scoreFactors,
                    scores,
                    blockScores,
                    factorisations,
                    fallbacks,
                    errors,
                    explicitAtoms,
                    explicitPasses,
                    explicit,
                    residualAtoms,
                    residuals);
        }
    }

    static double cholesky(double p) {
        return p * p * p / 3;
    }

    static double minimumNorm(double p, double s) {
        return p * p * s + p * s * s - 5 * s * s * s / 3 + 4 * s * s * SEARCHED;
    }
}
