package org.potsweep.jobs.engine;

import java.util.Comparator;

/**
 * Where a partial product belongs, and its turn: partial products of one (bucketing, kind, tile) are folded by bucket
 * and, inside a bucket, by chunk.
 *
 * @param bucketing position of the bucketing in its pass
 */
record GramKey(int bucketing, int kind, int tile, int bucket, int chunk) implements Comparable<GramKey> {
    private static final Comparator<GramKey> ORDER = Comparator.comparingInt(GramKey::bucketing)
            .thenComparingInt(GramKey::kind)
            .thenComparingInt(GramKey::tile)
            .thenComparingInt(GramKey::bucket)
            .thenComparingInt(GramKey::chunk);

    @Override
    public int compareTo(GramKey other) {
        return ORDER.compare(this, other);
    }
}
