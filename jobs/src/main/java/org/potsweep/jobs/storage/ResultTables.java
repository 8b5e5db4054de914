package org.potsweep.jobs.storage;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.engine.Against;
import org.potsweep.jobs.engine.ErrorSums;
import org.potsweep.jobs.engine.FittedModel;
import org.potsweep.jobs.engine.RowKind;
import org.potsweep.jobs.engine.RowSet;
import org.potsweep.jobs.engine.SolvedCell;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/** Rows of the tables {@code orderings}, {@code results} and {@code models}. */
public final class ResultTables implements Serializable {
    private static final double MILLI = 1000;

    /** The table {@code orderings}; {@code rank} counts from 1. */
    public static final StructType ORDERINGS = new StructType()
            .add("ordering_id", StringType, false)
            .add("strategy", StringType, false)
            .add("replicate", IntegerType, false)
            .add("twojmax", IntegerType, true)
            .add("rank", IntegerType, false)
            .add("config_id", StringType, false)
            .add("score", DoubleType, false);

    /** The descriptor settings that {@code models} tells, beside those that are axes. */
    private static final List<Setting> SETTINGS = List.of(
            new Setting("rcutfac", DoubleType, SnapParameters::rcutfac),
            new Setting("rfac0", DoubleType, SnapParameters::rfac0),
            new Setting("rmin0", DoubleType, SnapParameters::rmin0),
            new Setting("switchflag", BooleanType, SnapParameters::switchflag),
            new Setting("bzeroflag", BooleanType, SnapParameters::bzeroflag),
            new Setting("bnormflag", BooleanType, SnapParameters::bnormflag),
            new Setting("chemflag", BooleanType, SnapParameters::chemflag),
            new Setting("wselfallflag", BooleanType, SnapParameters::wselfallflag),
            new Setting("switchinnerflag", BooleanType, SnapParameters::switchinnerflag),
            new Setting(
                    "elements",
                    createArrayType(StringType, false),
                    snap -> snap.elements().stream().map(Element::symbol).toArray(String[]::new)),
            ofElements("radelem", Element::radelem),
            ofElements("wj", Element::wj),
            ofElements("sinner", Element::sinner),
            ofElements("dinner", Element::dinner));

    private final FactorialDesign design;
    private final String reference;
    private final List<OrderingColumns> orderings;

    private final StructType cell;

    /** Seconds an atom-step of each model size; null where unknown. */
    private final Double[] evaluationSeconds;

    /** By descriptor and model size. */
    private final Format[][] formats;

    /** A column of {@code models} that tells a setting. */
    private record Setting(String name, DataType type, Function<SnapParameters, Object> of) {}

    private static Setting ofElements(String name, ToDoubleFunction<Element> of) {
        return new Setting(
                name,
                createArrayType(DoubleType, false),
                snap -> snap.elements().stream().mapToDouble(of).toArray());
    }

    /**
     * What {@code models} says of all models of one descriptor and size.
     *
     * @param places the place of every coefficient in a .snapcoeff file
     * @param length the number of coefficients in that file; those that have no place are constants without a column, 0
     * @param settings values of the columns that tell settings
     */
    private record Format(int[] places, int length, ArrayList<Object> settings) implements Serializable {
        double[] snapcoeffOrder(double[] coefficients) {
            double[] ordered = new double[length];
            for (int c = 0; c < places.length; c++) {
                ordered[places[c]] = coefficients[c];
            }
            return ordered;
        }
    }

    /**
     * What the tables say of an ordering.
     *
     * @param sizes the subset sizes that name its cells
     * @param seconds DFT seconds of each (level, subset size); NaN where a level's costs are unknown
     */
    public record OrderingColumns(Strategy strategy, String id, int replicate, int[] sizes, double[][] seconds)
            implements Serializable {}

