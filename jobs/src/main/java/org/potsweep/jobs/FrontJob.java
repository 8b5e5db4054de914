package org.potsweep.jobs;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.potsweep.analysis.Objective;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.front.Cell;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontQuery;
import org.potsweep.jobs.front.FrontTaking;
import org.potsweep.jobs.front.Reduction;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.Suggestion;

/**
 * Takes Pareto fronts of a table: its rows are grouped into cells, replicates are reduced, and cells are compared. The
 * table may be any; columns {@code replicate} and {@code method}, where it has them, mean what they mean in
 * {@code results}.
 */
public final class FrontJob {
    /** Numbers the replicates of a cell. */
    public static final String REPLICATE = "replicate";

    private static final String METHOD = "method";

    private final Dataset<Row> table;
    private final FrontQuery query;
    private final List<String> columns;
    private final List<String> notes = new ArrayList<>();

    /** @param table the rows to compare */
    public FrontJob(Dataset<Row> table, FrontQuery query) {
        this(table, query, List.of());
    }

    private FrontJob(Dataset<Row> table, FrontQuery query, List<String> notes) {
        this.table = table;
        this.query = query;
        this.columns = List.of(table.columns());
        this.notes.addAll(notes);
    }

    /** The front of a table of results, as the settings ask for it: cells are the axes that the table has. */
    public static FrontJob ofResults(Dataset<Row> results, FrontSettings settings) {
        List<String> axes = Axis.among(List.of(results.columns()));
        return ofResults(results, FrontQuery.of(settings.objectives(), settings.dominance(), axes));
    }

    /**
     * The front of a table of results. Without the costs of some levels, all levels are compared in the other objectives
     * alone, and the answer says so.
     */
    public static FrontJob ofResults(Dataset<Row> results, FrontQuery query) {
        String cost = FrontSettings.DFT_COST;
        List<Objective> others = query.objectives().stream()
                .filter(objective -> !objective.name().equals(cost))
                .toList();
        boolean asked = others.size() < query.objectives().size();
        boolean told = List.of(results.columns()).containsAll(List.of(cost, Axis.LEVEL.column()));
        if (!asked || !told || others.isEmpty()) {
            return new FrontJob(results, query);
        }
        List<String> without = values(results.where(functions.col(cost).isNull()), Axis.LEVEL.column());
        if (without.isEmpty()) {
            return new FrontJob(results, query);
        }
        boolean some = !results.where(functions.col(cost).isNotNull()).isEmpty();
        String note = "No DFT cost is known of " + (without.size() == 1 ? "level " : "levels ")
                + String.join(", ", without) + ", so " + cost + " is no objective here."
                + (some
                        ? " A front with costs, without " + (without.size() == 1 ? "that level" : "those levels")
                                + ": potsweep front with --where \"" + cost + " IS NOT NULL\"."
                        : " The setting mean-cost-seconds of a level, or cost_seconds of a frame, would tell it.");
        return new FrontJob(results, query.withObjectives(others), List.of(note));
    }

    /**
     * Refuses settings whose front cannot be taken, before the work that leads to it.
     *
     * @param columns of the table of results that will be
     * @throws UserErrorException if an objective is none of them, or the evaluation cost of a twojmax is unknown
     */
    public static void check(FrontSettings settings, List<Integer> twojmax, List<String> columns) {
        for (Objective objective : settings.objectives()) {
            if (!columns.contains(objective.name())) {
                throw UserErrorException.ofSetting(
                        Kind.SETTINGS,
                        "front.objectives",
                        "front.objectives: results will have no column " + objective.name()
                                + Suggestion.among(columns, objective.name()));
            }
            if (objective.name().equals(FrontSettings.EVALUATION_COST)) {
                List<Integer> unknown = twojmax.stream()
                        .filter(j -> settings.evaluationSeconds(j).isEmpty())
                        .toList();
                if (!unknown.isEmpty()) {
                    throw UserErrorException.ofSetting(
                            Kind.SETTINGS, "front.objectives", "front.objectives: " + unknownSpeed(unknown));
                }
            }
        }
    }

    private static String unknownSpeed(List<?> twojmax) {
        return FrontSettings.EVALUATION_COST + " is unknown for twojmax "
                + twojmax.stream().map(String::valueOf).collect(joining(", "))
                + ", which front.evaluation-speed does not list";
    }

