package org.potsweep.jobs.front;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.potsweep.analysis.FrontBootstrap;
import org.potsweep.analysis.FrontMembership;
import org.potsweep.analysis.Hypervolume;
import org.potsweep.analysis.KneePoint;
import org.potsweep.analysis.Objective;
import org.potsweep.analysis.ParetoFront;
import org.potsweep.analysis.ReplicateSummary;
import org.potsweep.analysis.Spread;

/** Takes fronts of cells: reduces their replicates, compares them, and says how sure and how good the answer is. */
public final class FrontTaking {
    /** Errors are known to 1e-6 of themselves at best: two fits to the same structures tie, whatever their rounding. */
    public static final MathContext COMPARED_DIGITS = new MathContext(6);

    private final FrontQuery query;
    private final List<Objective> objectives;
    private final boolean shares;
    private final double[] reference;

    /**
     * @param cells all cells that are compared in any front, at least one, with finite values
     * @param shares whether shares over replicates are taken: every row then has a replicate's name of its own
     */
    public FrontTaking(FrontQuery query, Collection<Cell> cells, boolean shares) {
        this.query = query;
        this.objectives = query.objectives();
        this.shares = shares;
        double[][] all = cells.stream().map(this::reduced).toArray(double[][]::new);
        this.reference = query.reference()
                .map(point -> point.stream().mapToDouble(Double::doubleValue).toArray())
                .orElseGet(() -> Hypervolume.worst(all, objectives));
    }

    /** The front of some of the cells. */
    public Front front(Map<String, Object> scope, List<Cell> cells) {
        double[][] points = cells.stream().map(this::reduced).toArray(double[][]::new);
        double[][] compared = rounded(points);
        int[] front = ParetoFront.of(compared, objectives, query.dominance());
        double[] membership = shares ? membership(cells) : null;
        double[] bootstrap = query.resamples() > 0 ? bootstrap(cells) : null;
        Map<Integer, FrontRow> rows = new LinkedHashMap<>();
        IntStream.of(front)
                .boxed()
                .sorted(order(compared))
                .forEach(c -> rows.put(
                        c,
                        row(
                                cells.get(c),
                                points[c],
                                membership == null ? null : membership[c],
                                bootstrap == null ? null : bootstrap[c])));
        Map<String, FrontRow> best = new LinkedHashMap<>();
        for (int k = 0; k < objectives.size(); k++) {
            Comparator<Integer> better = by(compared, k);
            best.put(
                    objectives.get(k).name(),
                    rows.get(rows.keySet().stream().min(better).orElseThrow()));
        }
        double volume = Hypervolume.of(points, objectives, reference);
        return new Front(
                scope,
                cells.size(),
                List.copyOf(rows.values()),
                best,
                rows.get(KneePoint.of(compared, front, objectives)),
                byName(reference),
                volume,
                volume / Hypervolume.of(new double[][] {Hypervolume.best(points, objectives)}, objectives, reference));
    }

    private double[] reduced(Cell cell) {
        return IntStream.range(0, objectives.size())
                .mapToDouble(k -> query.reduction()
                        .of(cell.points().stream()
                                .mapToDouble(point -> point[k])
                                .toArray()))
                .toArray();
    }

    private double[] membership(List<Cell> cells) {
        List<Object> names = cells.stream()
                .flatMap(cell -> cell.replicates().stream())
                .distinct()
                .toList();
        Map<Object, Integer> places = new LinkedHashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        double[][][] aligned = new double[cells.size()][names.size()][];
        for (int c = 0; c < aligned.length; c++) {
            Cell cell = cells.get(c);
            for (int r = 0; r < cell.points().size(); r++) {
                aligned[c][places.get(cell.replicates().get(r))] =
                        rounded(cell.points().get(r));
            }
        }
        return FrontMembership.shares(aligned, objectives, query.dominance());
    }

    private double[] bootstrap(List<Cell> cells) {
        double[][][] replicates = cells.stream()
                .map(cell -> rounded(cell.points().toArray(double[][]::new)))
                .toArray(double[][][]::new);
        return FrontBootstrap.shares(
                replicates, objectives, query.dominance(), query.reduction()::of, query.resamples(), query.seed());
    }

    /** By the last objective, the best first, and where that ties by the others from the first on. */
    private Comparator<Integer> order(double[][] points) {
        Comparator<Integer> order = by(points, objectives.size() - 1);
        for (int k = 0; k < objectives.size() - 1; k++) {
            order = order.thenComparing(by(points, k));
        }
        return order;
    }

    private Comparator<Integer> by(double[][] points, int objective) {
        int sign = objectives.get(objective).maximised() ? -1 : 1;
        return Comparator.comparingDouble(c -> sign * points[c][objective]);
    }

    private FrontRow row(Cell cell, double[] point, Double membership, Double bootstrap) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        if (query.reduction() != Reduction.NONE) {
            List<Spread> each =
                    ReplicateSummary.of(cell.points().toArray(double[][]::new)).spreads();
            for (int k = 0; k < each.size(); k++) {
                spreads.put(objectives.get(k).name(), each.get(k));
            }
        }
        return new FrontRow(
                cell.key(), cell.method(), cell.points().size(), membership, bootstrap, byName(point), spreads);
    }

    private Map<String, Double> byName(double[] values) {
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int k = 0; k < values.length; k++) {
            byName.put(objectives.get(k).name(), values[k]);
        }
        return byName;
    }

    private static double[][] rounded(double[][] points) {
        return Arrays.stream(points).map(FrontTaking::rounded).toArray(double[][]::new);
    }

    private static double[] rounded(double[] point) {
        return Arrays.stream(point)
                .map(value -> new BigDecimal(value).round(COMPARED_DIGITS).doubleValue())
                .toArray();
    }

    /** The cells of each value of the {@code per} columns, in the order of those values. */
    public static Map<Map<String, Object>, List<Cell>> scopes(List<Cell> cells, List<String> per) {
        Map<Map<String, Object>, List<Cell>> scopes = new LinkedHashMap<>();
        if (per.isEmpty()) {
            return scopes;
        }
        List<Cell> sorted = new ArrayList<>(cells);
        Comparator<Cell> order = (a, b) -> 0;
        for (String column : per) {
            order = order.thenComparing(cell -> cell.key().get(column), FrontTaking::compare);
        }
        sorted.sort(order);
        for (Cell cell : sorted) {
            Map<String, Object> scope = new LinkedHashMap<>();
            per.forEach(column -> scope.put(column, cell.key().get(column)));
            scopes.computeIfAbsent(scope, s -> new ArrayList<>()).add(cell);
        }
        return scopes;
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        return String.valueOf(a).compareTo(String.valueOf(b));
    }
}