    /**
     * @param reference the reference potential, as LAMMPS's pair_style takes it
     * @param evaluationSeconds what a model of a twojmax takes an atom-step, s, where that is known
     */
    public ResultTables(
            FactorialDesign design,
            String reference,
            List<OrderingColumns> orderings,
            IntFunction<OptionalDouble> evaluationSeconds) {
        this.reference = reference;
        this.design = design;
        this.orderings = new ArrayList<>(orderings);
        this.cell = cell(design);
        this.evaluationSeconds = design.shapes().stream()
                .map(shape -> evaluationSeconds.apply(shape.twojmax()))
                .map(seconds -> seconds.isPresent() ? seconds.getAsDouble() : null)
                .toArray(Double[]::new);
        this.formats = new Format[design.descriptors().size()][design.shapes().size()];
        for (int d = 0; d < formats.length; d++) {
            ModelColumns columns = design.columns(d);
            for (int shape = 0; shape < formats[d].length; shape++) {
                formats[d][shape] = format(columns.parameters(shape));
            }
        }
    }

    private Format format(SnapParameters snap) {
        int[] places = snapcoeffPlaces(SnapColumns.of(snap).lammpsOrder(snap.twojmax()), snap);
        ArrayList<Object> values = new ArrayList<>();
        settings().forEach(setting -> values.add(setting.of().apply(snap)));
        return new Format(
                places, places.length + (snap.intercept() ? 0 : snap.elements().size()), values);
    }

    private static StructType cell(FactorialDesign design) {
        StructType cell = new StructType();
        for (Axis axis : design.axes()) {
            cell = cell.add(axis.column(), type(axis), false);
            if (axis.equals(Axis.STRATEGY)) {
                cell = cell.add("ordering_id", StringType, false).add("replicate", IntegerType, false);
            }
        }
        return cell;
    }

    private static DataType type(Axis axis) {
        return Map.of(
                        String.class, StringType,
                        Integer.class, IntegerType,
                        Double.class, DoubleType,
                        Boolean.class, BooleanType)
                .get(axis.type());
    }

    /**
     * A .snapcoeff file lists for each element its constant, then its coefficients in LAMMPS's order. Without intercept
     * the constant has no column.
     */
    private static int[] snapcoeffPlaces(int[] lammpsOrder, SnapParameters snap) {
        if (snap.intercept()) {
            return lammpsOrder;
        }
        int block = lammpsOrder.length / snap.elements().size();
        return Arrays.stream(lammpsOrder)
                .map(index -> index / block * (block + 1) + 1 + index % block)
                .toArray();
    }

    /** The columns by which {@code results} are sorted within a file. */
    public Column[] sortColumns() {
        return Arrays.stream(cell.fieldNames()).map(functions::col).toArray(Column[]::new);
    }

    /** The columns of {@code results}. */
    public StructType results() {
        StructType schema = cell.add("n_configs", LongType, false)
                .add("n_rows", LongType, false)
                .add("p", IntegerType, false)
                .add("rank", IntegerType, false)
                .add("condition", DoubleType, false)
                .add("method", StringType, false)
                .add("refined", BooleanType, false);
        for (ErrorColumn column : errorColumns()) {
            schema = schema.add(column.name(), DoubleType, false);
        }
        return schema.add(FrontSettings.DFT_COST, DoubleType, true)
                .add(FrontSettings.EVALUATION_COST, DoubleType, true);
    }

    /** The columns of {@code models}: enough to write LAMMPS's files. */
    public StructType models() {
        StructType schema = cell.add("coefficients", createArrayType(DoubleType, false), false)
                .add("reference_potential", StringType, false);
        for (Setting setting : settings()) {
            schema = schema.add(setting.name(), setting.type(), false);
        }
        return schema;
    }

    private List<Setting> settings() {
        List<String> axes = List.of(cell.fieldNames());
        return SETTINGS.stream()
                .filter(setting -> !axes.contains(setting.name()))
                .toList();
    }

    private record ErrorColumn(RowSet set, RowKind kind, Against against, boolean shifted) {
        String name() {
            return errorColumn(set, kind, against, shifted);
        }

        double of(ErrorSums errors) {
            double error = shifted ? errors.shiftedRmse(set, kind, against) : errors.rmse(set, kind, against);
            return kind == RowKind.STRESS ? error : MILLI * error;
        }
    }

