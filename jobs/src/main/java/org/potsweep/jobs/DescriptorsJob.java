package org.potsweep.jobs;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.ExtendedXyz;
import org.potsweep.jobs.dataset.Frame;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.storage.NewFolder;

/** Computes the rows of structures and stores them as Parquet. The structures need no labels. */
public final class DescriptorsJob {

    /** One row a row of the design matrix; values in LAMMPS's order. */
    public static final StructType ROWS = new StructType()
            .add("config_id", StringType, false)
            .add("kind", StringType, false)
            .add("index", IntegerType, false)
            .add("values", createArrayType(DoubleType, false), false);

    /** Bytes of rows that one file of the table is to hold, about. */
    private static final long BYTES_PER_FILE = 256L << 20;

    private final Path data;
    private final SweepSettings settings;
    private final SnapParameters snap;
    private final String out;

    /**
     * What was written.
     *
     * @param configurations number of structures
     * @param rows number of rows of all structures
     * @param columns number of values of a row
     */
    public record Written(int configurations, long rows, int columns) {}

    /**
     * @param data structures in extended XYZ
     * @param settings the descriptor, and the key of a frame's id
     * @param twojmax in place of the settings' largest
     * @param out a folder, new or empty, on any file system that Hadoop knows
     * @throws UserErrorException if twojmax is out of range
     */
    public DescriptorsJob(Path data, SweepSettings settings, OptionalInt twojmax, String out) {
        this.data = data;
        this.settings = settings;
        this.out = out;
        SnapParameters largest = settings.descriptor().snap();
        try {
            this.snap = largest.withTwojmax(twojmax.orElse(largest.twojmax()));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(Kind.SETTINGS, e.getMessage());
        }
    }

    /** @throws UserErrorException if the data cannot be read or the folder is not free */
    public Written execute(SparkSession session) {
        NewFolder folder = NewFolder.at(out, session.sparkContext().hadoopConfiguration());
        List<AtomicConfiguration> configurations = read();
        int columns = SnapColumns.of(snap).count();
        long rows = configurations.stream().mapToLong(DescriptorsJob::rowsOf).sum();
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        long files = Math.max(spark.defaultParallelism(), rows * columns * Double.BYTES / BYTES_PER_FILE);
        int partitions = (int) Math.min(configurations.size(), files);
        SnapParameters parameters = snap;
        JavaRDD<Row> table = spark.parallelize(configurations, partitions)
                .mapPartitions(part -> new LammpsRows(parameters).of(part));
        folder.write(path -> session.createDataFrame(table, ROWS).write().parquet(path));
        return new Written(configurations.size(), rows, columns);
    }

    private static long rowsOf(AtomicConfiguration configuration) {
        return 1 + 3L * configuration.natoms();
    }

    private List<AtomicConfiguration> read() {
        List<AtomicConfiguration> configurations = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        try (ExtendedXyz frames = ExtendedXyz.open(data, settings.dataset().idKey(), Set.of())) {
            while (frames.hasNext()) {
                Frame frame = frames.next();
                String id = frame.configuration().id();
                String before = places.putIfAbsent(id, frame.place());
                if (before != null) {
                    throw new UserErrorException(
                            Kind.DATA, frame.place() + ": configuration " + id + " stands in " + before + " already");
                }
                frame.refuseContacts(settings.dataset().minimumDistanceAngstrom());
                configurations.add(frame.configuration());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (configurations.isEmpty()) {
            throw new UserErrorException(Kind.DATA, data + ": the file is empty");
        }
        SweepInput.requireElements(snap, configurations);
        return configurations;
    }

    /** Computes rows and brings them into LAMMPS's order. */
    private static final class LammpsRows {
        private final SnapRows calculator;
        private final int[] lammpsOrder;

        LammpsRows(SnapParameters parameters) {
            calculator = new SnapRows(parameters);
            lammpsOrder = calculator.columns().lammpsOrder(parameters.twojmax());
        }

        /** The rows of some structures, one structure at a time. */
        Iterator<Row> of(Iterator<AtomicConfiguration> configurations) {
            Iterable<AtomicConfiguration> all = () -> configurations;
            return StreamSupport.stream(all.spliterator(), false)
                    .flatMap(configuration -> rows(configuration).stream())
                    .iterator();
        }

        private List<Row> rows(AtomicConfiguration configuration) {
            int columns = lammpsOrder.length;
            int count = Math.toIntExact(rowsOf(configuration));
            double[] values = new double[Math.multiplyExact(count, columns)];
            try {
                calculator.rows(configuration, values, 0, columns);
            } catch (IllegalArgumentException e) {
                throw new UserErrorException(Kind.DATA, e.getMessage());
            }
            return IntStream.range(0, count)
                    .mapToObj(row -> row(configuration, row, values, row * columns))
                    .toList();
        }

        private Row row(AtomicConfiguration configuration, int row, double[] values, int offset) {
            double[] ordered = new double[lammpsOrder.length];
            for (int column = 0; column < ordered.length; column++) {
                ordered[lammpsOrder[column]] = values[offset + column];
            }
            return RowFactory.create(
                    configuration.id(), row == 0 ? "energy" : "force", row == 0 ? 0 : row - 1, ordered);
        }
    }
}
