package org.potsweep.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.analysis.Dominance;
import org.potsweep.jobs.FrontJob;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.storage.FrontTable;
import org.potsweep.jobs.storage.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "front", description = "Takes the Pareto front of a run, or of a table of results.")
final class FrontCommand implements Callable<Integer> {
    /** How the front is printed. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @ParentCommand
    private PotsweepCommand potsweep;

    @Parameters(
            index = "0",
            paramLabel = "DIR-or-TABLE",
            description = "A run's folder, or a Parquet table with the columns of its table results.")
    private String place;

    @Option(
            names = "--dominance",
            paramLabel = "KIND",
            defaultValue = "standard",
            description = "When one cell makes another superfluous: no worse in all objectives and better in one"
                    + " (standard, the default), or better in all (strict).")
    private Dominance dominance;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (the default), csv, or json (an object a line), with the columns of the table front.")
    private Format format;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        potsweep.log().start();
        List<String> lines;
        try (SparkSession session = spark.open()) {
            String table = table(session);
            lines = print(session, new FrontJob(results(session, table), dominance).execute());
        }
        lines.forEach(System.out::println);
        return 0;
    }

    /** Reads a table; refuses what is no table of results. */
    private static Dataset<Row> results(SparkSession session, String table) {
        Dataset<Row> results;
        try {
            results = session.read().parquet(table);
        } catch (Exception e) { // Scala declares no exceptions: neither what cannot be analysed nor what is no Parquet
            throw new UserErrorException(Kind.DATA, table + " is no Parquet table of results");
        }
        List<String> lacking = new ArrayList<>(FrontJob.columns());
        lacking.removeAll(List.of(results.columns()));
        if (!lacking.isEmpty()) {
            throw new UserErrorException(
                    Kind.DATA, table + " is no table of results: it has no column " + String.join(", ", lacking));
        }
        return results;
    }

    /** The table itself, or the results of the run's folder. */
    private String table(SparkSession session) {
        Path path = new Path(place);
        try {
            FileSystem fileSystem = path.getFileSystem(session.sparkContext().hadoopConfiguration());
            if (!fileSystem.exists(path)) {
                throw new UserErrorException(Kind.RUN_FOLDER, place + " does not exist");
            }
            Path results = new Path(path, Table.RESULTS.folder());
            if (fileSystem.exists(new Path(path, "run.json"))) {
                return results.toString();
            }
            if (fileSystem.exists(results) || fileSystem.exists(new Path(path, "logs"))) {
                throw new UserErrorException(Kind.RUN_FOLDER, place + " is a run's folder, but nothing is published");
            }
            return place;
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, place + " cannot be read: " + e.getMessage());
        }
    }

    private List<String> print(SparkSession session, FrontJob.Front front) {
        List<Row> rows = front.rows().stream().map(FrontTable::row).toList();
        return switch (format) {
            case TABLE -> {
                FrontText text =
                        new FrontText(front.cells(), front.rows(), front.bestEnergy(), front.bestForce(), front.knee());
                List<String> lines = new ArrayList<>(text.table(Integer.MAX_VALUE));
                lines.add("");
                lines.addAll(text.best());
                yield lines;
            }
            case JSON ->
                session.createDataFrame(rows, FrontTable.SCHEMA).toJSON().collectAsList();
            case CSV -> {
                List<String> lines = new ArrayList<>();
                lines.add(String.join(",", FrontTable.SCHEMA.fieldNames()));
                rows.forEach(row -> lines.add(csv(row)));
                yield lines;
            }
        };
    }

    private static String csv(Row row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.length(); column++) {
            String cell = row.isNullAt(column) ? "" : row.get(column).toString();
            cells.add(cell.matches("[^\",\\s]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
        }
        return String.join(",", cells);
    }
}
