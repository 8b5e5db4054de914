package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NormalEquations;
import org.potsweep.solver.TileGrid;

/**
 * One pass over the rows that accumulates the augmented products of several bucketings.
 *
 * <p>The result holds, for every (bucketing, bucket), the finished tiles of all row kinds. Contributions are sorted and
 * folded by chunk ({@link TileFold}), so sums have the same bits however Spark schedules the tasks.
 */
final class GramPass {
    private final List<Bucketing> bucketings;
    private final double[][] weights;
    private final GramLayout layout;

    /**
     * What a pass multiplies, for its tasks.
     *
     * @param bucketings what is accumulated
     * @param chunks configuration indices of each chunk
     * @param rowsOf rows of each configuration
     * @param weights factors on the rows of training configurations, by configuration and kind; null: all 1
     */
    record Input(ArrayList<Bucketing> bucketings, int[][] chunks, int[] rowsOf, double[][] weights) {}

    GramPass(List<Bucketing> bucketings, double[][] weights, GramLayout layout) {
        this.bucketings = List.copyOf(bucketings);
        this.weights = weights;
        this.layout = layout;
    }

    /** The finished tiles of every bucket, a Spark partition for each bucket. */
    JavaPairRDD<BucketKey, FoldedTile> over(RowSource.Rows rows, int[] rowsOf) {
        GramLayout shape = layout;
        // Broadcast, because every task needs the bucket of every configuration.
        Broadcast<Input> input = JavaSparkContext.fromSparkContext(rows.blocks().context())
                .broadcast(new Input(new ArrayList<>(bucketings), rows.chunks(), rowsOf, weights));
        return rows.blocks()
                .mapPartitionsToPair(blocks -> new FlatIterator<>(
                        new ChunksOfBlocks(blocks),
                        chunk -> TaskEnd.closing(new ChunkProducts(input.value(), shape, chunk))))
                .repartitionAndSortWithinPartitions(new TilePartitioner(bucketings, shape))
                .mapPartitionsToPair(parts -> parts.hasNext()
                        ? new TileFold(parts, input.value().bucketings(), shape)
                        : Collections.emptyIterator())
                .partitionBy(new BucketPartitioner(bucketings));
    }

    /** Puts the tiles of one bucket together: augmented products of {@code width} descriptor columns. */
    static NormalEquations assemble(int width, GramLayout layout, Iterator<FoldedTile> tiles) {
        TileGrid grid = layout.grid(width);
        NativeMatrix[] grams = new NativeMatrix[layout.kinds()];
        try {
            for (int kind = 0; kind < grams.length; kind++) {
                grams[kind] = NativeMatrix.unset(grid.order(), grid.order());
            }
            int written = 0;
            for (; tiles.hasNext(); written++) {
                FoldedTile tile = tiles.next();
                grid.write(tile.tile(), tile.sum().product(grid, tile.tile()), grams[tile.kind()]);
            }
            if (written != grams.length * grid.tiles()) {
                throw new IllegalStateException("products of " + grams.length + " row kinds in " + grid.tiles()
                        + " tiles each are not complete with " + written + " tiles");
            }
            return new NormalEquations(layout.levels(), layout.counted(), grams);
        } catch (RuntimeException | Error e) {
            Arrays.stream(grams).filter(Objects::nonNull).forEach(NativeMatrix::close);
            throw e;
        }
    }

    /** Sends all contributions to one tile of one row kind to one partition. */
    private static final class TilePartitioner extends Partitioner {
        private final int kinds;
        private final int[] firstPartition;

        TilePartitioner(List<Bucketing> bucketings, GramLayout layout) {
            kinds = layout.kinds();
            firstPartition = new int[bucketings.size() + 1];
            for (int b = 0; b < bucketings.size(); b++) {
                int tiles = layout.grid(bucketings.get(b).width()).tiles();
                firstPartition[b + 1] = firstPartition[b] + kinds * tiles;
            }
        }

        @Override
        public int numPartitions() {
            return firstPartition[firstPartition.length - 1];
        }

        @Override
        public int getPartition(Object key) {
            GramKey gram = (GramKey) key;
            int tiles = (firstPartition[gram.bucketing() + 1] - firstPartition[gram.bucketing()]) / kinds;
            return firstPartition[gram.bucketing()] + gram.kind() * tiles + gram.tile();
        }
    }

    /** Gives each bucket a partition of its own: a bucket is a task of solves. */
    private static final class BucketPartitioner extends Partitioner {
        private final int[] indices;
        private final int[] firstPartition;

        BucketPartitioner(List<Bucketing> bucketings) {
            indices = bucketings.stream().mapToInt(Bucketing::index).toArray();
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
            int at = 0;
            while (indices[at] != bucket.bucketing()) {
                at++;
            }
            return firstPartition[at] + bucket.bucket();
        }
    }
}
