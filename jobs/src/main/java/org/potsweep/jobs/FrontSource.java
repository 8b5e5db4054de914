package org.potsweep.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.storage.Table;

/**
 * A table that a front may be taken of: the results of a run, or any Parquet or CSV file, or a folder of them.
 *
 * @param settings the front settings of the run, or the defaults
 */
public record FrontSource(Dataset<Row> table, FrontSettings settings) {
    private static final String CSV_FILES = "*.{csv,csv.gz}";

    /** Class of SQL states of the standard ISO/IEC 9075: values that an expression cannot take. */
    private static final String DATA_EXCEPTION = "22";

    private static final Pattern SPARKS_MESSAGE = Pattern.compile("(?:\\[[A-Z_.]+\\] )?(.*?)(?: SQLSTATE: .*)?");

    /** @throws UserErrorException if there is no table, or none that can be read */
    public static FrontSource open(SparkSession session, String place) {
        Optional<PublishedRun> run = PublishedRun.find(session, place);
        if (run.isPresent()) {
            return new FrontSource(run.get().table(Table.RESULTS), run.get().front());
        }
        try {
            Path path = new Path(place);
            FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
            if (files.exists(new Path(path, Table.RESULTS.folder())) || files.exists(new Path(path, "logs"))) {
                throw new UserErrorException(Kind.RUN_FOLDER, place + " is a run's folder, but nothing is published");
            }
            return new FrontSource(read(session, place, isCsv(files, path)), FrontSettings.defaults());
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, place + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether it is a CSV file, or a folder with CSV files but no Parquet. */
    private static boolean isCsv(FileSystem files, Path path) throws IOException {
        FileStatus[] inside = files.listStatus(path);
        return has(inside, ".*\\.csv(\\.gz)?") && !has(inside, ".*\\.parquet");
    }

    private static boolean has(FileStatus[] files, String name) {
        return Stream.of(files).anyMatch(file -> file.getPath().getName().matches(name));
    }

    private static Dataset<Row> read(SparkSession session, String place, boolean csv) {
        try {
            if (!csv) {
                return session.read().parquet(place);
            }
            return session.read()
                    .option("header", true)
                    .option("inferSchema", true)
                    .option("enforceSchema", false) // files of one folder must have the same header
                    .option("pathGlobFilter", CSV_FILES)
                    .csv(place);
        } catch (Exception e) { // Scala declares no exceptions: neither what cannot be analysed nor what is no Parquet
            throw new UserErrorException(
                    Kind.DATA, place + " is no table: neither a run, nor Parquet, nor a file or folder of *.csv");
        }
    }

    /** The table with computed columns, each a name and an expression of SQL, which may use those before it. */
    public FrontSource with(Map<String, String> expressions) {
        Dataset<Row> computed = table;
        for (Map.Entry<String, String> entry : expressions.entrySet()) {
            computed = changed(
                    computed,
                    "--with " + entry.getKey(),
                    entry.getValue(),
                    (rows, expression) -> rows.withColumn(entry.getKey(), expression));
        }
        return new FrontSource(computed, settings);
    }

    /** The rows for which all conditions, in SQL, hold. */
    public FrontSource where(List<String> conditions) {
        Dataset<Row> chosen = table;
        for (String condition : conditions) {
            chosen = changed(chosen, "--where", condition, Dataset::where);
        }
        return new FrontSource(chosen, settings);
    }

    private interface Change {
        Dataset<Row> of(Dataset<Row> table, Column expression);
    }

    private static Dataset<Row> changed(Dataset<Row> table, String option, String sql, Change change) {
        try {
            return change.of(table, functions.expr(sql));
        } catch (Exception e) { // Scala declares no exceptions: neither of parsing nor of analysis
            throw new UserErrorException(
                    Kind.DATA,
                    option + " \"" + sql + "\": " + unknownColumn(table, e).orElseGet(() -> plain(e)));
        }
    }

    /** That the table has no such column, with a better guess than Spark's at which was meant. */
    private static Optional<String> unknownColumn(Dataset<Row> table, Exception failure) {
        if (!(failure instanceof SparkThrowable error)
                || !String.valueOf(error.getCondition()).startsWith("UNRESOLVED_COLUMN")) {
            return Optional.empty();
        }
        String name =
                error.getMessageParameters().getOrDefault("objectName", "").replace("`", "");
        List<String> columns = List.of(table.columns());
        return Optional.of(FrontJob.noColumn(columns, name) + "; its columns: " + String.join(", ", columns));
    }

    /**
     * A failure of Spark's over a value, such as a division by zero in a user's expression, as a user's error; any other
     * failure as it is.
     */
    public static RuntimeException explained(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkThrowable error
                    && String.valueOf(error.getSqlState()).startsWith(DATA_EXCEPTION)) {
                return new UserErrorException(Kind.DATA, "the table cannot be computed: " + plain(cause));
            }
        }
        return failure;
    }

    /** What Spark says of a user's SQL, without its codes and plans. */
    static String plain(Throwable failure) {
        String line = String.valueOf(failure.getMessage())
                .lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("it cannot be understood");
        Matcher message = SPARKS_MESSAGE.matcher(line);
        return message.matches() ? message.group(1) : line;
    }
}
