package org.potsweep.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.AtomicType;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.Objective;
import org.potsweep.jobs.FrontJob;
import org.potsweep.jobs.FrontSource;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontQuery;
import org.potsweep.jobs.front.Reduction;
import org.potsweep.jobs.storage.FrontTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "front",
        description = {
            "Takes the Pareto front of a run's results, or of any table.",
            "",
            "A run's rows are grouped by the axes of its design, and so is a table that has a column replicate and such"
                    + " axes; of any other table every row is compared by itself, unless --group-by says which rows"
                    + " belong together. Values are compared to eight significant digits."
        })
final class FrontCommand implements Callable<Integer> {
    /** How the front is printed. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @ParentCommand
    private PotsweepCommand potsweep;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "RUN-or-TABLE",
            description = "A run's folder; or a table: a Parquet or CSV file, or a folder of such files.")
    private String place;

    @Option(
            names = "--objectives",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "By which columns cells are compared; smaller is better, or larger with a minus before the name or"
                            + " :max behind it; :log takes distances to the knee in log10. Default: the run's front.objectives.")
    private List<String> objectives = List.of();

    @Option(
            names = "--with",
            paramLabel = "NAME=SQL",
            description = "Adds a computed column, for example --with \"hours=dft_cost_seconds / 3600\". Repeatable.")
    private final Map<String, String> computed = new LinkedHashMap<>();

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description =
                    "Compares only rows for which this holds, for example \"twojmax = 6\". Repeatable: all must hold.")
    private List<String> conditions = List.of();

    @Option(
            names = "--group-by",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that name a cell: rows that agree in them are its replicates.")
    private List<String> cell = List.of();

    @Option(
            names = "--reduce",
            paramLabel = "KIND",
            description =
                    "What stands for the rows of a cell: median (the default), mean, or none (every row is compared).")
    private Reduction reduction;

    @Option(
            names = "--per",
            paramLabel = "COLUMN",
            split = ",",
            description = "Takes a front for each value of these columns too, for example --per twojmax.")
    private List<String> per = List.of();

    @Option(
            names = "--dominance",
            paramLabel = "KIND",
            description = "When one cell makes another superfluous: no worse in all objectives and better in one"
                    + " (standard), or better in all (strict). Default: the run's, else standard.")
    private Dominance dominance;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "0",
            description = "Adds the share of N resamples of every cell's rows in which the cell is on the front.")
    private int resamples;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Of the bootstrap; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--reference-point",
            paramLabel = "VALUE",
            split = ",",
            description =
                    "The worse corner of the hypervolume, a value for each objective. Default: the worst values of all"
                            + " compared cells.")
    private List<Double> reference;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (the default); csv, with the columns of the table front; or json, a document with what"
                    + " was asked, hypervolumes and rows.")
    private Format format;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        List<Objective> asked = asked();
        potsweep.log().start();
        FrontAnswer answer;
        try (SparkSession session = spark.open()) {
            FrontSource source = FrontSource.open(session, place).with(computed).where(conditions);
            answer = answer(source, asked);
        } catch (RuntimeException failure) {
            throw FrontSource.explained(failure);
        }
        if (format == Format.CSV) {
            answer.notes().forEach(note -> System.err.println("potsweep: note: " + note));
        }
        print(answer).forEach(System.out::println);
        return 0;
    }

    private List<Objective> asked() {
        if (resamples < 0) {
            throw usage("--bootstrap " + resamples + ": a number of resamples is not negative");
        }
        try {
            return objectives.stream().map(Objective::parse).toList();
        } catch (IllegalArgumentException unsound) {
            throw usage("--objectives: " + unsound.getMessage());
        }
    }

    private FrontAnswer answer(FrontSource source, List<Objective> asked) {
        List<Objective> compared = asked.isEmpty() ? source.settings().objectives() : asked;
        if (reference != null && reference.size() != compared.size()) {
            throw usage("--reference-point has " + reference.size() + " values for " + compared.size() + " objectives");
        }
        Dataset<Row> table = source.table();
        List<String> axes = Axis.among(List.of(table.columns()));
        boolean designed = !axes.isEmpty() && List.of(table.columns()).contains(FrontJob.REPLICATE);
        boolean grouped = !cell.isEmpty() || designed;
        if (!grouped && reduction != null && reduction != Reduction.NONE) {
            throw usage("--reduce needs --group-by: of this table every row is compared by itself");
        }
        FrontQuery query = new FrontQuery(
                compared,
                dominance == null ? source.settings().dominance() : dominance,
                !cell.isEmpty() ? cell : designed ? axes : labels(table, compared),
                reduction != null ? reduction : grouped ? Reduction.MEDIAN : Reduction.NONE,
                per,
                Optional.ofNullable(reference),
                resamples,
                seed);
        return (asked.isEmpty() ? FrontJob.ofResults(table, query) : new FrontJob(table, query)).execute();
    }

    /** What tells the rows of a foreign table apart: all columns of single values that are no objectives. */
    private static List<String> labels(Dataset<Row> table, List<Objective> objectives) {
        List<String> labels = new ArrayList<>();
        for (String column : table.columns()) {
            boolean single = table.schema().apply(column).dataType() instanceof AtomicType;
            if (single
                    && objectives.stream()
                            .noneMatch(objective -> objective.name().equals(column))) {
                labels.add(column);
            }
        }
        return labels;
    }

    private List<String> print(FrontAnswer answer) {
        List<String> lines = new ArrayList<>();
        switch (format) {
            case TABLE -> {
                for (Front front : answer.fronts()) {
                    FrontText text = new FrontText(answer, front);
                    lines.addAll(lines.isEmpty() ? List.of() : List.of("", ""));
                    lines.addAll(text.table(Integer.MAX_VALUE));
                    lines.add("");
                    lines.addAll(text.best());
                }
                if (answer.fronts().stream()
                        .flatMap(front -> front.rows().stream())
                        .anyMatch(PointTable::isMarked)) {
                    lines.add("");
                    lines.add(PointTable.FALLBACK_LEGEND);
                }
            }
            case JSON -> lines.add(new FrontJson(answer).text(place));
            case CSV -> {
                FrontTable table = new FrontTable(answer);
                lines.addAll(RecordText.csv(table.schema(), table.rows()));
            }
        }
        return lines;
    }

    private ParameterException usage(String problem) {
        CommandLine line = spec.commandLine();
        return new ParameterException(line, problem);
    }
}
