package org.potsweep.jobs.engine;

import java.util.stream.IntStream;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TileGrid;
import org.potsweep.solver.TiledProduct;

/**
 * What solves take outside of the Java heap, in bytes. Products of each row kind are kept as squares.
 *
 * <p>Beside the products of its subset a task holds, for the models of one form at a time, the factor of the largest and,
 * should they all be solved at a numerical rank, two squares for each of the smaller ones, of which up to half of the
 * singular values may be omitted. The rank of the largest may be anything up to its order, where the decomposition takes
 * four squares at its peak, if many singular values are to be omitted: a factor of the matrix, the eigenvectors, and
 * LAPACK's work space of two. A factorisation that serves several weights takes less: beside itself a square and a half,
 * and half a square for each of the model sizes. Scores at a numerical rank take as much as solves: two squares for the
 * factor, two for the root of its inverse.
 */
public final class SolveMemory {
    private static final int FALLBACK_SQUARES = 4;

    private SolveMemory() {}

    /** The products of one set of rows, {@code order} being that of the augmented products. */
    public static long products(FactorialDesign design, int order) {
        return products(design.kinds(), order);
    }

    /** The products of one set of rows of so many kinds. */
    public static long products(int kinds, int order) {
        return kinds * square(order);
    }

    /** A factor, and what a decomposition at a numerical rank adds at its peak. */
    public static long factoring(int columns) {
        return (1 + FALLBACK_SQUARES) * square(columns);
    }

    /**
     * A task that multiplies rows into one product of each kind: sums of force rows, a panel of rows, and what the
     * descriptors take for large configurations. Energy rows are few, and are gathered instead.
     */
    public static long multiplying(int kinds, int order, EngineSettings engine) {
        return (kinds - 1) * TiledProduct.bytes(TileGrid.even(order, engine.tileColumns()))
                + NativeMatrix.bytes(order, TiledProduct.PANEL)
                + SnapRows.WORK_BYTES;
    }

    /**
     * The most that a task's sums of the orderings take which share a pass with others, beside those of the pass's leader: as
     * if all of them shared one, but those that always lead.
     */
    static long accumulators(FactorialDesign design, int descriptor, EngineSettings engine) {
        ModelColumns columns = design.columns(descriptor);
        long sums = 0;
        for (FactorialDesign.OrderingKind kind : design.orderingKinds()) {
            boolean folds = kind.strategy() == Strategy.K_FOLD;
            int[] quadratic = ofForm(design, kind.shapes(), true);
            int[] served = quadratic.length > 0 ? quadratic : ofForm(design, kind.shapes(), false);
            int order = order(design, folds ? columns.widest() : columns.width(served));
            long product = TiledProduct.bytes(TileGrid.even(order, engine.tileColumns()));
            long subsets = design.subsetsOf(kind.strategy()) * product;
            if (folds) {
                sums += kind.count() * product;
            } else if (subsets <= SharedPass.MUCH) {
                sums += kind.count() * (subsets + product); // perhaps with a bucket for the rest of the training set
            }
        }
        return sums;
    }

    /** The products of the training and of the test set, which every process holds. */
    public static long process(FactorialDesign design, int descriptor) {
        return 2 * products(design, order(design, design.columns(descriptor).widest()));
    }

    /** The largest task that solves. */
    public static long task(FactorialDesign design, int descriptor) {
        return design.orderingKinds().stream()
                .mapToLong(kind -> task(design, descriptor, kind.shapes(), kind.strategy() == Strategy.K_FOLD))
                .max()
                .orElse(0);
    }

    /**
     * A task that solves for the subsets of an ordering.
     *
     * @param shapes indices of the model sizes that the ordering serves
     * @param fold whether the subset is the training set without a part, which takes as many products again
     */
    static long task(FactorialDesign design, int descriptor, int[] shapes, boolean fold) {
        ModelColumns columns = design.columns(descriptor);
        int[] linear = ofForm(design, shapes, false);
        int[] quadratic = ofForm(design, shapes, true);
        int width = fold ? columns.widest() : columns.width(quadratic.length > 0 ? quadratic : linear);
        long products = (fold ? 2 : 1) * products(design, order(design, width));
        long solves = 0;
        for (int[] form : new int[][] {linear, quadratic}) {
            if (form.length > 0) {
                int widest = columns.width(form);
                long factors = 2
                                * IntStream.of(form)
                                        .mapToLong(s -> square(columns.count(s)))
                                        .sum()
                        - square(widest);
                long chosen = widest == width ? 0 : products(design, order(design, widest));
                solves = Math.max(solves, chosen + factors + FALLBACK_SQUARES * square(widest));
            }
        }
        return products + solves;
    }

    private static int[] ofForm(FactorialDesign design, int[] shapes, boolean quadratic) {
        return IntStream.of(shapes)
                .filter(shape -> design.shapes().get(shape).quadratic() == quadratic)
                .toArray();
    }

    private static int order(FactorialDesign design, int columns) {
        return 1 + design.levels().size() + columns;
    }

    private static long square(int order) {
        return NativeMatrix.bytes(order, order);
    }
}
