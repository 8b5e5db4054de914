package org.potsweep.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.potsweep.jobs.choice.CellKeys;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.choice.RunCells;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontRow;

/**
 * One row a cell of a table of results: its axes, medians over replicates (of the test errors also the 16th and 84th
 * percentile), and its place on the fronts. Spark's {@code percentile} interpolates as
 * {@link org.potsweep.analysis.Quantiles} does.
 */
final class CellTable {
    static final String ENERGY = "test_energy_rmse_mev_per_atom";
    static final String FORCE = "test_force_rmse_mev_per_angstrom";
    static final String COST = "dft_cost_seconds";

    /** The mark of cells that stand out for having been asked for. */
    private static final String NAMED = "named";

    private static final List<String> SPREADS = List.of(ENERGY, FORCE);
    private static final List<String> MEDIANS =
            List.of(COST, ENERGY + "_own_level", FORCE + "_own_level", ENERGY + "_shifted", "test_stress_rmse_gpa");

    private final Dataset<Row> results;
    private final FrontAnswer fronts;
    private final List<String> axes;
    private final Map<List<Object>, String> keys = new HashMap<>();

    /**
     * @param fronts of all cells, and of each twojmax
     * @param run the cells of the table, which name each other apart
     */
    CellTable(Dataset<Row> results, FrontAnswer fronts, RunCells run) {
        this.results = results;
        this.fronts = fronts;
        this.axes = run.axes();
        CellKeys names = new CellKeys(run);
        run.cells().forEach(cell -> keys.put(values(cell), names.of(cell)));
    }

    /** The values of a cell's axes. */
    static List<Object> values(RunCell cell) {
        return new ArrayList<>(cell.axes().values());
    }

    /** The columns that name a cell. */
    List<String> axes() {
        return axes;
    }

    DataTable read() {
        List<String> columns = DataTable.columns(axes, "replicates", "method");
        List<Column> values = new ArrayList<>();
        values.add(collect_set("method").as("method"));
        for (String measure : measures()) {
            values.add(
                    expr("percentile(" + measure + ", array(0.5, 0.16, 0.84))").as(measure));
            columns.add(measure);
            if (SPREADS.contains(measure)) {
                columns.addAll(List.of(measure + "_p16", measure + "_p84"));
            }
        }
        columns.addAll(List.of("on_front", "on_front_of_twojmax", "membership", "mark", "key"));
        Column[] cell = axes.stream().map(axis -> col(axis)).toArray(Column[]::new);
        Places places = places();
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : results.groupBy(cell)
                .agg(count(lit(1)).as("replicates"), values.toArray(Column[]::new))
                .orderBy(cell)
                .collectAsList()) {
            rows.add(row(row, places));
        }
        return new DataTable(columns, rows);
    }

    private List<String> measures() {
        List<String> all = new ArrayList<>(SPREADS);
        MEDIANS.stream()
                .filter(measure -> Arrays.asList(results.columns()).contains(measure))
                .forEach(all::add);
        return all;
    }

    private List<Object> row(Row row, Places places) {
        List<Object> key = axes.stream().map(axis -> row.<Object>getAs(axis)).toList();
        List<Object> values = new ArrayList<>(key);
        values.add(row.<Long>getAs("replicates"));
        List<String> methods = row.getList(row.fieldIndex("method"));
        values.add(methods.size() == 1 ? methods.get(0) : "mixed");
        for (String measure : measures()) {
            int index = row.fieldIndex(measure);
            List<Double> percentiles = row.isNullAt(index) ? Arrays.asList(null, null, null) : row.getList(index);
            values.addAll(SPREADS.contains(measure) ? percentiles : percentiles.subList(0, 1));
        }
        FrontRow onFront = places.overall().get(key);
        values.add(onFront != null);
        values.add(places.ofTwojmax().contains(key));
        values.add(onFront == null ? null : onFront.membership());
        values.add(places.marks().get(key));
        values.add(keys.get(key));
        return values;
    }

    /** A cell's key, and what it stands out for: null if for nothing. */
    record Chosen(String key, String mark, boolean onFront) {}

    /** The cells on the front and those that are wanted, by the values of their axes. */
    Map<List<Object>, Chosen> chosen(DataTable cells, Set<List<Object>> wanted) {
        Map<List<Object>, Chosen> chosen = new LinkedHashMap<>();
        for (List<Object> row : cells.rows()) {
            List<Object> cell =
                    axes.stream().map(axis -> cells.<Object>value(row, axis)).toList();
            boolean onFront = cells.value(row, "on_front");
            String mark = cells.value(row, "mark");
            if (onFront || wanted.contains(cell)) {
                String word = mark == null && wanted.contains(cell) ? NAMED : mark;
                chosen.put(cell, new Chosen(keys.get(cell), word, onFront));
            }
        }
        return chosen;
    }

    /** The cells on the fronts, by their axes; a cell that stands out may do so in several ways. */
    private record Places(
            Map<List<Object>, FrontRow> overall, Set<List<Object>> ofTwojmax, Map<List<Object>, String> marks) {}

    private Places places() {
        Map<List<Object>, FrontRow> overall = new HashMap<>();
        fronts.overall().rows().forEach(row -> overall.put(key(row), row));
        Set<List<Object>> ofTwojmax = fronts.fronts().stream()
                .skip(1)
                .flatMap(front -> front.rows().stream())
                .map(CellTable::key)
                .collect(Collectors.toCollection(HashSet::new));
        Map<List<Object>, String> marks = new HashMap<>();
        marked(fronts.overall()).forEach((mark, row) -> marks.merge(key(row), mark, (a, b) -> a + ", " + b));
        return new Places(overall, ofTwojmax, marks);
    }

    private static List<Object> key(FrontRow row) {
        return new ArrayList<>(row.axes().values());
    }

    /** The cells that stand out, by what for. */
    static Map<String, FrontRow> marked(Front front) {
        Map<String, FrontRow> marked = new LinkedHashMap<>();
        if (front.best().containsKey(ENERGY)) {
            marked.put("best energy", front.best().get(ENERGY));
        }
        if (front.best().containsKey(FORCE)) {
            marked.put("best force", front.best().get(FORCE));
        }
        marked.put("knee", front.knee());
        return marked;
    }
}
