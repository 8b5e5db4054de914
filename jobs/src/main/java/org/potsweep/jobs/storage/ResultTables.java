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
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.engine.Against;
import org.potsweep.jobs.engine.ErrorSums;
import org.potsweep.jobs.engine.RowKind;
import org.potsweep.jobs.engine.RowSet;
import org.potsweep.jobs.engine.SolvedCell;

/** Rows of the tables {@code orderings}, {@code results} and {@code models}. */
public final class ResultTables implements Serializable {
    private static final double MILLI = 1000;

    /** Weight of the stress rows, which are not fitted. */
    private static final double UNFITTED = 0;

    /** Columns that name a cell; with {@code replicate}, they are a key of {@code results} and {@code models}. */
    private static final StructType CELL = new StructType()
            .add("strategy", StringType, false)
            .add("ordering_id", StringType, false)
            .add("replicate", IntegerType, false)
            .add("subset_size", IntegerType, false)
            .add("energy_weight", DoubleType, false)
            .add("force_weight", DoubleType, false)
            .add("stress_weight", DoubleType, false)
            .add("twojmax", IntegerType, false)
            .add("level", StringType, false)
            .add("ridge", DoubleType, false);

    /** The table {@code results}. */
    public static final StructType RESULTS = results();

    /** The table {@code models}. */
    public static final StructType MODELS = CELL.add("coefficients", createArrayType(DoubleType, false), false)
            .add("reference_potential", StringType, false)
            .add("quadraticflag", BooleanType, false)
            .add("rcutfac", DoubleType, false)
            .add("rfac0", DoubleType, false)
            .add("rmin0", DoubleType, false)
            .add("switchflag", BooleanType, false)
            .add("bzeroflag", BooleanType, false)
            .add("bnormflag", BooleanType, false)
            .add("chemflag", BooleanType, false)
            .add("wselfallflag", BooleanType, false)
            .add("switchinnerflag", BooleanType, false)
            .add("elements", createArrayType(StringType, false), false)
            .add("radelem", createArrayType(DoubleType, false), false)
            .add("wj", createArrayType(DoubleType, false), false)
            .add("sinner", createArrayType(DoubleType, false), false)
            .add("dinner", createArrayType(DoubleType, false), false);

    /** The table {@code orderings}; {@code rank} counts from 1. */
    public static final StructType ORDERINGS = new StructType()
            .add("ordering_id", StringType, false)
            .add("strategy", StringType, false)
            .add("replicate", IntegerType, false)
            .add("twojmax", IntegerType, true)
            .add("rank", IntegerType, false)
            .add("config_id", StringType, false)
            .add("score", DoubleType, false);

    private final FactorialDesign design;
    private final String reference;
    private final List<OrderingColumns> orderings;

    /** For each twojmax the place of every coefficient in a .snapcoeff file. */
    private final int[][] snapcoeffPlaces;

    /**
     * What the tables say of an ordering.
     *
     * @param seconds DFT seconds of each (level, subset size); NaN where a level's costs are unknown
     */
    public record OrderingColumns(String strategy, String id, int replicate, double[][] seconds)
            implements Serializable {}

