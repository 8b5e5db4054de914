package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TileGrid;
import org.potsweep.solver.TiledProduct;
import scala.Tuple2;

/**
 * The partial products of one chunk. Its rows come block by block; what is to be multiplied is added up at once, few rows
 * are gathered instead: they travel as rows where that is less than their product. A sum takes memory from its first row
 * until it is sent, which is as soon as it has its last: of the buckets that chunks follow there is one at a time.
 */
final class ChunkProducts implements Iterator<Tuple2<GramKey, GramPart>>, AutoCloseable {
    private final GramPass.Input input;
    private final GramLayout layout;
    private final Iterator<RowBlock> blocks;
    private final int chunk;

    /** What is not complete yet. */
    private final List<Target> targets;

    /** Rows that wait to be multiplied, as columns: all of one target. */
    private final NativeMatrix panel;

    private int waiting;

    /** Whose rows wait; or null. */
    private Target waitingOf;

    private RowBlock block;

    /** The target that takes the block next. */
    private int at;

    /** What is being sent: a target that is complete, and its next tile; or null. */
    private Target sent;

    private int tile;

    /**
     * The contributions of a chunk to every bucketing.
     *
     * @param blocks the chunk's blocks, at least one
     */
    ChunkProducts(GramPass.Input input, GramLayout layout, Iterator<RowBlock> blocks) {
        this.input = input;
        this.layout = layout;
        this.blocks = blocks;
        this.block = blocks.next();
        this.chunk = block.chunk();
        this.targets = targets(input.chunks()[chunk]);
        int widest =
                targets.stream().mapToInt(target -> target.grid.order()).max().orElse(0);
        this.panel = new NativeMatrix(widest, TiledProduct.PANEL);
    }

    @Override
    public boolean hasNext() {
        try {
            while (sent == null || tile == sent.grid.tiles()) {
                if (!advance()) {
                    close();
                    return false;
                }
            }
            return true;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Gives a target the block; false if every target has had every block. */
    private boolean advance() {
        if (sent != null) {
            sent.close();
            sent = null;
        }
        if (at == targets.size()) {
            if (!blocks.hasNext()) {
                if (!targets.isEmpty()) {
                    throw new IllegalStateException("rows of chunk " + chunk + " are missing");
                }
                return false;
            }
            block = blocks.next();
            at = 0;
            return true;
        }
        Target target = targets.get(at);
        target.add();
        if (target.filled < target.rows) {
            at++;
        } else {
            sent = targets.remove(at);
            tile = 0;
        }
        return true;
    }

    @Override
    public Tuple2<GramKey, GramPart> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        GramKey key = new GramKey(sent.position, sent.kind.ordinal(), tile, sent.bucket, chunk);
        return new Tuple2<>(key, sent.part(tile++));
    }

    @Override
    public void close() {
        panel.close();
        targets.forEach(Target::close);
        if (sent != null) {
            sent.close();
        }
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
                    int count = rows(kind, rows);
                    if (count > 0) {
                        targets.add(new Target(b, bucket, kind, count));
                    }
                }
            }
        }
        return targets;
    }

    private void multiplyWaiting() {
        if (waiting > 0) {
            waitingOf.product.add(panel, waiting);
            waiting = 0;
        }
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
        private double[][] gathered;

        /** Their product; or null. */
        private TiledProduct product;

        private int filled;

        Target(int position, int bucket, RowKind kind, int rows) {
            this.position = position;
            this.bucket = bucket;
            this.kind = kind;
            this.rows = rows;
            this.bucketing = input.bucketings().get(position);
            this.grid = layout.grid(bucketing.width());
        }

        private void allocate() {
            if (kind == RowKind.FORCE && !GramPart.rowsAreSmaller(grid, rows)) {
                product = new TiledProduct(grid);
                return;
            }
            gathered = new double[grid.along()][];
            for (int range = 0; range < gathered.length; range++) {
                gathered[range] = new double[Math.multiplyExact(rows, grid.length(range))];
            }
        }

        /** Adds the rows that it has in the block. */
        void add() {
            for (int c = 0; c < block.configurations(); c++) {
                int config = block.configIndices()[c];
                if (bucketing.bucketOf()[config] != bucket) {
                    continue;
                }
                if (filled == 0) {
                    allocate();
                }
                int row = block.first(c, kind);
                int end = row + block.rows(c, kind);
                if (product == null) {
                    gather(row, end, weight(config));
                } else {
                    multiply(row, end, weight(config));
                }
                filled += end - row;
            }
            if (filled == rows && waitingOf == this) {
                multiplyWaiting();
            }
        }

        /** Puts rows into the panel, which is multiplied when it is full. */
        private void multiply(int from, int end, double weight) {
            if (waitingOf != this) {
                multiplyWaiting();
                waitingOf = this;
            }
            for (int row = from; row < end; ) {
                int taken = Math.min(end - row, TiledProduct.PANEL - waiting);
                block.write(row, taken, bucketing.columns(), layout.first(), weight, grid.order(), panel, waiting);
                row += taken;
                waiting += taken;
                if (waiting == TiledProduct.PANEL) {
                    multiplyWaiting();
                }
            }
        }

        private double weight(int config) {
            return input.weights() == null || bucketing.index() == Bucketing.TEST
                    ? 1
                    : input.weights()[config][kind.ordinal()];
        }

        private void gather(int from, int end, double weight) {
            RowBlock.Reader reader = block.reader(bucketing.columns(), layout.first(), grid.order());
            for (int r = from; r < end; r++) {
                double[] row = reader.read(r, weight);
                for (int range = 0; range < gathered.length; range++) {
                    int length = grid.length(range);
                    System.arraycopy(row, grid.start(range), gathered[range], (filled + r - from) * length, length);
                }
            }
        }

        /** What it contributes to a tile. */
        GramPart part(int tile) {
            if (product != null) {
                return GramPart.ofProduct(product.read(tile));
            }
            GramPart rowPart = rowPart(tile);
            return GramPart.rowsAreSmaller(grid, rows) ? rowPart : GramPart.ofProduct(rowPart.product(grid, tile));
        }

        private GramPart rowPart(int tile) {
            double[] right = grid.diagonal(tile) ? new double[0] : gathered[grid.tileColumn(tile)];
            return new GramPart(rows, gathered[grid.tileRow(tile)], right);
        }

        @Override
        public void close() {
            if (product != null) {
                product.close();
            }
        }
    }
}
