package org.potsweep.jobs.storage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.engine.Against;
import org.potsweep.jobs.engine.CellResiduals;
import org.potsweep.jobs.engine.ParityPoint;
import org.potsweep.jobs.engine.RowKind;

/** Rows of the tables {@code residuals} and {@code parity}. */
public final class ResidualTables implements Serializable {
    private static final double MILLI = 1000;
    private static final DataType DOUBLES = createArrayType(DoubleType, false);

    private final ResultTables tables;
    private final boolean stress;
    private final String[] configIds;

    /**
     * @param tables names the cells
     * @param stress whether there are stress rows
     * @param configIds ids of the configurations by index
     */
    public ResidualTables(ResultTables tables, boolean stress, List<String> configIds) {
        this.tables = tables;
        this.stress = stress;
        this.configIds = configIds.toArray(String[]::new);
    }

    /**
     * The columns of {@code residuals}: the model; the rows (set, kind, label, and the structures: scope {@code all}, or
     * {@code group} and its name); the errors in the unit of the kind.
     */
    public StructType residuals() {
        return tables.cell()
                .add("set", StringType, false)
                .add("kind", StringType, false)
                .add("against", StringType, false)
                .add("scope", StringType, false)
                .add("name", StringType, false)
                .add("n_residuals", LongType, false)
                .add("unit", StringType, false)
                .add("rmse", DoubleType, false)
                .add("mae", DoubleType, false)
                .add("p95", DoubleType, false)
                .add("max", DoubleType, false)
                .add("r2", DoubleType, true);
    }

    /** A row of {@code residuals}. */
    public Row residual(CellResiduals errors) {
        double unit = errors.kind() == RowKind.STRESS ? 1 : MILLI;
        List<Object> values = tables.cellValues(errors.cell());
        values.add(word(errors.set()));
        values.add(word(errors.kind()));
        values.add(word(errors.against()));
        values.add(errors.group() == null ? "all" : "group");
        values.add(errors.group() == null ? "" : errors.group());
        values.add(errors.count());
        values.add(
                switch (errors.kind()) {
                    case ENERGY -> "mev_per_atom";
                    case FORCE -> "mev_per_angstrom";
                    case STRESS -> "gpa";
                });
        values.add(unit * errors.rmse());
        values.add(unit * errors.mae());
        values.add(unit * errors.p95());
        values.add(unit * errors.max());
        values.add(errors.r2());
        return RowFactory.create(values.toArray());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The columns of {@code parity}: the model, why it is here, the test structure, and for each kind the prediction, the
     * label at the reference level and the one at the model's own level.
     */
    public StructType parity() {
        StructType schema = tables.cell()
                .add("roles", createArrayType(StringType, false), false)
                .add("config_id", StringType, false);
        schema = kind(schema, "energy", "_ev_per_atom", DoubleType);
        schema = kind(schema, "forces", "_ev_per_angstrom", DOUBLES);
        return stress ? kind(schema, "stress", "_gpa", DOUBLES) : schema;
    }

    private static StructType kind(StructType schema, String name, String unit, DataType type) {
        return schema.add(name + unit, type, false)
                .add(name + "_label" + unit, type, false)
                .add(name + "_label" + unit + "_own_level", type, false);
    }

    /**
     * A row of {@code parity}.
     *
     * @param roles of each cell
     * @param reference what the reference potential gives, by structure and row kind; empty without one
     */
    public Row parity(ParityPoint point, Map<DesignCell, String[]> roles, double[][][] reference) {
        List<Object> values = tables.cellValues(point.cell());
        values.add(roles.get(point.cell()));
        values.add(configIds[point.config()]);
        for (int kind = 0; kind < point.predicted().length; kind++) {
            double[] added = reference.length == 0 ? null : reference[point.config()][kind];
            List<double[]> columns = new ArrayList<>();
            columns.add(plus(point.predicted()[kind], added));
            columns.add(plus(point.labels()[Against.REFERENCE_LEVEL.ordinal()][kind], added));
            columns.add(plus(point.labels()[Against.OWN_LEVEL.ordinal()][kind], added));
            boolean scalar = kind == RowKind.ENERGY.ordinal();
            columns.forEach(column -> values.add(scalar ? (Object) column[0] : column));
        }
        return RowFactory.create(values.toArray());
    }

    private static double[] plus(double[] values, double[] added) {
        double[] sums = values.clone();
        for (int i = 0; added != null && i < sums.length; i++) {
            sums[i] += added[i];
        }
        return sums;
    }
}