    private List<ErrorColumn> errorColumns() {
        List<ErrorColumn> columns = new ArrayList<>();
        for (RowSet set : RowSet.values()) {
            for (RowKind kind : RowKind.first(design.kinds())) {
                for (Against against : Against.values()) {
                    columns.add(new ErrorColumn(set, kind, against, false));
                    if (kind == RowKind.ENERGY) {
                        columns.add(new ErrorColumn(set, kind, against, true));
                    }
                }
            }
        }
        return columns;
    }

    /** The name of an error column: errors are against the reference level unless it says otherwise. */
    public static String errorColumn(RowSet set, RowKind kind, Against against, boolean shifted) {
        return set.name().toLowerCase(Locale.ROOT)
                + switch (kind) {
                    case ENERGY -> "_energy_rmse_mev_per_atom";
                    case FORCE -> "_force_rmse_mev_per_angstrom";
                    case STRESS -> "_stress_rmse_gpa";
                }
                + (against == Against.OWN_LEVEL ? "_own_level" : "")
                + (shifted ? "_shifted" : "");
    }

    /** The columns that name a model: the axes, and which replicate it is. */
    StructType cell() {
        return cell;
    }

    /** The values of these columns. */
    List<Object> cellValues(DesignCell at) {
        OrderingColumns ordering = orderings.get(at.ordering());
        List<Object> values = new ArrayList<>(design.values(at, ordering.strategy(), ordering.sizes()[at.size()]));
        values.addAll(1, List.of(ordering.id(), ordering.replicate()));
        return values;
    }

    /** The row of {@code results} of a solved cell. */
    public Row result(SolvedCell solved) {
        FittedModel model = solved.model();
        ErrorSums errors = solved.errors();
        List<Object> values = cellValues(model.cell());
        values.add(errors.count(RowSet.SUBSET, RowKind.ENERGY));
        values.add(Arrays.stream(RowKind.values())
                .mapToLong(kind -> errors.count(RowSet.SUBSET, kind))
                .sum());
        values.add(model.coefficients().length);
        values.add(model.rank());
        values.add(model.condition());
        values.add(model.method());
        values.add(model.refined());
        errorColumns().forEach(column -> values.add(column.of(errors)));
        double seconds = orderings.get(model.cell().ordering())
                .seconds()[model.cell().level()][model.cell().size()];
        values.add(Double.isNaN(seconds) ? null : (Object) seconds);
        values.add(evaluationSeconds[model.cell().shape()]);
        return RowFactory.create(values.toArray());
    }

    /** The row of {@code models} of a solved cell. */
    public Row model(SolvedCell solved) {
        DesignCell at = solved.cell();
        Format format = formats[at.descriptor()][at.shape()];
        List<Object> values = cellValues(at);
        values.add(format.snapcoeffOrder(solved.model().coefficients()));
        values.add(reference);
        values.addAll(format.settings());
        return RowFactory.create(values.toArray());
    }

    /** The rows of {@code orderings} of one ordering. */
    public List<Row> ordering(Ordering ordering, List<String> configIds) {
        Integer twojmax = ordering.shape() == Ordering.ANY
                ? null
                : design.shapes().get(ordering.shape()).twojmax();
        return ordering(ordering, twojmax, configIds);
    }

    /**
     * The rows of {@code orderings} of one ordering.
     *
     * @param twojmax at which scores were taken, null without scores
     * @param configIds ids of the configurations by index
     */
    public static List<Row> ordering(Ordering ordering, Integer twojmax, List<String> configIds) {
        List<Row> rows = new ArrayList<>();
        for (int rank = 0; rank < ordering.configs().length; rank++) {
            rows.add(RowFactory.create(
                    ordering.id(),
                    ordering.strategy().label(),
                    ordering.replicate(),
                    twojmax,
                    rank + 1,
                    configIds.get(ordering.configs()[rank]),
                    ordering.scores()[rank]));
        }
        return rows;
    }
}