    /** @throws UserErrorException if the table has not the columns of the query, or no row that can be compared */
    public FrontAnswer execute() {
        requireColumns();
        requireNumbers();
        List<Row> rows = table.select(selection()).collectAsList();
        List<Row> sound = withoutMissing(rows);
        FrontQuery asked = query.withObjectives(withoutImpossibleLogarithms(sound));
        List<Cell> cells = cells(sound);
        noteUnequalCounts(cells);
        noteFolds(cells);
        FrontTaking taking = new FrontTaking(asked, cells, hasShares(cells));
        List<Front> fronts = new ArrayList<>();
        fronts.add(taking.front(Map.of(), cells));
        FrontTaking.scopes(cells, query.per()).forEach((scope, own) -> fronts.add(taking.front(scope, own)));
        StructType cellColumns = new StructType();
        for (String column : query.cell()) {
            cellColumns = cellColumns.add(table.schema().apply(column));
        }
        return new FrontAnswer(asked, cellColumns, sound.size(), notes, fronts);
    }

    private void noteUnequalCounts(List<Cell> cells) {
        IntSummaryStatistics counts =
                cells.stream().mapToInt(cell -> cell.points().size()).summaryStatistics();
        if (counts.getMin() < counts.getMax()) {
            notes.add("Cells hold from " + counts.getMin() + " to " + counts.getMax() + " rows.");
        }
    }

    private void noteFolds(List<Cell> cells) {
        Set<Object> strategies = new HashSet<>();
        cells.forEach(cell -> strategies.add(cell.key().get(Axis.STRATEGY.column())));
        boolean tested = query.objectives().stream()
                .anyMatch(objective -> objective.name().startsWith("test_"));
        if (tested && Strategy.mixesFolds(strategies)) {
            notes.add("The " + Strategy.FOLD_ERRORS + ".");
        }
    }

    private boolean hasShares(List<Cell> cells) {
        if (query.reduction() == Reduction.NONE || !columns.contains(REPLICATE)) {
            return false;
        }
        boolean distinct = cells.stream().allMatch(Cell::hasDistinctReplicates);
        if (!distinct) {
            notes.add("Cells hold several rows of one replicate, so there are no shares over replicates.");
        }
        return distinct;
    }

    private void requireColumns() {
        List<String> needed = Stream.of(
                        query.objectives().stream().map(Objective::name), query.cell().stream(), query.per().stream())
                .flatMap(names -> names)
                .distinct()
                .filter(name -> !columns.contains(name))
                .toList();
        if (!needed.isEmpty()) {
            throw new UserErrorException(
                    Kind.DATA,
                    needed.stream()
                            .map(name -> noColumn(columns, name))
                            .collect(joining("\n", "", "\nits columns: " + String.join(", ", columns))));
        }
        query.per().stream().filter(name -> !query.cell().contains(name)).forEach(name -> {
            throw new UserErrorException(
                    Kind.DATA, "no fronts per " + name + ": cells are not grouped by it, but by " + query.cell());
        });
    }

    static String noColumn(List<String> columns, String name) {
        return "the table has no column " + name + Suggestion.among(columns, name);
    }

    private void requireNumbers() {
        for (Objective objective : query.objectives()) {
            DataType type = table.schema().apply(objective.name()).dataType();
            if (!(type instanceof NumericType)) {
                List<String> example = values(
                        table.where(noNumber(column(objective.name()), type)).limit(1), objective.name());
                throw new UserErrorException(
                        Kind.DATA,
                        "column " + objective.name() + " is not one of numbers"
                                + (example.isEmpty() ? "" : ": it holds '" + example.get(0) + "'")
                                + ": it cannot be an objective");
            }
        }
    }

    /** Of text, what is no number: one word makes a column of a CSV file text. Of other types, all there is. */
    private static Column noNumber(Column column, DataType type) {
        Column present = column.isNotNull();
        return type instanceof StringType
                ? present.and(column.try_cast(DataTypes.DoubleType).isNull())
                : present;
    }

    /** Cell columns, objectives, and what the table has of replicate and method. */
    private Column[] selection() {
        List<Column> selection = new ArrayList<>();
        query.cell().forEach(name -> selection.add(column(name)));
        query.objectives().forEach(o -> selection.add(column(o.name()).cast(DataTypes.DoubleType)));
        selection.add(columns.contains(REPLICATE) ? column(REPLICATE) : functions.lit(null));
        selection.add(columns.contains(METHOD) ? column(METHOD).cast(DataTypes.StringType) : functions.lit(null));
        return selection.toArray(Column[]::new);
    }

