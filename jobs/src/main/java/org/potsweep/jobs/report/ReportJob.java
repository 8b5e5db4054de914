package org.potsweep.jobs.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/**
 * Writes the report of a published run: {@code report.html}, which needs no other file, and in {@code charts} each chart
 * as a Vega-Lite document with its data, and the tables that the page shows without a chart. Files that are there are
 * replaced.
 */
public final class ReportJob {
    private static final ObjectWriter JSON = new ObjectMapper().writer();

    private final SparkSession session;
    private final String run;
    private final Path out;
    private final double tolerance;
    private final List<String> named;

    /**
     * @param run folder of a published run
     * @param out folder to write to, on any file system that Hadoop knows
     * @param tolerance by how much an error may exceed that of the largest subset to count as near it; relative
     * @param named keys of cells to show with those that stand out
     */
    public ReportJob(SparkSession session, String run, String out, double tolerance, List<String> named) {
        this.session = session;
        this.run = run;
        this.out = new Path(out);
        this.tolerance = tolerance;
        this.named = List.copyOf(named);
    }

    /**
     * @throws UserErrorException if there is no such run or cell, or the folder cannot be written
     */
    public ReportAnswers execute() {
        ReportData data = ReportData.read(new RunTables(session, run), tolerance, named);
        ReportCharts charts = new ReportCharts(data);
        Path page = new Path(out, "report.html");
        try {
            FileSystem files = out.getFileSystem(session.sparkContext().hadoopConfiguration());
            files.setWriteChecksum(false);
            write(files, page, new ReportPage(data, charts, tolerance).html().getBytes(StandardCharsets.UTF_8));
            Path folder = new Path(out, "charts");
            Map<String, ArrayNode> tables = new LinkedHashMap<>();
            data.tables().forEach((name, table) -> tables.put(name, table.records()));
            for (Map.Entry<String, ObjectNode> chart : charts.all().entrySet()) {
                write(
                        files,
                        new Path(folder, chart.getKey() + ".vl.json"),
                        JSON.writeValueAsBytes(ReportCharts.complete(chart.getValue(), tables)));
            }
            for (Map.Entry<String, ArrayNode> table : tables.entrySet()) {
                write(files, new Path(folder, table.getKey() + ".json"), JSON.writeValueAsBytes(table.getValue()));
            }
        } catch (IOException e) {
            throw new UserErrorException(
                    Kind.RUN_FOLDER, "the report cannot be written to " + out + ": " + e.getMessage());
        }
        return ReportAnswers.of(data, charts, page.toString(), tolerance);
    }

    private static void write(FileSystem files, Path file, byte[] bytes) throws IOException {
        try (OutputStream stream = files.create(file, true)) {
            stream.write(bytes);
        }
    }
}
