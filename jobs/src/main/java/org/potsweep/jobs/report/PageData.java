package org.potsweep.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.potsweep.jobs.design.Axis;

/** What the page's script works with: the tables, the charts, and what the columns of its tables are called. */
record PageData(ReportData data, ReportCharts charts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Axes that name a cell even where they have one value, so that commands can be read. */
    private static final List<Axis> NAMING =
            List.of(Axis.STRATEGY, Axis.SUBSET_SIZE, Axis.ENERGY_WEIGHT, Axis.TWOJMAX, Axis.LEVEL);

    /** The text of a script element. */
    String json() {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("folder", data.folder());
        page.put("levels", data.levels());
        page.put("measures", measures());
        page.put("subsetsBy", List.of(column("strategy", "strategy"), column("twojmax", "2Jmax")));
        page.put("subsetsAt", subsetsAt());
        page.put("kept", kept());
        page.put("settings", data.manifest().settings());
        Map<String, JsonNode> tables = new LinkedHashMap<>();
        data.tables().forEach((name, table) -> tables.put(name, table.compact()));
        page.put("tables", tables);
        Map<String, ObjectNode> all = charts.all();
        page.put("charts", all);
        page.put("config", ChartTemplate.fill("style", gap -> null));
        try {
            // Inside a script element nothing may look like its end, nor like the start of a comment.
            return JSON.writeValueAsString(page).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is plain data", e);
        }
    }

    /** The axes that name a cell in a command. */
    private List<String> key() {
        return data.axes().stream()
                .filter(axis ->
                        NAMING.stream().anyMatch(naming -> naming.column().equals(axis))
                                || data.cells().distinct(axis).size() > 1)
                .toList();
    }

    /** The columns of the table of cells. */
    private List<Map<String, Object>> measures() {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (String axis : key()) {
            Map<String, Object> column = column(axis, ReportCharts.title(axis));
            List<Object> values = axis.equals(Axis.LEVEL.column())
                    ? new ArrayList<>(data.levels())
                    : data.cells().distinct(axis);
            column.put("options", values);
            column.put("number", values.get(0) instanceof Number);
            columns.add(column);
        }
        columns.add(number(CellTable.ENERGY, "energy RMSE, meV/atom"));
        columns.add(number(CellTable.FORCE, "force RMSE, meV/\u00c5"));
        if (data.hasCosts()) {
            columns.add(number(CellTable.COST, "DFT cost, s"));
        }
        columns.get(columns.size() - 1).put("sort", true);
        Map<String, Object> share = number("membership", "on front in");
        share.put("percent", true);
        columns.add(share);
        columns.add(column("method", "solved by"));
        columns.get(columns.size() - 1).put("options", data.cells().distinct("method"));
        columns.add(column("mark", "stands out"));
        return columns;
    }

    private static Map<String, Object> column(String name, String title) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("column", name);
        column.put("title", title);
        return column;
    }

    private static Map<String, Object> number(String name, String title) {
        Map<String, Object> column = column(name, title);
        column.put("number", true);
        return column;
    }

    /** Of the axes that the table of smallest subsets does not list, the values of the cell of the best energy. */
    private List<List<Object>> subsetsAt() {
        List<String> listed = List.of("strategy", "twojmax", "subset_size");
        return charts.varied(listed).stream()
                .map(axis ->
                        List.<Object>of(axis, charts.start().get(data.cells().index(axis))))
                .toList();
    }

    /** The columns of the table of kept errors: name, title, whether it holds numbers. */
    private List<List<Object>> kept() {
        List<List<Object>> columns = new ArrayList<>();
        columns.add(List.of("mark", "stands out", false));
        key().forEach(axis -> columns.add(List.of(axis, ReportCharts.title(axis), !axis.equals("strategy"))));
        columns.add(List.of("kind", "rows", false));
        columns.add(List.of("level_rmse", "RMSE of its level", true));
        columns.add(List.of("model_rmse", "RMSE of the model", true));
        columns.add(List.of("correlation", "correlation", true));
        columns.add(List.of("share", "share kept", true));
        return columns;
    }
}
