package org.potsweep.jobs.report;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.potsweep.jobs.design.Axis;

/** The table {@code parity} as charts draw it. One model after the other passes through this process. */
final class ParityRows {
    /** Points of a model and kind that are drawn; beyond it, evenly chosen ones. */
    static final int DRAWN = 2000;

    private static final double MILLI = 1000;
    private static final List<String> DRAWN_ROLES = List.of("best-energy", "best-force", "knee");

    private final Dataset<Row> parity;
    private final List<String> axes;
    private final List<List<Object>> points = new ArrayList<>();

    /** Pairs of a model: the structure, and in eV(/angstrom) label, prediction and the own level's label. */
    private record Pairs(List<String> ids, List<double[]> values) {
        Pairs() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(String id, double predicted, double label, double own) {
            ids.add(id);
            values.add(new double[] {label, predicted, own});
        }

        /** Prediction (1) or own label (2) minus reference label, in thousandths. */
        double[] minusLabel(int column) {
            return values.stream()
                    .mapToDouble(value -> MILLI * (value[column] - value[0]))
                    .toArray();
        }
    }

    ParityRows(Dataset<Row> parity) {
        this.parity = parity;
        this.axes = Axis.among(List.of(parity.columns()));
    }

    /** A row a point. */
    DataTable table() {
        List<String> model = new ArrayList<>(axes);
        model.add("replicate");
        List<String> sorted = new ArrayList<>(model);
        sorted.add("config_id");
        Iterator<Row> rows = parity.orderBy(sorted.stream().map(functions::col).toArray(Column[]::new))
                .toLocalIterator();
        Row first = null;
        Map<String, Pairs> pairs = new LinkedHashMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            if (first != null && !key(first, model).equals(key(row, model))) {
                finish(first, pairs);
                pairs = new LinkedHashMap<>();
            }
            first = row;
            add(row, pairs);
        }
        if (first != null) {
            finish(first, pairs);
        }
        return new DataTable(
                List.of("model", "config_id", "kind", "label", "predicted", "residual", "level_error"), points);
    }

    private static List<Object> key(Row row, List<String> columns) {
        return columns.stream().map(column -> row.<Object>getAs(column)).toList();
    }

    private static void add(Row row, Map<String, Pairs> pairs) {
        String id = row.getAs("config_id");
        pairs.computeIfAbsent("energy", k -> new Pairs())
                .add(
                        id,
                        row.<Double>getAs("energy_ev_per_atom"),
                        row.<Double>getAs("energy_label_ev_per_atom"),
                        row.<Double>getAs("energy_label_ev_per_atom_own_level"));
        Pairs forces = pairs.computeIfAbsent("force", k -> new Pairs());
        List<Double> predicted = row.getList(row.fieldIndex("forces_ev_per_angstrom"));
        List<Double> labels = row.getList(row.fieldIndex("forces_label_ev_per_angstrom"));
        List<Double> own = row.getList(row.fieldIndex("forces_label_ev_per_angstrom_own_level"));
        for (int i = 0; i < predicted.size(); i++) {
            forces.add(id, predicted.get(i), labels.get(i), own.get(i));
        }
    }

    private void finish(Row model, Map<String, Pairs> pairs) {
        List<String> roles = model.getList(model.fieldIndex("roles"));
        List<String> drawn = DRAWN_ROLES.stream().filter(roles::contains).toList();
        if (!drawn.isEmpty()) {
            String name = String.join(", ", drawn).replace('-', ' ') + " (level " + model.getAs("level") + ")";
            pairs.forEach((kind, values) -> draw(name, kind, values));
        }
    }

    private void draw(String model, String kind, Pairs pairs) {
        double[] residuals = pairs.minusLabel(1);
        double[] errors = pairs.minusLabel(2);
        int step = (residuals.length + DRAWN - 1) / DRAWN;
        for (int i = 0; i < residuals.length; i += step) {
            double[] value = pairs.values().get(i);
            points.add(List.of(model, pairs.ids().get(i), kind, value[0], value[1], residuals[i], errors[i]));
        }
    }
}
