package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;
import scala.Tuple2;

/**
 * The partial products of one chunk, a tile at a time. The memory that it takes beside the chunk's rows is one product
 * of the widest bucketing and one panel of rows.
 */
final class ChunkProducts {
    /** Rows that are multiplied at once: enough for dsyrk's full speed. */
    private static final int PANEL_ROWS = 512;

    private final RowBlock block;
    private final int first;
    private final int tileColumns;

    /**
     * @param first 1 + L: the augmented columns before the descriptors
     * @param tileColumns edge of a tile
     */
    ChunkProducts(RowBlock block, int first, int tileColumns) {
        this.block = block;
        this.first = first;
        this.tileColumns = tileColumns;
    }

    /** What to multiply: the rows of one kind of the block's members of one bucket. */
    private record Target(Bucketing bucketing, int bucket, RowKind kind, int[] members) {}

    /** The contributions to every bucketing, computed as the iterator asks for them. */
    Iterator<Tuple2<GramKey, GramPart>> parts(List<Bucketing> bucketings) {
        List<Target> targets = new ArrayList<>();
        for (Bucketing bucketing : bucketings) {
            for (int bucket = 0; bucket < bucketing.buckets(); bucket++) {
                int[] members = members(bucketing, bucket);
                for (RowKind kind : RowKind.values()) {
                    if (members.length > 0) {
                        targets.add(new Target(bucketing, bucket, kind, members));
                    }
                }
            }
        }
        return new FlatIterator<>(targets.iterator(), target -> partsOf(target).iterator());
    }

    private int[] members(Bucketing bucketing, int bucket) {
        return IntStream.range(0, block.configurations())
                .filter(c -> bucketing.bucketOf()[block.configIndices()[c]] == bucket)
                .toArray();
    }

    private List<Tuple2<GramKey, GramPart>> partsOf(Target target) {
        TileGrid grid = new TileGrid(first + target.bucketing().width(), tileColumns);
        int[] members = target.members();
        RowKind kind = target.kind();
        int rows = IntStream.of(members).map(c -> block.rows(c, kind)).sum();
        GramPart[] parts =
                rowsAreSmaller(grid, rows) ? rowParts(grid, members, kind, rows) : products(grid, members, kind);
        List<Tuple2<GramKey, GramPart>> keyed = new ArrayList<>();
        for (int tile = 0; tile < parts.length; tile++) {
            GramKey key = new GramKey(target.bucketing().index(), kind.ordinal(), tile, target.bucket(), block.chunk());
            keyed.add(new Tuple2<>(key, parts[tile]));
        }
        return keyed;
    }

    /** Rows travel in place of their product where they are at most half as many numbers. */
    private static boolean rowsAreSmaller(TileGrid grid, int rows) {
        long product = 0;
        long factors = 0;
        for (int tile = 0; tile < grid.tiles(); tile++) {
            product += grid.entries(tile);
            factors += (long) rows
                    * (grid.length(grid.tileRow(tile))
                            + (grid.diagonal(tile) ? 0 : grid.length(grid.tileColumn(tile))));
        }
        return 2 * factors <= product;
    }

    private GramPart[] rowParts(TileGrid grid, int[] members, RowKind kind, int rows) {
        GramPart[] parts = new GramPart[grid.tiles()];
        for (int tile = 0; tile < parts.length; tile++) {
            double[] left = slice(grid, grid.tileRow(tile), members, kind, rows);
            double[] right =
                    grid.diagonal(tile) ? new double[0] : slice(grid, grid.tileColumn(tile), members, kind, rows);
            parts[tile] = new GramPart(rows, left, right);
        }
        return parts;
    }

    private double[] slice(TileGrid grid, int range, int[] members, RowKind kind, int rows) {
        int length = grid.length(range);
        double[] slice = new double[Math.multiplyExact(rows, length)];
        int at = 0;
        for (int c : members) {
            int offset = block.offset(c, kind) + grid.start(range);
            for (int row = 0; row < block.rows(c, kind); row++) {
                System.arraycopy(block.values(), offset + row * block.stride(), slice, at, length);
                at += length;
            }
        }
        return slice;
    }

    private GramPart[] products(TileGrid grid, int[] members, RowKind kind) {
        int order = grid.order();
        try (NativeMatrix product = new NativeMatrix(order, order);
                NativeMatrix panel = new NativeMatrix(order, PANEL_ROWS)) {
            int filled = 0;
            for (int c : members) {
                int offset = block.offset(c, kind);
                for (int row = 0; row < block.rows(c, kind); row++) {
                    panel.write(0, filled++, block.values(), offset + row * block.stride(), order);
                    if (filled == PANEL_ROWS) {
                        Blas.addOuterProduct(order, filled, panel, product);
                        filled = 0;
                    }
                }
            }
            Blas.addOuterProduct(order, filled, panel, product);
            GramPart[] parts = new GramPart[grid.tiles()];
            for (int tile = 0; tile < parts.length; tile++) {
                int row = grid.start(grid.tileRow(tile));
                int column = grid.start(grid.tileColumn(tile));
                parts[tile] = new GramPart(0, grid.read(tile, product, row, column), new double[0]);
            }
            return parts;
        }
    }
}
