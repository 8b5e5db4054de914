package org.potsweep.jobs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.FrontMembership;
import org.potsweep.analysis.KneePoint;
import org.potsweep.analysis.Objective;
import org.potsweep.analysis.ParetoFront;
import org.potsweep.analysis.ReplicateSummary;
import org.potsweep.analysis.Spread;

/**
 * Takes the Pareto front of a {@code results} table: replicates are reduced to medians, then cells are compared in test
 * energy RMSE, test force RMSE (both against the reference level) and DFT cost. A table without costs is compared in the
 * errors alone.
 */
public final class FrontJob {
    /** The columns that make a cell; rows that agree in them are replicates. */
    private static final List<String> CELL =
            List.of("strategy", "subset_size", "energy_weight", "force_weight", "ridge", "twojmax", "level");

    private static final Objective ENERGY = Objective.minimise("test_energy_rmse_mev_per_atom");
    private static final Objective FORCE = Objective.minimise("test_force_rmse_mev_per_angstrom");
    private static final Objective COST = Objective.minimise("dft_cost_seconds").inLog10();

    private final Dataset<Row> results;
    private final Dominance dominance;

    /**
     * A front and what stands out on it.
     *
     * @param cells number of cells compared
     * @param rows cells on the front, by cost ascending (by energy RMSE where there is no cost)
     */
    public record Front(long cells, List<FrontRow> rows, FrontRow bestEnergy, FrontRow bestForce, FrontRow knee) {}

    /** The replicates of one cell. */
    private record Group(Row first, List<Integer> replicates, List<double[]> objectives, TreeSet<String> methods) {}

    public FrontJob(Dataset<Row> results, Dominance dominance) {
        this.results = results;
        this.dominance = dominance;
    }

    /** The columns that a table of results needs. */
    public static List<String> columns() {
        List<String> columns = new ArrayList<>(CELL);
        columns.addAll(List.of("replicate", "method", ENERGY.name(), FORCE.name(), COST.name()));
        return columns;
    }

    /** The columns that make a cell. */
    static Column[] cellColumns() {
        return CELL.stream().map(functions::col).toArray(Column[]::new);
    }

    public Front execute() {
        List<Group> groups = groups();
        boolean costs = groups.stream().flatMap(g -> g.objectives().stream()).noneMatch(o -> Double.isNaN(o[2]));
        List<Objective> objectives = costs ? List.of(ENERGY, FORCE, COST) : List.of(ENERGY, FORCE);
        double[][][] replicates =
                groups.stream().map(g -> aligned(g, objectives.size())).toArray(double[][][]::new);
        List<ReplicateSummary> summaries =
                Arrays.stream(replicates).map(ReplicateSummary::of).toList();
        double[][] medians = summaries.stream().map(ReplicateSummary::medians).toArray(double[][]::new);
        int[] front = ParetoFront.of(rounded(medians), objectives, dominance);
        double[][][] compared = Arrays.stream(replicates).map(FrontJob::rounded).toArray(double[][][]::new);
        double[] shares = FrontMembership.shares(compared, objectives, dominance);
        Map<Integer, FrontRow> rows = new LinkedHashMap<>();
        int byCost = objectives.size() == 3 ? 2 : 0;
        IntStream.of(front)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer g) -> medians[g][byCost]))
                .forEach(g -> rows.put(g, row(groups.get(g), summaries.get(g), shares[g])));
        return new Front(
                groups.size(),
                List.copyOf(rows.values()),
                rows.get(best(front, medians, 0)),
                rows.get(best(front, medians, 1)),
                rows.get(KneePoint.of(medians, front, objectives)));
    }

    private List<Group> groups() {
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        List<Row> rows = results.selectExpr(columns().toArray(String[]::new)).collectAsList();
        for (Row row : rows) {
            List<Object> key = new ArrayList<>();
            CELL.forEach(name -> key.add(row.getAs(name)));
            Group group = groups.computeIfAbsent(
                    key, k -> new Group(row, new ArrayList<>(), new ArrayList<>(), new TreeSet<>()));
            Double cost = row.getAs(COST.name());
            group.replicates().add(row.getAs("replicate"));
            group.objectives().add(new double[] {
                row.<Double>getAs(ENERGY.name()), row.<Double>getAs(FORCE.name()), cost == null ? Double.NaN : cost
            });
            group.methods().add(row.getAs("method"));
        }
        return List.copyOf(groups.values());
    }

    /** Points to eight digits: two fits to the same structures tie, whatever their rounding errors. */
    private static double[][] rounded(double[][] points) {
        MathContext digits = new MathContext(8);
        return Arrays.stream(points)
                .map(point -> point == null
                        ? null
                        : Arrays.stream(point)
                                .map(value ->
                                        new BigDecimal(value).round(digits).doubleValue())
                                .toArray())
                .toArray(double[][]::new);
    }

    /** Objectives by replicate number, null where the cell lacks a replicate. */
    private static double[][] aligned(Group group, int objectives) {
        int last = group.replicates().stream().mapToInt(Integer::intValue).max().orElseThrow();
        double[][] rows = new double[last][];
        for (int i = 0; i < group.replicates().size(); i++) {
            rows[group.replicates().get(i) - 1] =
                    Arrays.copyOf(group.objectives().get(i), objectives);
        }
        return rows;
    }

    private static int best(int[] front, double[][] medians, int objective) {
        return IntStream.of(front)
                .boxed()
                .min(Comparator.comparingDouble(g -> medians[g][objective]))
                .orElseThrow();
    }

    private static FrontRow row(Group group, ReplicateSummary summary, double share) {
        Row cell = group.first();
        List<Spread> spreads = summary.spreads();
        return new FrontRow(
                cell.getAs("strategy"),
                cell.getAs("subset_size"),
                cell.getAs("energy_weight"),
                cell.getAs("force_weight"),
                cell.getAs("ridge"),
                cell.getAs("twojmax"),
                cell.getAs("level"),
                group.methods().size() == 1 ? group.methods().first() : "mixed",
                summary.count(),
                spreads.get(0),
                spreads.get(1),
                spreads.size() == 3 ? spreads.get(2) : null,
                share);
    }
}
