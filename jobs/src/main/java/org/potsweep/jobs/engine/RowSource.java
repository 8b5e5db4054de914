package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        int[] kept = new int[rowsOf.length];
        long room = roomBytes;
        for (int i : preference) { // the energy rows, which scores go through again
            room -= rowBytes;
            kept[i] = room >= 0 ? 1 : 0;
        }
        for (int i : preference) {
            room -= (rowsOf[i] - 1) * rowBytes;
            kept[i] = room >= 0 ? rowsOf[i] : kept[i];
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
     * The rows of some configurations.
     *
     * @param parts configuration indices: groups of each part; chunks follow the groups and do not mix parts
     * @param chunkRows rows that a chunk may hold on average
     */
    Rows rows(List<List<int[]>> parts, long chunkRows) {
        RowComputer rows = computer;
        int[][] chunks = Chunks.cut(rowsOf, parts, chunkRows);
        return new Rows(chunks, parallelize(chunks).mapPartitions(rows::rows));
    }

    /** The rows of some configurations, in any chunks. */
    Rows rows(int[] wanted) {
        return rows(List.of(List.of(wanted)), chunkRows());
    }

    /** The energy rows of some configurations. */
    Rows energyRows(int[] wanted) {
        RowComputer rows = computer;
        int[][] chunks = Chunks.cut(rowsOf, List.of(List.of(wanted)), chunkRows());
        return new Rows(chunks, parallelize(chunks).mapPartitions(rows::energies));
    }

    private long chunkRows() {
        return Chunks.limit(IntStream.of(rowsOf).asLongStream().sum(), settings.chunkRows());
    }

    /** A partition for each chunk, the longest first, so that all cores are busy to the end. */
    private JavaRDD<ChunkOfConfigurations> parallelize(int[][] cut) {
        List<ChunkOfConfigurations> chunks = new ArrayList<>();
        for (int[] members : cut) {
            LabelledConfiguration[] chunk =
                    IntStream.of(members).mapToObj(configurations::get).toArray(LabelledConfiguration[]::new);
            chunks.add(new ChunkOfConfigurations(chunks.size(), members, chunk));
        }
        chunks.sort(Comparator.comparingLong(this::count).reversed());
        return spark.parallelize(chunks, Math.max(1, chunks.size()));
    }

    private long count(ChunkOfConfigurations chunk) {
        return IntStream.of(chunk.configIndices()).mapToLong(i -> rowsOf[i]).sum();
    }

    /** Lets go of the rows that the driver's process keeps; others let go of theirs when they come across another source. */
    @Override
    public void close() {
        RowCache.drop(number);
    }
}
