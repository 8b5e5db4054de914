package org.potsweep.jobs.dataset;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.potsweep.descriptors.AtomicConfiguration;

/** A dataset as the tables {@code configurations} and {@code labels}, both in the order of the configurations' ids. */
public final class DatasetTables {

    /** The {@code set} of a structure that is kept for testing. */
    public static final String TEST = "test";

    /** One row a configuration; arrays are flat, atom by atom and lattice vector by lattice vector. */
    public static final StructType CONFIGURATIONS = new StructType()
            .add("config_id", StringType, false)
            .add("group", StringType, false)
            .add("set", StringType, false)
            .add("species", createArrayType(StringType, false), false)
            .add("positions_angstrom", createArrayType(DoubleType, false), false)
            .add("lattice_angstrom", createArrayType(DoubleType, false), false)
            .add("pbc", createArrayType(BooleanType, false), false)
            .add("natoms", IntegerType, false)
            .add("energy_weight_factor", DoubleType, false)
            .add("force_weight_factor", DoubleType, false)
            .add("stress_weight_factor", DoubleType, false);

    /** One row a configuration and level, by the level's name; a null stress or cost is an unknown one. */
    public static final StructType LABELS = new StructType()
            .add("config_id", StringType, false)
            .add("level", StringType, false)
            .add("energy_ev", DoubleType, false)
            .add("forces_ev_per_angstrom", createArrayType(DoubleType, false), false)
            .add("stress_gpa", createArrayType(DoubleType, false), true)
            .add("cost_seconds", DoubleType, true);

    /** Numbers a partition: a task carries its rows, and Spark refuses tasks over 128 MiB. */
    private static final long NUMBERS_PER_PARTITION = 1 << 21;

    private DatasetTables() {}

    /**
     * The table of structures, by {@link #CONFIGURATIONS}.
     *
     * @param test for each structure whether it is kept for testing
     * @param weights for each structure the factors on its energy, force and stress rows where it is fitted to
     */
    public static Dataset<Row> configurations(
            SparkSession session, LabelledDataset dataset, boolean[] test, double[][] weights) {
        List<Row> rows = new ArrayList<>();
        for (LabelledConfiguration labelled : dataset.configurations()) {
            String set = test[rows.size()] ? TEST : "train";
            double[] factors = weights[rows.size()];
            AtomicConfiguration configuration = labelled.configuration();
            rows.add(RowFactory.create(
                    configuration.id(),
                    labelled.group(),
                    set,
                    configuration.species().toArray(new String[0]),
                    configuration.positions(),
                    configuration.cell().lattice(),
                    configuration.cell().periodic(),
                    configuration.natoms(),
                    factors[0],
                    factors[1],
                    factors[2]));
        }
        return table(session, rows, CONFIGURATIONS, coordinates(dataset));
    }

    /** The table of labels, by {@link #LABELS}. */
    public static Dataset<Row> labels(SparkSession session, LabelledDataset dataset) {
        List<Row> rows = new ArrayList<>();
        int levels = dataset.levels().size();
        for (LabelledConfiguration labelled : dataset.configurations()) {
            for (int level = 0; level < levels; level++) {
                double cost = labelled.costSeconds(level);
                rows.add(RowFactory.create(
                        labelled.configuration().id(),
                        dataset.levels().get(level).name(),
                        labelled.energyEv(level),
                        labelled.forcesEvPerAngstrom(level),
                        labelled.stressGpa(level),
                        Double.isNaN(cost) ? null : cost));
            }
        }
        return table(session, rows, LABELS, levels * coordinates(dataset));
    }

    private static long coordinates(LabelledDataset dataset) {
        return dataset.configurations().stream()
                .mapToLong(c -> 3L * c.configuration().natoms())
                .sum();
    }

    private static Dataset<Row> table(SparkSession session, List<Row> rows, StructType schema, long numbers) {
        int partitions = (int) (1 + numbers / NUMBERS_PER_PARTITION);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        return session.createDataFrame(context.parallelize(rows, partitions), schema);
    }
}
