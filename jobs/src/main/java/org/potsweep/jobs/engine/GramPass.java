package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NormalEquations;

/**
 * One pass over the rows that accumulates the augmented products of several bucketings.
 *
 * <p>The result holds, for every (bucketing, bucket), the finished tiles of all row kinds. Contributions are sorted and
 * folded by chunk ({@link TileFold}), so sums have the same bits however Spark schedules the tasks.
 */
final class GramPass {
    private final List<Bucketing> bucketings;
    private final int levels;
    private final int tileColumns;

    GramPass(List<Bucketing> bucketings, int levels, int tileColumns) {
        this.bucketings = List.copyOf(bucketings);
        this.levels = levels;
        this.tileColumns = tileColumns;
    }

    /** The finished tiles of every bucket, a Spark partition for each bucket. */
    JavaPairRDD<BucketKey, Iterable<FoldedTile>> over(JavaRDD<RowBlock> blocks) {
        int first = 1 + levels;
        int edge = tileColumns;
        // Broadcast, because every task needs the bucket of every configuration.
        Broadcast<ArrayList<Bucketing>> shared =
                JavaSparkContext.fromSparkContext(blocks.context()).broadcast(new ArrayList<>(bucketings));
        return blocks.mapPartitionsToPair(iterator -> new FlatIterator<>(
                        iterator, block -> new ChunkProducts(block, first, edge).parts(shared.value())))
                .repartitionAndSortWithinPartitions(new TilePartitioner(bucketings, first, edge))
                .mapPartitionsToPair(parts -> new TileFold(parts, shared.value(), first, edge))
                .groupByKey(new BucketPartitioner(bucketings));
    }

    /** Puts the tiles of one bucket together: augmented products of {@code width} descriptor columns. */
    static NormalEquations assemble(int width, int levels, int tileColumns, Iterable<FoldedTile> tiles) {
        TileGrid grid = new TileGrid(1 + levels + width, tileColumns);
        NativeMatrix[] grams = new NativeMatrix[RowKind.values().length];
        for (int kind = 0; kind < grams.length; kind++) {
            grams[kind] = new NativeMatrix(grid.order(), grid.order());
        }
        for (FoldedTile tile : tiles) {
            grid.write(tile.tile(), tile.entries(), grams[tile.kind()]);
        }
        return new NormalEquations(levels, grams);
    }

    /** Sends all contributions to one tile of one row kind to one partition. */
    private static final class TilePartitioner extends Partitioner {
        private final int firstIndex;
        private final int[] firstPartition;

        TilePartitioner(List<Bucketing> bucketings, int first, int tileColumns) {
            firstIndex = bucketings.get(0).index();
            firstPartition = new int[bucketings.size() + 1];
            for (int b = 0; b < bucketings.size(); b++) {
                int tiles = new TileGrid(first + bucketings.get(b).width(), tileColumns).tiles();
                firstPartition[b + 1] = firstPartition[b] + RowKind.values().length * tiles;
            }
        }

        @Override
        public int numPartitions() {
            return firstPartition[firstPartition.length - 1];
        }

        @Override
        public int getPartition(Object key) {
            GramKey gram = (GramKey) key;
            int at = gram.bucketing() - firstIndex;
            int tiles = (firstPartition[at + 1] - firstPartition[at]) / RowKind.values().length;
            return firstPartition[at] + gram.kind() * tiles + gram.tile();
        }
    }

    /** Gives each bucket a partition of its own: a bucket is a task of solves. */
    private static final class BucketPartitioner extends Partitioner {
        private final int firstIndex;
        private final int[] firstPartition;

        BucketPartitioner(List<Bucketing> bucketings) {
            firstIndex = bucketings.get(0).index();
            firstPartition = new int[bucketings.size() + 1];
            for (int b = 0; b < bucketings.size(); b++) {
                firstPartition[b + 1] = firstPartition[b] + bucketings.get(b).buckets();
            }
        }

        @Override
        public int numPartitions() {
            return firstPartition[firstPartition.length - 1];
        }

        @Override
        public int getPartition(Object key) {
            BucketKey bucket = (BucketKey) key;
            return firstPartition[bucket.bucketing() - firstIndex] + bucket.bucket();
        }
    }
}
