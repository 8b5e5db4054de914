package org.potsweep.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chart as a Vega-Lite document with gaps. A text that is {@code {{name}}} or {@code {{name argument}}} as a whole is
 * replaced by a value of any kind; one in a list that is replaced by a list is replaced by its elements.
 */
final class ChartTemplate {
    private static final Pattern GAP = Pattern.compile("\\{\\{(.+)}}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChartTemplate() {}

    /**
     * A chart with its gaps filled.
     *
     * @param name of its resource
     * @param values what stands for the text of a gap
     */
    static ObjectNode fill(String name, Function<String, JsonNode> values) {
        try {
            return (ObjectNode) filled(JSON.readTree(Resource.text("charts/" + name + ".json")), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode filled(JsonNode node, Function<String, JsonNode> values) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), filled(field.getValue(), values)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : array) {
                JsonNode value = filled(element, values);
                if (element.isTextual() && value instanceof ArrayNode several) {
                    copy.addAll(several);
                } else {
                    copy.add(value);
                }
            }
            return copy;
        }
        Matcher gap = GAP.matcher(node.isTextual() ? node.textValue() : "");
        return gap.matches() ? values.apply(gap.group(1)) : node;
    }

    /** The names of the data that a chart draws. */
    static List<String> datasets(JsonNode chart) {
        return chart.findValues("data").stream()
                .map(data -> data.path("name").asText())
                .distinct()
                .toList();
    }
}
