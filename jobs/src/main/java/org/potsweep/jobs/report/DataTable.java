package org.potsweep.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.potsweep.jobs.design.Axis;

/**
 * What charts draw: rows of single values, null where one is unknown.
 *
 * @param columns their names; a unit stands in the name
 * @param rows each as long as {@code columns}
 */
public record DataTable(List<String> columns, List<List<Object>> rows) {
    /** Digits that doubles keep in JSON, where nobody computes with them; those of axes name cells, and stay. */
    private static final MathContext DIGITS = new MathContext(6);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public DataTable {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(new ArrayList<>(rows));
    }

    static DataTable of(String[] columns, List<Row> rows) {
        return new DataTable(
                List.of(columns),
                rows.stream()
                        .map(row -> IntStream.range(0, columns.length)
                                .mapToObj(row::get)
                                .toList())
                        .toList());
    }

    /** The rows that have these values in columns. */
    DataTable where(Map<String, Object> values) {
        return new DataTable(
                columns,
                rows.stream()
                        .filter(row -> values.entrySet().stream()
                                .allMatch(entry -> entry.getValue().equals(value(row, entry.getKey()))))
                        .toList());
    }

    int index(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column " + column + " among " + columns);
        }
        return index;
    }

    /** A value, cast to what its caller knows it to be. */
    @SuppressWarnings("unchecked")
    public <T> T value(List<Object> row, String column) {
        return (T) row.get(index(column));
    }

    /** The known values of a column of doubles. */
    double[] doubles(String column) {
        int index = index(column);
        return rows.stream()
                .map(row -> row.get(index))
                .filter(value -> value != null)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    /** The different values of a column, in the order in which they come. */
    List<Object> distinct(String column) {
        int index = index(column);
        LinkedHashSet<Object> values = new LinkedHashSet<>();
        rows.forEach(row -> values.add(row.get(index)));
        return new ArrayList<>(values);
    }

    /** An object {@code {columns, rows}}, the shortest form. */
    ObjectNode compact() {
        ObjectNode table = JSON.objectNode();
        ArrayNode names = table.putArray("columns");
        columns.forEach(names::add);
        ArrayNode lines = table.putArray("rows");
        for (List<Object> row : rows) {
            ArrayNode line = lines.addArray();
            for (int column = 0; column < columns.size(); column++) {
                line.addPOJO(plain(column, row.get(column)));
            }
        }
        return table;
    }

    /** An object a row, the form that charts take. */
    ArrayNode records() {
        ArrayNode records = JSON.arrayNode();
        for (List<Object> row : rows) {
            ObjectNode record = records.addObject();
            for (int column = 0; column < columns.size(); column++) {
                record.putPOJO(columns.get(column), plain(column, row.get(column)));
            }
        }
        return records;
    }

    /** A value as JSON knows it: without NaN, and doubles without digits that say nothing. */
    private Object plain(int column, Object value) {
        if (!(value instanceof Double number)) {
            return value;
        }
        if (!Double.isFinite(number)) {
            return null;
        }
        boolean exact = !Axis.among(columns.subList(column, column + 1)).isEmpty();
        return exact ? number : (Double) new BigDecimal(number).round(DIGITS).doubleValue();
    }

    /** Columns in front of those of a table. */
    static List<String> columns(List<String> first, String... others) {
        List<String> columns = new ArrayList<>(first);
        columns.addAll(Arrays.asList(others));
        return columns;
    }
}