    private static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    /** Distinct values of a column as text, sorted. */
    private static List<String> values(Dataset<Row> table, String name) {
        return table.select(column(name).cast(DataTypes.StringType)).collectAsList().stream()
                .map(row -> String.valueOf(row.get(0)))
                .distinct() // here: Spark would make another stage of it
                .sorted()
                .toList();
    }

    /** The rows that have a finite value of every objective; notes how many have not. */
    private List<Row> withoutMissing(List<Row> rows) {
        List<Row> sound = rows.stream().filter(row -> missing(row).isEmpty()).toList();
        if (sound.size() < rows.size()) {
            refuseUnknownSpeeds(rows);
            Map<String, Integer> counts = new LinkedHashMap<>();
            rows.forEach(row -> missing(row).forEach(name -> counts.merge(name, 1, Integer::sum)));
            notes.add("Left out for want of a finite value: " + (rows.size() - sound.size()) + " of " + rows.size()
                    + " rows ("
                    + counts.entrySet().stream()
                            .map(e -> e.getKey() + " in " + e.getValue())
                            .collect(joining(", "))
                    + ").");
        }
        if (sound.isEmpty()) {
            throw new UserErrorException(
                    Kind.DATA,
                    rows.isEmpty()
                            ? "the table has no rows to compare"
                            : "nothing to compare. " + notes.get(notes.size() - 1));
        }
        return sound;
    }

    private List<String> missing(Row row) {
        List<String> missing = new ArrayList<>();
        for (int k = 0; k < query.objectives().size(); k++) {
            int at = query.cell().size() + k;
            if (row.isNullAt(at) || !Double.isFinite(row.getDouble(at))) {
                missing.add(query.objectives().get(k).name());
            }
        }
        return missing;
    }

    private void refuseUnknownSpeeds(List<Row> rows) {
        int twojmax = query.cell().indexOf(Axis.TWOJMAX.column());
        List<?> unknown = rows.stream()
                .filter(row -> twojmax >= 0 && missing(row).contains(FrontSettings.EVALUATION_COST))
                .map(row -> row.get(twojmax))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new UserErrorException(
                    Kind.DATA,
                    unknownSpeed(unknown) + "; --where \"" + FrontSettings.EVALUATION_COST
                            + " IS NOT NULL\" compares the others");
        }
    }

    /** The objectives, of which those that are not positive throughout are not compared in log10. */
    private List<Objective> withoutImpossibleLogarithms(List<Row> rows) {
        List<Objective> objectives = new ArrayList<>(query.objectives());
        for (int k = 0; k < objectives.size(); k++) {
            Objective objective = objectives.get(k);
            int at = query.cell().size() + k;
            boolean zeroLimit =
                    query.reference().isPresent() && query.reference().get().get(k) <= 0;
            if (objective.logarithmic() && (zeroLimit || rows.stream().anyMatch(row -> row.getDouble(at) <= 0))) {
                notes.add(objective.name() + " is not positive everywhere, so its distances are not taken in log.");
                objectives.set(k, new Objective(objective.name(), objective.maximised(), false));
            }
        }
        return objectives;
    }

    private List<Cell> cells(List<Row> rows) {
        Map<List<Object>, Cell> cells = new LinkedHashMap<>();
        int width = query.cell().size();
        int objectives = query.objectives().size();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Map<String, Object> key = new LinkedHashMap<>();
            for (int k = 0; k < width; k++) {
                key.put(query.cell().get(k), row.get(k));
            }
            List<Object> name = new ArrayList<>(query.reduction() == Reduction.NONE ? List.of(i) : key.values());
            Cell cell = cells.computeIfAbsent(name, n -> Cell.named(key));
            double[] point = new double[objectives];
            Arrays.setAll(point, k -> row.getDouble(width + k));
            cell.points().add(point);
            if (!row.isNullAt(width + objectives)) {
                cell.replicates().add(row.get(width + objectives));
            }
            if (!row.isNullAt(width + objectives + 1)) {
                cell.methods().add(row.getString(width + objectives + 1));
            }
        }
        return List.copyOf(cells.values());
    }
}
