package org.potsweep.jobs.storage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.FrontRow;

/** Rows of the table {@code front}: medians over replicates, and the 16th and 84th percentiles beside them. */
public final class FrontTable {
    private static final List<String> OBJECTIVES =
            List.of("test_energy_rmse_mev_per_atom", "test_force_rmse_mev_per_angstrom", "dft_cost_seconds");

    /** The table's columns. */
    public static final StructType SCHEMA = schema();

    private FrontTable() {}

    private static StructType schema() {
        StructType schema = new StructType()
                .add("strategy", StringType, false)
                .add("subset_size", IntegerType, false)
                .add("energy_weight", DoubleType, false)
                .add("force_weight", DoubleType, false)
                .add("ridge", DoubleType, false)
                .add("twojmax", IntegerType, false)
                .add("level", StringType, false)
                .add("method", StringType, false)
                .add("replicates", IntegerType, false)
                .add("membership", DoubleType, false);
        for (String objective : OBJECTIVES) {
            boolean optional = objective.equals("dft_cost_seconds");
            schema = schema.add(objective, DoubleType, optional)
                    .add(objective + "_p16", DoubleType, optional)
                    .add(objective + "_p84", DoubleType, optional);
        }
        return schema;
    }

    /** The table's row of a front cell. */
    public static Row row(FrontRow cell) {
        List<Object> values = new ArrayList<>(List.of(
                cell.strategy(),
                cell.subsetSize(),
                cell.energyWeight(),
                cell.forceWeight(),
                cell.ridge(),
                cell.twojmax(),
                cell.level(),
                cell.method(),
                cell.replicates(),
                cell.membership()));
        add(values, cell.energyRmse());
        add(values, cell.forceRmse());
        add(values, cell.dftCost());
        return RowFactory.create(values.toArray());
    }

    private static void add(List<Object> values, Spread spread) {
        values.addAll(
                spread == null ? Collections.nCopies(3, null) : List.of(spread.median(), spread.p16(), spread.p84()));
    }
}
