package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.potsweep.solver.TileGrid;
import scala.Tuple2;

/**
 * Folds the sorted contributions to one tile: a finished tile for each bucket, prefix sums where the bucketing is
 * cumulative. Rows stay rows while those of a sum are fewer numbers than their product. A complement without
 * configurations becomes a tile of zeros.
 */
final class TileFold implements Iterator<Tuple2<BucketKey, FoldedTile>> {
    private final Iterator<Tuple2<GramKey, GramPart>> parts;
    private final GramKey first;
    private final Bucketing bucketing;
    private final TileGrid grid;

    /** Rows whose product is not in {@link #sum} yet. */
    private final List<GramPart> gathered = new ArrayList<>();

    /** The tile's entries but for the gathered rows; null while these are all there is. */
    private double[] sum;

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
            gathered.clear();
            sum = null;
        }
        while (next != null && next._1().bucket() == bucket) {
            add(next._2());
            advance();
        }
        BucketKey key = new BucketKey(bucketing.index(), bucket++);
        FoldedTile folded = new FoldedTile(first.kind(), first.tile(), folded());
        if (!hasNext() && next != null) {
            throw new IllegalStateException(next._1() + " is in a partition of " + first);
        }
        return new Tuple2<>(key, folded);
    }

    private void add(GramPart part) {
        if (part.rows() == 0) {
            addProduct(part.left());
            return;
        }
        gathered.add(part);
        if (!GramPart.rowsAreSmaller(
                grid, gathered.stream().mapToInt(GramPart::rows).sum())) {
            multiply();
        }
    }

    private GramPart folded() {
        if (sum == null && !gathered.isEmpty()) {
            return GramPart.ofRows(gathered);
        }
        multiply();
        return GramPart.ofProduct(sum == null ? new double[grid.entries(first.tile())] : sum.clone());
    }

    /** Adds the product of the gathered rows. */
    private void multiply() {
        if (!gathered.isEmpty()) {
            addProduct(GramPart.ofRows(gathered).product(grid, first.tile()));
            gathered.clear();
        }
    }

    private void addProduct(double[] entries) {
        if (sum == null) {
            sum = new double[grid.entries(first.tile())];
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += entries[i];
        }
    }
}
