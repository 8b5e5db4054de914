package org.potsweep.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.potsweep.jobs.design.Axis;

/** The charts of a report, and what fills the gaps of their templates. */
final class ReportCharts {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In the order of the page. */
    private static final List<String> NAMES = List.of(
            "front",
            "cost",
            "twojmax",
            "weights",
            "learning",
            "levels",
            "thresholds",
            "parity",
            "residuals",
            "correlation",
            "kept",
            "stages");

    /** What an axis is called. */
    private static final Map<String, String> TITLES = Map.of(
            "strategy", "strategy",
            "subset_size", "structures",
            "energy_weight", "energy weight",
            "force_weight", "force weight",
            "stress_weight", "stress weight",
            "twojmax", "2Jmax",
            "level", "DFT level");

    private final ReportData data;
    private final Map<String, ObjectNode> all;

    ReportCharts(ReportData data) {
        this.data = data;
        this.all = filled();
    }

    /** The charts whose data the run has, by name; their data are named, not contained. */
    Map<String, ObjectNode> all() {
        return all;
    }

    private Map<String, ObjectNode> filled() {
        Map<String, ObjectNode> charts = new LinkedHashMap<>();
        for (String name : NAMES) {
            ObjectNode chart = ChartTemplate.fill(name, this::value);
            boolean drawable = data.tables().keySet().containsAll(ChartTemplate.datasets(chart));
            if (drawable && (!name.equals("cost") || data.hasCosts())) {
                charts.put(name, chart);
            }
        }
        return charts;
    }

    /** A chart as a document of its own, with those of the tables that it draws, an object a row. */
    static ObjectNode complete(ObjectNode chart, Map<String, ArrayNode> tables) {
        ObjectNode complete = chart.deepCopy();
        ObjectNode datasets = complete.putObject("datasets");
        ChartTemplate.datasets(chart).forEach(name -> datasets.set(name, tables.get(name)));
        return complete;
    }

    private JsonNode value(String gap) {
        String[] words = gap.split(" ");
        List<String> arguments = Arrays.asList(words).subList(1, words.length);
        return JSON.valueToTree(
                switch (words[0]) {
                    case "levels" -> data.levels();
                    case "levels-with-errors" ->
                        data.levels().stream()
                                .filter(level -> !level.equals(data.source().referenceLevel()))
                                .toList();
                    case "crudest" -> data.levels().get(0);
                    case "level-labels" ->
                        data.source().levels().stream().map(LevelRows::label).toList();
                    case "start" -> start().get(data.cells().index(arguments.get(0)));
                    case "cost-column" -> costColumn();
                    case "level-title" -> levelTitle();
                    case "axes" -> axes();
                    case "cell" -> cell();
                    case "cost" -> cost();
                    case "domain" -> range(arguments).domain();
                    case "ticks" -> range(arguments).ticks();
                    case "all-ticks" ->
                        LogRange.whole(data.cells(), arguments.get(0)).allTicks();
                    case "values" -> data.cells().distinct(arguments.get(0));
                    case "selectors" -> selectors(arguments);
                    case "selected" -> selected(arguments);
                    default -> throw new IllegalStateException("a chart has an unknown gap " + gap);
                });
    }

    private String levelTitle() {
        boolean spacings = data.source().levels().stream()
                .allMatch(level -> level.kspacingPerAngstrom().isPresent());
        return spacings ? "DFT level (k-point spacing, 1/\u00c5)" : "DFT level";
    }

    /** What an axis is called. */
    static String title(String axis) {
        return TITLES.getOrDefault(axis, axis);
    }

    /** The axes that have several values, besides some. */
    List<String> varied(List<String> besides) {
        return data.axes().stream()
                .filter(axis ->
                        !besides.contains(axis) && data.cells().distinct(axis).size() > 1)
                .toList();
    }

    /** What tells cells apart, for a tooltip. */
    private List<Map<String, Object>> axes() {
        return varied(List.of()).stream()
                .map(axis -> Map.<String, Object>of("field", axis, "title", title(axis)))
                .toList();
    }

