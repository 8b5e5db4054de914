package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.solver.NormalEquations;
import scala.Tuple2;

/** A task of solves: puts the products of one bucket together and fits the cells that belong to it. */
final class SubsetTask {
    private final FactorialDesign design;
    private final int descriptor;
    private final ModelColumns columns;
    private final GramLayout layout;
    private final List<Ordering> orderings;
    private final Map<Integer, Bucketing> bucketings;
    private final SplitProducts split;
    private final CellSolver solver;

    /** @param bucketings by index */
    SubsetTask(
            FactorialDesign design,
            int descriptor,
            GramLayout layout,
            List<Ordering> orderings,
            Map<Integer, Bucketing> bucketings,
            SplitProducts split,
            CellSolver solver) {
        this.design = design;
        this.descriptor = descriptor;
        this.columns = design.columns(descriptor);
        this.layout = layout;
        this.orderings = orderings;
        this.bucketings = bucketings;
        this.split = split;
        this.solver = solver;
    }

    /**
     * @param tiles the finished tiles of one bucket, at least one
     * @param limit bytes that such tasks may take in one process, all together
     */
    List<SolvedCell> solve(Iterator<Tuple2<BucketKey, FoldedTile>> tiles, long limit) throws InterruptedException {
        Tuple2<BucketKey, FoldedTile> head = tiles.next();
        Bucketing bucketing = bucketings.get(head._1().bucketing());
        if (bucketing.index() < 0) {
            return List.of();
        }
        int bucket = head._1().bucket();
        boolean fold = orderings.get(bucketing.index()).strategy() == Strategy.K_FOLD;
        int index = fold ? bucketing.index() + bucket : bucketing.index();
        int size = fold ? 0 : bucket;
        Ordering ordering = orderings.get(index);
        if (size >= ordering.sizes().length || !solver.concerns(index, size)) {
            return List.of();
        }
        int[] shapes = IntStream.concat(
                        IntStream.of(design.served(ordering, false)), IntStream.of(design.served(ordering, true)))
                .toArray();
        long bytes = SolveMemory.task(design, descriptor, shapes, fold);
        SolveTurns.take(bytes, limit);
        try {
            return solve(index, size, bucketing, fold, head, tiles);
        } finally {
            SolveTurns.give(bytes);
        }
    }

    private List<SolvedCell> solve(
            int index,
            int size,
            Bucketing bucketing,
            boolean fold,
            Tuple2<BucketKey, FoldedTile> head,
            Iterator<Tuple2<BucketKey, FoldedTile>> tiles) {
        Iterator<FoldedTile> all =
                new FlatIterator<>(List.of(List.of(head).iterator(), tiles).iterator(), Tiles::new);
        List<SolvedCell> cells = new ArrayList<>();
        try (NormalEquations products = products(bucketing, head._1().bucket(), all)) {
            for (boolean quadratic : new boolean[] {false, true}) {
                int[] shapes = design.served(orderings.get(index), quadratic);
                if (shapes.length > 0) {
                    cells.addAll(solve(index, size, shapes, quadratic, bucketing, products, fold));
                }
            }
        }
        return cells;
    }

    private NormalEquations products(Bucketing bucketing, int bucket, Iterator<FoldedTile> tiles) {
        NormalEquations products = GramPass.assemble(bucketing.width(), layout, tiles);
        if (!bucketing.isComplement(bucket)) {
            return products;
        }
        try (products) {
            return split.train(bucketing.columns() == null ? null : columns.selection(false))
                    .without(products);
        }
    }

    /** The cells of one form. */
    private List<SolvedCell> solve(
            int index,
            int size,
            int[] shapes,
            boolean quadratic,
            Bucketing bucketing,
            NormalEquations products,
            boolean fold) {
        int[] selection = columns.selection(quadratic);
        boolean chosen = selection == null || bucketing.columns() != null;
        NormalEquations own = chosen ? products : products.select(Arrays.copyOf(selection, columns.width(shapes)));
        try {
            if (!fold) {
                return solver.solve(
                        index, size, shapes, new SubsetEquations(own, split.train(selection), split.test(selection)));
            }
            try (NormalEquations others = split.train(selection).without(own)) {
                return solver.solve(index, size, shapes, new SubsetEquations(others, others, own));
            }
        } finally {
            if (!chosen) {
                own.close();
            }
        }
    }

    private record Tiles(Iterator<Tuple2<BucketKey, FoldedTile>> entries) implements Iterator<FoldedTile> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public FoldedTile next() {
            return entries.next()._2();
        }
    }
}
