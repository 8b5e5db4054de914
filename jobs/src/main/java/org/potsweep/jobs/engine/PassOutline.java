package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TileGrid;
import org.potsweep.solver.TiledProduct;

/**
 * What the passes of one descriptor variant for the products of its rows come to, by the rules that the engine goes by:
 * the bucketings, the division into passes, the cut into chunks, and what travels as rows and what as products.
 *
 * @param passes times that rows are gone through
 * @param keptBytes rows that a process keeps between passes
 * @param keptShare the share of all rows that they are
 * @param configurations computations of the rows of a configuration, in all passes: in the first of all, later of those
 *     that are not kept
 * @param atoms of those configurations
 * @param flops n q^2 for n rows of q augmented columns, in every bucketing that takes them
 * @param shuffleBytes what tasks send each other: partial products, or rows, and then the finished tiles
 * @param accumulatorBytes the largest that a task holds outside of the Java heap: its sums, a panel of rows, and what the
 *     descriptors take for large configurations
 * @param heapBytes the largest that it holds on the heap: two blocks of rows, rows that are gathered, a tile on its way
 * @param tasks that solve: buckets of orderings
 */
public record PassOutline(
        int passes,
        long keptBytes,
        double keptShare,
        long configurations,
        long atoms,
        double flops,
        double shuffleBytes,
        long accumulatorBytes,
        long heapBytes,
        int tasks) {

    /**
     * Outlines the passes of a descriptor variant.
     *
     * @param atomsOf atoms of each configuration
     * @param unscored orderings that need no scores
     * @param scored orderings like those that will be drawn with scores
     */
    public static PassOutline of(
            FactorialDesign design,
            int descriptor,
            int[] atomsOf,
            Split split,
            List<Ordering> unscored,
            List<Ordering> scored,
            EngineSettings engine,
            ProcessMemory memory) {
        Count count = new Count(design, descriptor, atomsOf, engine, RowSources.roomBytes(design, engine, memory));
        Bucketings bucketings = new Bucketings(design, descriptor, split);
        List<Ordering> all = new ArrayList<>(unscored);
        all.addAll(scored);
        for (List<Bucketing> wanted : List.of(bucketings.unscored(unscored), bucketings.scored(all, unscored.size()))) {
            if (!wanted.isEmpty()) {
                SharedPass.Rows rows = SharedPass.Rows.of(count.rowsOf, atomsOf, split);
                for (SharedPass pass : SharedPass.of(wanted, count.layout, rows, engine, memory)) {
                    count.pass(pass, Chunks.cut(count.rowsOf, pass.members(split), pass.chunkRows()));
                }
            }
        }
        return count.outline();
    }

    /** Adds up. */
    private static final class Count {
        private final GramLayout layout;
        private final EngineSettings engine;
        private final int[] atomsOf;
        private final int[] rowsOf;
        private final long rowBytes;
        private final long widestConfiguration;
        private final long keptBytes;
        private final double keptShare;
        private int passes;
        private double configurations;
        private double atoms;
        private double flops;
        private double shuffle;
        private long accumulators;
        private long heap;
        private int tasks;

        Count(FactorialDesign design, int descriptor, int[] atomsOf, EngineSettings engine, long roomBytes) {
            this.layout = GramLayout.of(design, engine, true);
            this.engine = engine;
            this.atomsOf = atomsOf;
            this.rowsOf = IntStream.of(atomsOf).map(design::rowsOf).toArray();
            this.rowBytes = (long) (layout.first() + design.columns(descriptor).widest()) * Double.BYTES;
            this.widestConfiguration = IntStream.of(rowsOf).max().orElse(0) * rowBytes;
            long allBytes = IntStream.of(rowsOf).asLongStream().sum() * rowBytes;
            this.keptBytes = Math.min(roomBytes, allBytes);
            this.keptShare = (double) keptBytes / allBytes;
        }

        void pass(SharedPass pass, int[][] chunks) {
            double computed = passes++ == 0 ? 1 : 1 - keptShare;
            for (int[] chunk : chunks) {
                configurations += computed * chunk.length;
                atoms += computed
                        * IntStream.of(chunk).mapToLong(i -> atomsOf[i]).sum();
                chunk(pass, chunk);
            }
            for (Bucketing bucketing : pass.bucketings()) {
                shuffle += folded(bucketing) * Double.BYTES;
                tasks += bucketing.index() < 0 ? 0 : bucketing.buckets();
            }
        }

        /** The numbers of the finished tiles of all buckets. */
        private double folded(Bucketing bucketing) {
            TileGrid grid = layout.grid(bucketing.width());
            int[][] rows =
                    rowsByBucket(bucketing, IntStream.range(0, atomsOf.length).toArray());
            double numbers = 0;
            for (int bucket = 0; bucket < rows.length; bucket++) {
                boolean added = bucket > 0 && bucketing.cumulative() && !bucketing.isComplement(bucket);
                for (int kind = 0; kind < layout.kinds(); kind++) {
                    rows[bucket][kind] += added ? rows[bucket - 1][kind] : 0;
                    numbers += GramPart.numbers(grid, rows[bucket][kind]);
                }
            }
            return numbers;
        }

        private void chunk(SharedPass pass, int[] chunk) {
            long sums = 0;
            long ofLeader = 0; // one at a time
            long gathered = 0;
            long packing = 0;
            long onItsWay = 0;
            int widest = 0;
            for (Bucketing bucketing : pass.bucketings()) {
                TileGrid grid = layout.grid(bucketing.width());
                widest = Math.max(widest, grid.order());
                for (int[] rows : rowsByBucket(bucketing, chunk)) {
                    for (RowKind kind : RowKind.first(layout.kinds())) {
                        int n = rows[kind.ordinal()];
                        if (n == 0) {
                            continue;
                        }
                        flops += (double) n * grid.order() * grid.order();
                        shuffle += (double) GramPart.numbers(grid, n) * Double.BYTES;
                        boolean accumulated = kind == RowKind.FORCE && !GramPart.rowsAreSmaller(grid, n);
                        if (!accumulated) {
                            gathered += (long) n * grid.order() * Double.BYTES;
                            packing = Math.max(packing, packing(grid, n));
                        } else if (bucketing.index() == pass.leader().index()) {
                            ofLeader = TiledProduct.bytes(grid);
                        } else {
                            sums += TiledProduct.bytes(grid);
                        }
                        onItsWay = Math.max(onItsWay, tile(grid));
                    }
                }
            }
            long panel = NativeMatrix.bytes(widest, TiledProduct.PANEL);
            accumulators = Math.max(accumulators, ofLeader + sums + packing + panel + SnapRows.WORK_BYTES);
            heap = Math.max(heap, 2 * Math.max(engine.blockBytes(), widestConfiguration) + gathered + onItsWay);
        }

        /** What the product of gathered rows takes on its way: a tile, and the rows of its two sides. */
        private static long packing(TileGrid grid, int rows) {
            return GramPart.rowsAreSmaller(grid, rows)
                    ? 0
                    : NativeMatrix.bytes(grid.edge(), grid.edge()) + 2 * NativeMatrix.bytes(grid.edge(), rows);
        }

        /** The bytes of a tile as numbers, and again as what is sent. */
        private static long tile(TileGrid grid) {
            return 2L * grid.edge() * grid.edge() * Double.BYTES;
        }

        /** The rows of each kind that a chunk has of each bucket. */
        private int[][] rowsByBucket(Bucketing bucketing, int[] chunk) {
            int[][] rows = new int[bucketing.buckets()][layout.kinds()];
            for (int i : chunk) {
                int bucket = bucketing.bucketOf()[i];
                if (bucket != Ordering.NONE) {
                    rows[bucket][RowKind.ENERGY.ordinal()]++;
                    rows[bucket][RowKind.FORCE.ordinal()] += 3 * atomsOf[i];
                    if (layout.kinds() > RowKind.STRESS.ordinal()) {
                        rows[bucket][RowKind.STRESS.ordinal()] += rowsOf[i] - 1 - 3 * atomsOf[i];
                    }
                }
            }
            return rows;
        }

        PassOutline outline() {
            return new PassOutline(
                    passes,
                    keptBytes,
                    keptShare,
                    Math.round(configurations),
                    Math.round(atoms),
                    flops,
                    shuffle,
                    accumulators,
                    heap,
                    tasks);
        }
    }
}