    /** What hovering over a cell shows. */
    private List<Map<String, Object>> cell() {
        List<Map<String, Object>> fields = new ArrayList<>(axes());
        addError(fields, CellTable.ENERGY, "energy RMSE, meV/atom");
        addError(fields, CellTable.FORCE, "force RMSE, meV/\u00c5");
        if (data.hasCosts()) {
            fields.add(Map.of("field", CellTable.COST, "title", "DFT cost, s", "format", ",.4~r"));
        }
        fields.add(Map.of("field", "membership", "title", "on the front in", "format", ".0%"));
        fields.add(Map.of("field", "method", "title", "solved by"));
        return fields;
    }

    private static void addError(List<Map<String, Object>> fields, String error, String title) {
        fields.add(Map.of("field", error, "title", title, "format", ",.4~r"));
        fields.add(Map.of("field", error + "_p16", "title", "  16th percentile", "format", ",.4~r"));
        fields.add(Map.of("field", error + "_p84", "title", "  84th percentile", "format", ",.4~r"));
    }

    /** The colour of a cell: its cost, or its size where no costs are known. */
    private Map<String, Object> cost() {
        Map<String, Object> colour = new LinkedHashMap<>();
        colour.put("field", costColumn());
        colour.put("type", "quantitative");
        colour.put("title", data.hasCosts() ? "DFT cost, s" : "structures");
        colour.put("scale", Map.of("type", "log", "scheme", Map.of("name", "viridis", "extent", List.of(0, 0.92))));
        colour.put(
                "legend",
                Map.of(
                        "format",
                        ",~r",
                        "gradientLength",
                        180,
                        "values",
                        range(List.of(costColumn())).ticks()));
        return colour;
    }

    /**
     * The range of a column: of errors it is what is worth showing of the front, of which a second argument says which one.
     */
    private LogRange range(List<String> arguments) {
        String column = arguments.get(0);
        return List.of(CellTable.ENERGY, CellTable.FORCE).contains(column)
                ? LogRange.ofFront(data.cells(), column, arguments.size() > 1 ? arguments.get(1) : "on_front")
                : LogRange.whole(data.cells(), column);
    }

    /** How many cells of the front lie outside of what the chart of the front shows. */
    long beyond() {
        LogRange energies = range(List.of(CellTable.ENERGY));
        LogRange forces = range(List.of(CellTable.FORCE));
        DataTable cells = data.cells();
        return cells.rows().stream()
                .filter(row -> cells.<Boolean>value(row, "on_front"))
                .filter(row -> !energies.holds(cells.<Double>value(row, CellTable.ENERGY))
                        || !forces.holds(cells.<Double>value(row, CellTable.FORCE)))
                .count();
    }

    private String costColumn() {
        return data.hasCosts() ? CellTable.COST : Axis.SUBSET_SIZE.column();
    }

    /** A choice for every axis that a chart does not show; it starts with the cell of the best energy. */
    private List<Map<String, Object>> selectors(List<String> shown) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (String axis : varied(shown)) {
            List<Object> options = new ArrayList<>(
                    axis.equals(Axis.LEVEL.column())
                            ? data.levels()
                            : data.cells().distinct(axis));
            parameters.add(Map.of(
                    "name",
                    "chosen_" + axis,
                    "value",
                    start().get(data.cells().index(axis)),
                    "bind",
                    Map.of("input", "select", "options", options, "name", title(axis) + " ")));
        }
        return parameters;
    }

    /** The cell of the best energy; the first one where the front is taken in other objectives. */
    List<Object> start() {
        return data.cells().rows().stream()
                .filter(row -> {
                    String mark = data.cells().value(row, "mark");
                    return mark != null && mark.contains("energy");
                })
                .findFirst()
                .orElse(data.cells().rows().get(0));
    }

    /** Leaves the cells that {@link #selectors} choose. */
    private List<Map<String, Object>> selected(List<String> shown) {
        return varied(shown).stream()
                .map(axis -> Map.<String, Object>of("filter", "datum." + axis + " === chosen_" + axis))
                .toList();
    }
}
