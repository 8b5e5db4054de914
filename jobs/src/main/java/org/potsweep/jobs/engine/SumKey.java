package org.potsweep.jobs.engine;

import java.util.Comparator;
import org.apache.spark.Partitioner;

/** A chunk's partial sums of a batch of models; sorted, they are added in the order of chunks. */
record SumKey(int batch, int chunk) implements Comparable<SumKey> {
    private static final Comparator<SumKey> ORDER =
            Comparator.comparingInt(SumKey::batch).thenComparingInt(SumKey::chunk);

    @Override
    public int compareTo(SumKey other) {
        return ORDER.compare(this, other);
    }

    /** Gives each batch a partition of its own. */
    static final class Batches extends Partitioner {
        private final int count;

        Batches(int count) {
            this.count = count;
        }

        @Override
        public int numPartitions() {
            return count;
        }

        @Override
        public int getPartition(Object key) {
            return ((SumKey) key).batch();
        }
    }
}
