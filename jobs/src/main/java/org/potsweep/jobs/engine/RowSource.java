package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.settings.EngineSettings;

/** Gives the rows of the dataset, block by block: computed in each pass, or once where there is room to keep them. */
final class RowSource implements AutoCloseable {
    private final JavaSparkContext spark;
    private final List<LabelledConfiguration> configurations;
    private final EngineSettings settings;
    private final RowComputer computer;
    private final int[] rowsOf;
    private final long number = RowCache.number();
    private final boolean keepsAll;

    /**
     * The rows of all configurations in one cut. A block stays only until the next one of its partition is asked for.
     *
     * @param chunks configuration indices of each chunk
     * @param blocks the chunks' blocks; a partition holds whole chunks
     */
    record Rows(int[][] chunks, JavaRDD<RowBlock> blocks) {}

    /**
     * @param levels the number of levels that the configurations are labelled at; 0 for structures without labels
     * @param stress whether there are stress rows
     * @param roomBytes bytes of rows that a process may keep between passes
     * @param preference configuration indices: whose rows are kept first
     */
    RowSource(
            JavaSparkContext spark,
            List<LabelledConfiguration> configurations,
            int levels,
            boolean stress,
            SnapParameters descriptor,
            EngineSettings settings,
            long roomBytes,
            int[] preference) {
        this.spark = spark;
        this.configurations = configurations;
        this.settings = settings;
        this.rowsOf = configurations.stream()
                .mapToInt(c -> RowComputer.rowsOf(c.configuration().natoms(), stress))
                .toArray();
        long rowBytes = (1L + levels + SnapColumns.of(descriptor).count()) * Double.BYTES;
        boolean[] kept = new boolean[rowsOf.length];
        long room = roomBytes;
        for (int i : preference) {
            room -= rowsOf[i] * rowBytes;
            kept[i] = room >= 0;
        }
        this.keepsAll = room >= 0;
        this.computer = new RowComputer(descriptor, levels, stress, settings.blockBytes(), number, kept);
    }

    /** The number of rows of each configuration. */
    int[] rowsOf() {
        return rowsOf.clone();
    }

    /** Whether there is room for all rows between passes. */
    boolean keepsAll() {
        return keepsAll;
    }

    /**
     * The rows of all configurations.
     *
     * @param groupOf group of each configuration, which chunks do not mix: products that are alike in it stay together
     */
    Rows all(IntUnaryOperator groupOf) {
        return some(IntStream.range(0, configurations.size()).toArray(), groupOf);
    }

    /**
     * The rows of the training configurations, in the chunks that {@link #all} has, so that sums do not depend on which
     * pass they are taken in.
     *
     * @param groupOf as for {@link #all}; no test configuration has the group of a training configuration
     */
    Rows training(boolean[] test, IntUnaryOperator groupOf) {
        return inChunks(training(rowsOf, test, groupOf, settings));
    }

    /** The chunks of training configurations: their indices. */
    static int[][] training(int[] rowsOf, boolean[] test, IntUnaryOperator groupOf, EngineSettings settings) {
        int[] everything = IntStream.range(0, rowsOf.length).toArray();
        return Arrays.stream(cut(rowsOf, everything, groupOf, settings))
                .filter(chunk -> !test[chunk[0]])
                .toArray(int[][]::new);
    }

    /** The rows of some configurations. */
    Rows some(int[] wanted, IntUnaryOperator groupOf) {
        return inChunks(cut(rowsOf, wanted, groupOf, settings));
    }

    private Rows inChunks(int[][] chunks) {
        RowComputer rows = computer;
        return new Rows(chunks, parallelize(chunks).mapPartitions(rows::rows));
    }

    /** The energy rows of some configurations. */
    Rows energyRows(int[] wanted) {
        RowComputer rows = computer;
        int[][] chunks = cut(rowsOf, wanted, i -> 0, settings);
        return new Rows(chunks, parallelize(chunks).mapPartitions(rows::energies));
    }

    /** Chunks of some configurations: their indices. */
    static int[][] cut(int[] rowsOf, int[] wanted, IntUnaryOperator groupOf, EngineSettings settings) {
        int[] rows = IntStream.of(wanted).map(i -> rowsOf[i]).toArray();
        // The same limit whatever is wanted: which pass a bucketing is part of, and so what else that pass needs,
        // depends on the memory, and the order of sums must not.
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

    /** Lets go of the rows that the driver's process keeps; others let go of theirs when they come across another source. */
    @Override
    public void close() {
        RowCache.drop(number);
    }
}
