package org.potsweep.jobs.storage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.potsweep.analysis.levels.LevelErrors;
import org.potsweep.analysis.levels.LevelQuantity;
import org.potsweep.analysis.levels.LevelStatistics;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.levels.LevelComparison;
import org.potsweep.jobs.levels.LevelThreshold;
import org.potsweep.jobs.levels.LevelThresholds;
import org.potsweep.jobs.levels.PrecisionCoordinate;

/**
 * Rows of the tables {@code levels} and {@code level_thresholds}. A null setting is not declared; a null stress, virial
 * or cost is unknown.
 */
public final class LevelTables {
    private static final double MILLI = 1000;

    /**
     * One row a level and set of structures. The scope says what the sets are: {@code all}; {@code group}, which
     * {@code name} tells; {@code shortest_vector}, the quarters of the structures by their shortest lattice vector, named
     * 1 to 4.
     */
    public static final StructType LEVELS = new StructType()
            .add("level", StringType, false)
            .add("scope", StringType, false)
            .add("name", StringType, false)
            .add("kspacing_per_angstrom", DoubleType, true)
            .add("encut_ev", DoubleType, true)
            .add("reference_level", StringType, false)
            .add("bulk_config_id", StringType, false)
            .add("n_configs", IntegerType, false)
            .add("n_atoms", LongType, false)
            .add("shortest_vector_from_angstrom", DoubleType, true)
            .add("shortest_vector_to_angstrom", DoubleType, true)
            .add("energy_mean_deviation_mev_per_atom", DoubleType, false)
            .add("energy_mean_absolute_deviation_mev_per_atom", DoubleType, false)
            .add("energy_rmse_mev_per_atom", DoubleType, false)
            .add("energy_rmse_mev_per_atom_bulk_shifted", DoubleType, false)
            .add("energy_rmse_mev_per_atom_mean_shifted", DoubleType, false)
            .add("force_rmse_mev_per_angstrom", DoubleType, false)
            .add("stress_rmse_gpa", DoubleType, true)
            .add("virial_rmse_mev_per_atom", DoubleType, true)
            .add("mean_cost_seconds", DoubleType, true)
            .add("max_cost_seconds", DoubleType, true);

    /**
     * One row a coordinate, set of structures and quantity; the quantity is a column of {@code levels} and gives the unit
     * of the values. The threshold is null where the quantity does not vary.
     */
    public static final StructType THRESHOLDS = new StructType()
            .add("coordinate", StringType, false)
            .add("scope", StringType, false)
            .add("name", StringType, false)
            .add("quantity", StringType, false)
            .add("reference_level", StringType, false)
            .add("value_at_finest", DoubleType, false)
            .add("mean_absolute_deviation", DoubleType, false)
            .add("threshold", DoubleType, true)
            .add("threshold_level", StringType, true)
            .add("next_finer", DoubleType, true)
            .add("next_finer_level", StringType, true);

    private LevelTables() {}

    /** The rows of {@link #LEVELS}. */
    public static List<Row> levels(LevelComparison comparison) {
        List<Row> rows = new ArrayList<>();
        for (int level = 0; level < comparison.levels().size(); level++) {
            LevelSource source = comparison.levels().get(level);
            LevelStatistics statistics = comparison.statistics().get(level);
            rows.add(row(comparison, source, "all", "", statistics.all()));
            statistics.byGroup().forEach((group, errors) -> rows.add(row(comparison, source, "group", group, errors)));
            int quarter = 1;
            for (LevelErrors errors : statistics.byShortestVector()) {
                rows.add(row(comparison, source, "shortest_vector", Integer.toString(quarter++), errors));
            }
        }
        return rows;
    }

    private static Row row(
            LevelComparison comparison, LevelSource level, String scope, String name, LevelErrors errors) {
        return RowFactory.create(
                level.name(),
                scope,
                name,
                optional(level.kspacingPerAngstrom()),
                optional(level.encutEv()),
                comparison.referenceName(),
                comparison.bulkId(),
                errors.structures(),
                errors.atoms(),
                known(errors.shortestVectorFromAngstrom()),
                known(errors.shortestVectorToAngstrom()),
                MILLI * errors.energyMeanDeviation(),
                MILLI * errors.energyMeanAbsoluteDeviation(),
                MILLI * errors.energyRmse(),
                MILLI * errors.energyRmseBulkShifted(),
                MILLI * errors.energyRmseMeanShifted(),
                MILLI * errors.forceRmse(),
                known(errors.stressRmse()),
                known(MILLI * errors.virialRmse()),
                known(errors.meanCostSeconds()),
                known(errors.maxCostSeconds()));
    }

    /** The rows of {@link #THRESHOLDS}, for every coordinate that has thresholds. */
    public static List<Row> thresholds(LevelComparison comparison) {
        List<Row> rows = new ArrayList<>();
        for (PrecisionCoordinate coordinate : PrecisionCoordinate.values()) {
            if (LevelThresholds.impossible(comparison, coordinate).isEmpty()) {
                LevelThresholds thresholds = LevelThresholds.of(comparison, coordinate);
                thresholds.all().forEach(threshold -> rows.add(row(comparison, thresholds, threshold)));
            }
        }
        return rows;
    }

    private static Row row(LevelComparison comparison, LevelThresholds thresholds, LevelThreshold threshold) {
        Integer rank = threshold.rank().isPresent() ? threshold.rank().getAsInt() : null;
        return RowFactory.create(
                thresholds.coordinate().column(),
                threshold.scope(),
                threshold.name(),
                column(threshold.quantity()),
                comparison.referenceName(),
                MILLI * threshold.finest(),
                MILLI * threshold.meanAbsoluteDeviation(),
                rank == null ? null : (Object) thresholds.setting(rank),
                rank == null ? null : thresholds.level(rank),
                rank == null ? null : (Object) thresholds.setting(rank - 1),
                rank == null ? null : thresholds.level(rank - 1));
    }

    /** The column of {@link #LEVELS} that holds a quantity. */
    private static String column(LevelQuantity quantity) {
        return quantity.name().toLowerCase(Locale.ROOT)
                + (quantity == LevelQuantity.FORCE_RMSE ? "_mev_per_angstrom" : "_mev_per_atom");
    }

    private static Object optional(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Object known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
