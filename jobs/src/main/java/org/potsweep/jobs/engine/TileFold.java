package org.potsweep.jobs.engine;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TileGrid;
import scala.Tuple2;

/**
 * Folds the sorted contributions of a partition into finished tiles: one for each bucket, prefix sums where the
 * bucketing is cumulative. A complement without configurations becomes a tile of zeros. Holds one tile at a time.
 */
final class TileFold implements Iterator<Tuple2<BucketKey, FoldedTile>> {
    private final Iterator<Tuple2<GramKey, GramPart>> parts;
    private final List<Bucketing> bucketings;
    private final GramLayout layout;
    private Tuple2<GramKey, GramPart> next;
    private GramKey current;
    private NativeMatrix sum;

    TileFold(Iterator<Tuple2<GramKey, GramPart>> parts, List<Bucketing> bucketings, GramLayout layout) {
        this.parts = parts;
        this.bucketings = bucketings;
        this.layout = layout;
        advance();
    }

    private void advance() {
        next = parts.hasNext() ? parts.next() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null || lacksComplement();
    }

    /** Whether the tile at hand still lacks its last bucket because no configuration is in it. */
    private boolean lacksComplement() {
        if (current == null || (next != null && next._1().sameTile(current))) {
            return false;
        }
        Bucketing bucketing = bucketings.get(current.bucketing());
        return bucketing.complement() && !bucketing.isComplement(current.bucket());
    }

    @Override
    public Tuple2<BucketKey, FoldedTile> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        GramKey key = lacksComplement()
                ? new GramKey(
                        current.bucketing(),
                        current.kind(),
                        current.tile(),
                        bucketings.get(current.bucketing()).buckets() - 1,
                        0)
                : next._1();
        Bucketing bucketing = bucketings.get(key.bucketing());
        TileGrid grid = layout.grid(bucketing.width());
        if (!key.sameTile(current)) {
            release();
            sum = grid.matrix(key.tile());
        } else if (!bucketing.cumulative() || bucketing.isComplement(key.bucket())) {
            sum.zero();
        }
        current = key;
        while (next != null && next._1().sameTile(key) && next._1().bucket() == key.bucket()) {
            add(grid, key.tile(), next._2());
            advance();
        }
        FoldedTile folded = new FoldedTile(key.kind(), key.tile(), grid.read(key.tile(), sum, 0, 0));
        if (!hasNext()) {
            release();
        }
        return new Tuple2<>(new BucketKey(bucketing.index(), key.bucket()), folded);
    }

    private void release() {
        if (sum != null) {
            sum.close();
            sum = null;
        }
    }

    private void add(TileGrid grid, int tile, GramPart part) {
        if (part.rows() == 0) {
            addProduct(grid, tile, part.left());
            return;
        }
        part.addTo(sum);
    }

    private void addProduct(TileGrid grid, int tile, double[] entries) {
        int rows = sum.rows();
        double[] column = new double[rows];
        int at = 0;
        for (int j = 0; j < sum.columns(); j++) {
            int from = grid.diagonal(tile) ? j : 0;
            int length = rows - from;
            sum.read(from, j, column, 0, length);
            for (int i = 0; i < length; i++) {
                column[i] += entries[at + i];
            }
            sum.write(from, j, column, 0, length);
            at += length;
        }
    }
}
