package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TileGrid;
import scala.Tuple2;

/**
 * Folds the sorted contributions to one tile: a finished tile for each bucket, prefix sums where the bucketing is
 * cumulative. Rows stay rows while those of a sum are fewer numbers than their product. A complement without
 * configurations becomes a tile of zeros.
 */
final class TileFold implements Iterator<Tuple2<BucketKey, FoldedTile>>, AutoCloseable {
    private final Iterator<Tuple2<GramKey, GramPart>> parts;
    private final GramKey first;
    private final Bucketing bucketing;
    private final TileGrid grid;

    /** Rows whose product is not in {@link #sum} yet. */
    private final List<GramPart> gathered = new ArrayList<>();

    /** Null until there is something to add up. */
    private NativeMatrix sum;

    /** Whether the tile is {@link #sum}; if not, it is the product of the gathered rows. */
    private boolean multiplied;

    private Tuple2<GramKey, GramPart> next;
    private int bucket;

    /** @param parts in order, at least one */
    TileFold(Iterator<Tuple2<GramKey, GramPart>> parts, List<Bucketing> bucketings, GramLayout layout) {
        this.parts = parts;
        this.next = parts.next();
        this.first = next._1();
        this.bucketing = bucketings.get(first.bucketing());
        this.grid = layout.grid(bucketing.width());
    }

    private void advance() {
        next = parts.hasNext() ? parts.next() : null;
    }

    @Override
    public boolean hasNext() {
        return bucket < bucketing.buckets();
    }

    @Override
    public Tuple2<BucketKey, FoldedTile> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (bucket > 0 && (!bucketing.cumulative() || bucketing.isComplement(bucket))) {
            clear();
        }
        while (next != null && next._1().bucket() == bucket) {
            add(next._2());
            advance();
        }
        BucketKey key = new BucketKey(bucketing.index(), bucket++);
        FoldedTile folded = new FoldedTile(first.kind(), first.tile(), folded());
        if (!hasNext()) {
            close();
            if (next != null) {
                throw new IllegalStateException(next._1() + " is in a partition of " + first);
            }
        }
        return new Tuple2<>(key, folded);
    }

    @Override
    public void close() {
        if (sum != null) {
            sum.close();
        }
    }

    private void clear() {
        gathered.clear();
        if (multiplied) {
            sum.zero();
            multiplied = false;
        }
    }

    private void add(GramPart part) {
        gathered.add(part);
        if (!multiplied && part.rows() > 0 && GramPart.rowsAreSmaller(grid, rows())) {
            return;
        }
        if (sum == null) {
            sum = grid.matrix(first.tile());
        }
        multiplied = true;
        for (GramPart waiting : gathered) {
            if (waiting.rows() == 0) {
                addProduct(waiting.left());
            } else {
                waiting.addTo(sum);
            }
        }
        gathered.clear();
    }

    private int rows() {
        return gathered.stream().mapToInt(GramPart::rows).sum();
    }

    private GramPart folded() {
        if (multiplied) {
            return GramPart.ofProduct(grid.read(first.tile(), sum, 0, 0));
        }
        return gathered.isEmpty()
                ? GramPart.ofProduct(new double[grid.entries(first.tile())])
                : GramPart.ofRows(gathered);
    }

    private void addProduct(double[] entries) {
        int rows = sum.rows();
        double[] column = new double[rows];
        int at = 0;
        for (int j = 0; j < sum.columns(); j++) {
            int from = grid.diagonal(first.tile()) ? j : 0;
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
