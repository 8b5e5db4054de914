package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.settings.EngineSettings;

/** Gives the rows of the dataset, block by block: computed in each pass, or once where all of them may be kept. */
final class RowSource implements AutoCloseable {
    private final JavaSparkContext spark;
    private final List<LabelledConfiguration> configurations;
    private final EngineSettings settings;
    private final RowComputer computer;
    private final int[] rowsOf;
    private final long rowBytes;
    private Rows kept;

    /**
     * The rows of all configurations in one cut. A block stays only until the next one of its partition is asked for.
     *
     * @param chunks configuration indices of each chunk
     * @param blocks the chunks' blocks; a partition holds whole chunks
     */
    record Rows(int[][] chunks, JavaRDD<RowBlock> blocks) {}

    RowSource(
            JavaSparkContext spark,
            LabelledDataset dataset,
            FactorialDesign design,
            SnapParameters descriptor,
            EngineSettings settings) {
        this(spark, dataset.configurations(), design.levels().size(), design.stress(), descriptor, settings);
    }

    /**
     * @param levels the number of levels that the configurations are labelled at; 0 for structures without labels
     * @param stress whether there are stress rows
     */
    RowSource(
            JavaSparkContext spark,
            List<LabelledConfiguration> configurations,
            int levels,
            boolean stress,
            SnapParameters descriptor,
            EngineSettings settings) {
        this.spark = spark;
        this.configurations = configurations;
        this.settings = settings;
        this.computer = new RowComputer(descriptor, levels, stress, settings.blockBytes());
        this.rowsOf = configurations.stream()
                .mapToInt(c -> RowComputer.rowsOf(c.configuration().natoms(), stress))
                .toArray();
        this.rowBytes = (1L + levels + SnapColumns.of(descriptor).count()) * Double.BYTES;
    }

    /** The number of rows of each configuration. */
    int[] rowsOf() {
        return rowsOf.clone();
    }

    /** Whether the rows stay between passes. */
    boolean keepsRows() {
        return keepsRows(rowsOf, rowBytes, settings);
    }

    /** Whether all rows together are small enough to be kept between passes. */
    static boolean keepsRows(int[] rowsOf, long rowBytes, EngineSettings settings) {
        return IntStream.of(rowsOf).asLongStream().sum() * rowBytes <= settings.rowCacheBytes();
    }

    /**
     * The rows of all configurations.
     *
     * @param groupOf group of each configuration, which chunks do not mix: products that are alike in it stay together.
     *     Kept rows stay as they were first cut.
     */
    Rows all(IntUnaryOperator groupOf) {
        if (kept != null) {
            return kept;
        }
        int[] everything = IntStream.range(0, configurations.size()).toArray();
        if (!keepsRows()) {
            return some(everything, groupOf);
        }
        RowComputer rows = computer;
        int[][] chunks = cut(everything, groupOf);
        kept = new Rows(chunks, parallelize(chunks).mapPartitions(rows::kept).persist(StorageLevel.MEMORY_AND_DISK()));
        return kept;
    }

    /**
     * The rows of the training configurations, or those of all where these are kept: in the chunks that {@link #all} has,
     * so that sums do not depend on which pass they are taken in.
     *
     * @param groupOf as for {@link #all}; no test configuration has the group of a training configuration
     */
    Rows training(boolean[] test, IntUnaryOperator groupOf) {
        if (kept != null) {
            return kept;
        }
        RowComputer rows = computer;
        int[][] chunks = training(rowsOf, test, groupOf, settings);
        return new Rows(chunks, parallelize(chunks).mapPartitions(rows::streamed));
    }

    /** The chunks of training configurations: their indices. */
    static int[][] training(int[] rowsOf, boolean[] test, IntUnaryOperator groupOf, EngineSettings settings) {
        int[] everything = IntStream.range(0, rowsOf.length).toArray();
        return Arrays.stream(cut(rowsOf, everything, groupOf, settings))
                .filter(chunk -> !test[chunk[0]])
                .toArray(int[][]::new);
    }

    /** The rows of some configurations, or those of all where these are kept. */
    Rows some(int[] wanted, IntUnaryOperator groupOf) {
        if (kept != null) {
            return kept;
        }
        RowComputer rows = computer;
        int[][] chunks = cut(wanted, groupOf);
        return new Rows(chunks, parallelize(chunks).mapPartitions(rows::streamed));
    }

    /** The energy rows of some configurations. */
    Rows energyRows(int[] wanted) {
        RowComputer rows = computer;
        int[][] chunks = cut(wanted, i -> 0);
        return new Rows(chunks, parallelize(chunks).mapPartitions(rows::energies));
    }

    private int[][] cut(int[] wanted, IntUnaryOperator groupOf) {
        return cut(rowsOf, wanted, groupOf, settings);
    }

    /** Chunks of some configurations: their indices. */
    static int[][] cut(int[] rowsOf, int[] wanted, IntUnaryOperator groupOf, EngineSettings settings) {
        int[] rows = IntStream.of(wanted).map(i -> rowsOf[i]).toArray();
        // The same limit whatever is wanted: which pass a bucketing is part of, and so what else that pass needs,
        // depends
        // on the memory, and the order of sums must not.
        long limit = Chunks.limit(IntStream.of(rowsOf).asLongStream().sum(), settings.chunkRows());
        int[][] chunks = Chunks.cut(rows, i -> groupOf.applyAsInt(wanted[i]), limit);
        for (int[] chunk : chunks) {
            for (int c = 0; c < chunk.length; c++) {
                chunk[c] = wanted[chunk[c]];
            }
        }
        return chunks;
    }

    /** A partition for each chunk, the longest first, so that all cores are busy to the end. */
    private JavaRDD<ChunkOfConfigurations> parallelize(int[][] cut) {
        List<ChunkOfConfigurations> chunks = new ArrayList<>();
        for (int[] members : cut) {
            LabelledConfiguration[] chunk =
                    IntStream.of(members).mapToObj(configurations::get).toArray(LabelledConfiguration[]::new);
            chunks.add(new ChunkOfConfigurations(chunks.size(), members, chunk));
        }
        chunks.sort(Comparator.comparingLong(this::rows).reversed());
        return spark.parallelize(chunks, Math.max(1, chunks.size()));
    }

    private long rows(ChunkOfConfigurations chunk) {
        return IntStream.of(chunk.configIndices()).mapToLong(i -> rowsOf[i]).sum();
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.blocks().unpersist();
        }
    }
}