    /** @param reference the reference potential, as LAMMPS's pair_style takes it */
    public ResultTables(FactorialDesign design, String reference, List<OrderingColumns> orderings) {
        this.reference = reference;
        this.design = design;
        this.orderings = new ArrayList<>(orderings);
        SnapColumns columns = SnapColumns.of(design.snap());
        this.snapcoeffPlaces = design.twojmax().stream()
                .map(twojmax -> snapcoeffPlaces(columns.lammpsOrder(twojmax), design.snap()))
                .toArray(int[][]::new);
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
    public static Column[] sortColumns() {
        return Arrays.stream(CELL.fieldNames()).map(functions::col).toArray(Column[]::new);
    }

    private static StructType results() {
        StructType schema = CELL.add("n_configs", LongType, false)
                .add("n_rows", LongType, false)
                .add("p", IntegerType, false)
                .add("rank", IntegerType, false)
                .add("condition", DoubleType, false)
                .add("method", StringType, false)
                .add("refined", BooleanType, false);
        for (RowSet set : RowSet.values()) {
            for (RowKind kind : RowKind.values()) {
                for (Against against : Against.values()) {
                    schema = schema.add(errorColumn(set, kind, against, false), DoubleType, false);
                    if (kind == RowKind.ENERGY) {
                        schema = schema.add(errorColumn(set, kind, against, true), DoubleType, false);
                    }
                }
            }
        }
        return schema.add("dft_cost_seconds", DoubleType, true);
    }

    /** The name of an error column: errors are against the reference level unless it says otherwise. */
    public static String errorColumn(RowSet set, RowKind kind, Against against, boolean shifted) {
        return set.name().toLowerCase(Locale.ROOT)
                + (kind == RowKind.ENERGY ? "_energy_rmse_mev_per_atom" : "_force_rmse_mev_per_angstrom")
                + (against == Against.OWN_LEVEL ? "_own_level" : "")
                + (shifted ? "_shifted" : "");
    }

    private void addCell(List<Object> values, DesignCell cell) {
        OrderingColumns ordering = orderings.get(cell.ordering());
        FitWeights weights = design.weights().get(cell.weights());
        values.addAll(List.of(
                ordering.strategy(),
                ordering.id(),
                ordering.replicate(),
                design.sizes().get(cell.size()),
                weights.eweight(),
                weights.fweight(),
                UNFITTED,
                design.twojmax().get(cell.twojmax()),
                design.levels().get(cell.level()),
                weights.ridge()));
    }

    /** The row of {@code results} of a solved cell. */
    public Row result(SolvedCell solved) {
        DesignCell cell = solved.cell();
        ErrorSums errors = solved.errors();
        List<Object> values = new ArrayList<>();
        addCell(values, cell);
        long configs = errors.count(RowSet.SUBSET, RowKind.ENERGY);
        values.add(configs);
        values.add(configs + errors.count(RowSet.SUBSET, RowKind.FORCE));
        values.add(solved.coefficients().length);
        values.add(solved.rank());
        values.add(solved.condition());
        values.add(solved.method());
        values.add(solved.refined());
        for (RowSet set : RowSet.values()) {
            for (RowKind kind : RowKind.values()) {
                for (Against against : Against.values()) {
                    values.add(MILLI * errors.rmse(set, kind, against));
                    if (kind == RowKind.ENERGY) {
                        values.add(MILLI * errors.shiftedRmse(set, kind, against));
                    }
                }
            }
        }
        double seconds = orderings.get(cell.ordering()).seconds()[cell.level()][cell.size()];
        values.add(Double.isNaN(seconds) ? null : (Object) seconds);
        return RowFactory.create(values.toArray());
    }

    /** The row of {@code models} of a solved cell. */
    public Row model(SolvedCell solved) {
        SnapParameters snap = design.snap();
        List<Object> values = new ArrayList<>();
        addCell(values, solved.cell());
        values.add(snapcoeffOrder(solved));
        values.add(reference);
        values.add(snap.quadraticflag());
        values.add(snap.rcutfac());
        values.add(snap.rfac0());
        values.add(snap.rmin0());
        values.add(snap.switchflag());
        values.add(snap.bzeroflag());
        values.add(snap.bnormflag());
        values.add(snap.chemflag());
        values.add(snap.wselfallflag());
        values.add(snap.switchinnerflag());
        values.add(snap.elements().stream().map(SnapParameters.Element::symbol).toArray(String[]::new));
        List<ToDoubleFunction<SnapParameters.Element>> ofElements = List.of(
                SnapParameters.Element::radelem,
                SnapParameters.Element::wj,
                SnapParameters.Element::sinner,
                SnapParameters.Element::dinner);
        for (ToDoubleFunction<SnapParameters.Element> value : ofElements) {
            values.add(snap.elements().stream().mapToDouble(value).toArray());
        }
        return RowFactory.create(values.toArray());
    }

    /** Coefficients as a .snapcoeff file lists them; constants without a column are 0. */
    private double[] snapcoeffOrder(SolvedCell solved) {
        int[] places = snapcoeffPlaces[solved.cell().twojmax()];
        SnapParameters snap = design.snap();
        double[] coefficients = new double
                [places.length + (snap.intercept() ? 0 : snap.elements().size())];
        for (int c = 0; c < places.length; c++) {
            coefficients[places[c]] = solved.coefficients()[c];
        }
        return coefficients;
    }

    /** The rows of {@code orderings} of one ordering. */
    public static List<Row> ordering(Ordering ordering, List<String> configIds) {
        List<Row> rows = new ArrayList<>();
        Integer twojmax = ordering.twojmax() == Ordering.ANY_TWOJMAX ? null : ordering.twojmax();
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
