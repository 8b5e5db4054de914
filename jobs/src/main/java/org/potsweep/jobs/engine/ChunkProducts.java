package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TileGrid;
import org.potsweep.solver.TiledProduct;
import scala.Tuple2;

/**
 * The partial products of one chunk. Its rows come block by block; what is to be multiplied is added up at once, few rows
 * are gathered instead: they travel as rows where that is less than their product. The memory that this takes beside a
 * block is an accumulator for every bucket whose force rows are many, and one panel of rows.
 */
final class ChunkProducts {
    /** Rows that are multiplied at once: enough for dsyrk's full speed. */
    static final int PANEL_ROWS = 512;

    private final GramPass.Input input;
    private final GramLayout layout;

    ChunkProducts(GramPass.Input input, GramLayout layout) {
        this.input = input;
        this.layout = layout;
    }

    /**
     * Adds up a chunk.
     *
     * @param blocks the chunk's blocks, at least one
     * @return its contributions to every bucketing; taking one gives its memory back
     */
    Iterator<Tuple2<GramKey, GramPart>> parts(Iterator<RowBlock> blocks) {
        RowBlock block = blocks.next();
        int chunk = block.chunk();
        List<Target> targets = targets(input.chunks()[chunk]);
        int widest =
                targets.stream().mapToInt(target -> target.grid.order()).max().orElse(0);
        try (NativeMatrix panel = new NativeMatrix(widest, PANEL_ROWS)) {
            while (true) {
                for (Target target : targets) {
                    target.add(block, panel);
                }
                if (!blocks.hasNext()) {
                    break;
                }
                block = blocks.next();
            }
        } catch (RuntimeException | Error e) {
            targets.forEach(Target::close);
            throw e;
        }
        return new FlatIterator<>(
                targets.iterator(), target -> target.parts(chunk).iterator());
    }

    private List<Target> targets(int[] members) {
        List<Target> targets = new ArrayList<>();
        for (int b = 0; b < input.bucketings().size(); b++) {
            Bucketing bucketing = input.bucketings().get(b);
            for (int bucket = 0; bucket < bucketing.buckets(); bucket++) {
                int wanted = bucket;
                int[] rows = IntStream.of(members)
                        .filter(i -> bucketing.bucketOf()[i] == wanted)
                        .map(i -> input.rowsOf()[i])
                        .toArray();
                for (RowKind kind : RowKind.first(rows.length == 0 ? 0 : layout.kinds())) {
                    targets.add(new Target(b, bucket, kind, rows(kind, rows)));
                }
            }
        }
        return targets;
    }

    private int rows(RowKind kind, int[] rows) {
        int stress = layout.kinds() > RowKind.STRESS.ordinal() ? 6 : 0;
        return switch (kind) {
            case ENERGY -> rows.length;
            case FORCE -> IntStream.of(rows).sum() - rows.length * (1 + stress);
            case STRESS -> rows.length * stress;
        };
    }

    /** The rows of one kind of the chunk's members of one bucket. */
    private final class Target implements AutoCloseable {
        private final int position;
        private final int bucket;
        private final RowKind kind;
        private final int rows;
        private final TileGrid grid;
        private final Bucketing bucketing;

        /** The gathered rows, for each tile row of the grid its columns; or null. */
        private final double[][] gathered;

        /** Their product; or null. */
        private final TiledProduct product;

        private int filled;

        Target(int position, int bucket, RowKind kind, int rows) {
            this.position = position;
            this.bucket = bucket;
            this.kind = kind;
            this.rows = rows;
            this.bucketing = input.bucketings().get(position);
            this.grid = layout.grid(bucketing.width());
            if (kind == RowKind.FORCE && !GramPart.rowsAreSmaller(grid, rows)) {
                gathered = null;
                product = new TiledProduct(grid);
            } else {
                gathered = new double[grid.along()][];
                for (int range = 0; range < gathered.length; range++) {
                    gathered[range] = new double[Math.multiplyExact(rows, grid.length(range))];
                }
                product = null;
            }
        }

        /** @param panel work space for rows, as columns */
        void add(RowBlock block, NativeMatrix panel) {
            int waiting = 0;
            for (int c = 0; c < block.configurations(); c++) {
                int config = block.configIndices()[c];
                if (bucketing.bucketOf()[config] != bucket) {
                    continue;
                }
                int row = block.first(c, kind);
                int end = row + block.rows(c, kind);
                if (product == null) {
                    gather(block, row, end, weight(config));
                    continue;
                }
                while (row < end) {
                    int taken = Math.min(end - row, PANEL_ROWS - waiting);
                    block.write(
                            row,
                            taken,
                            bucketing.columns(),
                            layout.first(),
                            weight(config),
                            grid.order(),
                            panel,
                            waiting);
                    row += taken;
                    waiting += taken;
                    if (waiting == PANEL_ROWS) {
                        product.add(panel, waiting);
                        waiting = 0;
                    }
                }
            }
            if (waiting > 0) {
                product.add(panel, waiting);
            }
        }

        private double weight(int config) {
            return input.weights() == null || bucketing.index() == Bucketing.TEST
                    ? 1
                    : input.weights()[config][kind.ordinal()];
        }

        private void gather(RowBlock block, int from, int end, double weight) {
            double[] row = new double[grid.order()];
            for (int r = from; r < end; r++, filled++) {
                block.copy(r, bucketing.columns(), layout.first(), weight, row);
                for (int range = 0; range < gathered.length; range++) {
                    int length = grid.length(range);
                    System.arraycopy(row, grid.start(range), gathered[range], filled * length, length);
                }
            }
        }

        List<Tuple2<GramKey, GramPart>> parts(int chunk) {
            List<Tuple2<GramKey, GramPart>> parts = new ArrayList<>();
            if (rows > 0) {
                boolean asRows = product == null && GramPart.rowsAreSmaller(grid, rows);
                for (int tile = 0; tile < grid.tiles(); tile++) {
                    GramKey key = new GramKey(position, kind.ordinal(), tile, bucket, chunk);
                    parts.add(
                            new Tuple2<>(key, asRows ? rowPart(tile) : new GramPart(0, entries(tile), new double[0])));
                }
            }
            close();
            return parts;
        }

        private GramPart rowPart(int tile) {
            double[] right = grid.diagonal(tile) ? new double[0] : gathered[grid.tileColumn(tile)];
            return new GramPart(rows, gathered[grid.tileRow(tile)], right);
        }

        private double[] entries(int tile) {
            if (product != null) {
                return product.read(tile);
            }
            try (NativeMatrix sum = grid.matrix(tile)) {
                rowPart(tile).addTo(sum);
                return grid.read(tile, sum, 0, 0);
            }
        }

        @Override
        public void close() {
            if (product != null) {
                product.close();
            }
        }
    }
}
