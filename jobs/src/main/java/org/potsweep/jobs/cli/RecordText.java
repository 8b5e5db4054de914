package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A table's rows for machines, by its columns. */
final class RecordText {
    private RecordText() {}

    /** Comma-separated values under a line of names; an unknown value is empty. */
    static List<String> csv(StructType schema, List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", schema.fieldNames()));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < row.length(); column++) {
                String cell = row.isNullAt(column) ? "" : row.get(column).toString();
                cells.add(cell.matches("[^\",\\s]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
            }
            lines.add(String.join(",", cells));
        }
        return lines;
    }

    /** Rows as objects of JSON, with the columns as keys; an unknown value is null. */
    static List<Map<String, Object>> objects(StructType schema, List<Row> rows) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int column = 0; column < row.length(); column++) {
                object.put(schema.fieldNames()[column], row.get(column));
            }
            objects.add(object);
        }
        return objects;
    }
}
