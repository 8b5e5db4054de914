package org.potsweep.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.potsweep.analysis.Objective;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.storage.FrontTable;

/** Fronts as a JSON document: what was asked, what was compared, and for each front its size, quality and points. */
final class FrontJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FrontAnswer answer;
    private final FrontTable table;

    FrontJson(FrontAnswer answer) {
        this.answer = answer;
        this.table = new FrontTable(answer);
    }

    /** @param place the table, as the user named it */
    String text(String place) {
        ObjectNode root = JSON.createObjectNode().put("table", place);
        ArrayNode objectives = root.putArray("objectives");
        for (Objective objective : answer.query().objectives()) {
            objectives
                    .addObject()
                    .put("column", objective.name())
                    .put("direction", objective.maximised() ? "maximise" : "minimise")
                    .put("logarithmic", objective.logarithmic());
        }
        root.put("dominance", word(answer.query().dominance()));
        root.put("reduction", word(answer.query().reduction()));
        root.set("cell", JSON.valueToTree(answer.query().cell()));
        root.put("rows", answer.rows());
        if (answer.query().resamples() > 0) {
            root.put("resamples", answer.query().resamples());
            root.put("seed", answer.query().seed());
        }
        root.set("notes", JSON.valueToTree(answer.notes()));
        ArrayNode fronts = root.putArray("fronts");
        answer.fronts().forEach(front -> fronts.add(front(front)));
        return root.toPrettyString();
    }

    private ObjectNode front(Front front) {
        ObjectNode node = JSON.createObjectNode().put("front", front.name());
        node.put("cells", front.cells());
        node.put("cells_on_front", front.rows().size());
        node.put("hypervolume", front.hypervolume());
        node.put("hypervolume_share", Double.isNaN(front.hypervolumeShare()) ? null : front.hypervolumeShare());
        node.set("reference_point", JSON.valueToTree(front.reference()));
        ObjectNode best = node.putObject("best_row");
        front.best().forEach((name, row) -> best.put(name, front.rows().indexOf(row)));
        node.put("knee_row", front.rows().indexOf(front.knee()));
        ArrayNode rows = node.putArray("rows");
        List<String> columns = List.of(table.schema().fieldNames());
        table.rows(front).forEach(row -> rows.add(row(columns, row)));
        return node;
    }

    private static ObjectNode row(List<String> columns, Row row) {
        ObjectNode node = JSON.createObjectNode();
        for (int column = 0; column < columns.size(); column++) {
            Object value = row.get(column);
            boolean plain = value == null || value instanceof Number || value instanceof Boolean;
            node.set(columns.get(column), JSON.valueToTree(plain ? value : value.toString()));
        }
        return node;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
