package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.EngineSettings;

/** Gives the rows of the dataset, block by block: computed in each pass, or once where all of them may be kept. */
final class RowSource implements AutoCloseable {
    private final JavaSparkContext spark;
    private final List<LabelledConfiguration> configurations;
    private final EngineSettings settings;
    private final RowComputer computer;
    private final int[] natoms;
    private final long rowBytes;
    private JavaRDD<RowBlock> kept;

    RowSource(JavaSparkContext spark, LabelledDataset dataset, SnapParameters parameters, EngineSettings settings) {
        int levels = dataset.levels().size();
        this.spark = spark;
        this.configurations = dataset.configurations();
        this.settings = settings;
        this.computer = new RowComputer(parameters, levels);
        this.natoms = configurations.stream()
                .mapToInt(c -> c.configuration().natoms())
                .toArray();
        this.rowBytes = (1L + levels + SnapColumns.of(parameters).count()) * Double.BYTES;
    }

    /** Whether all rows together are small enough to be kept between passes. */
    boolean keepsRows() {
        long rows = IntStream.of(natoms).mapToLong(Chunks::rowsOf).sum();
        return rows * rowBytes <= settings.rowCacheBytes();
    }

    /**
     * The rows of all configurations.
     *
     * @param groupOf group of each configuration, which chunks do not mix: products that are alike in it stay together.
     *     Kept rows stay as they were first cut.
     */
    JavaRDD<RowBlock> blocks(IntUnaryOperator groupOf) {
        if (kept != null) {
            return kept;
        }
        List<ChunkOfConfigurations> chunks = new ArrayList<>();
        for (int[] members : Chunks.cut(natoms, groupOf, rowBytes, settings.chunkBytes())) {
            LabelledConfiguration[] chunk =
                    IntStream.of(members).mapToObj(configurations::get).toArray(LabelledConfiguration[]::new);
            chunks.add(new ChunkOfConfigurations(chunks.size(), members, chunk));
        }
        // More partitions than cores, so that a slow one holds nobody up; what is summed does not depend on them.
        int partitions = Math.min(chunks.size(), 8 * spark.defaultParallelism());
        JavaRDD<RowBlock> blocks = spark.parallelize(chunks, partitions).map(computer);
        if (keepsRows()) {
            kept = blocks.persist(StorageLevel.MEMORY_AND_DISK());
        }
        return blocks;
    }

    /** The energy rows of some configurations, p descriptors each, row-major in the order given. */
    double[] energyRows(int[] configs) {
        List<LabelledConfiguration> wanted =
                IntStream.of(configs).mapToObj(configurations::get).toList();
        int partitions = Math.max(1, Math.min(wanted.size(), 8 * spark.defaultParallelism()));
        RowComputer rows = computer;
        List<double[]> parts = spark.parallelize(wanted, partitions)
                .mapPartitions(iterator -> {
                    List<LabelledConfiguration> part = new ArrayList<>();
                    iterator.forEachRemaining(part::add);
                    return List.of(rows.energyRows(part)).iterator();
                })
                .collect();
        int length = parts.stream().mapToInt(part -> part.length).sum();
        double[] all = new double[length];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.unpersist();
        }
    }
}
