package org.potsweep.jobs.choice;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.potsweep.analysis.Spread;
import org.potsweep.analysis.choice.CostStep;
import org.potsweep.analysis.choice.Limit;
import org.potsweep.analysis.choice.Limits;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.choice.Recommendation.Advised;
import org.potsweep.jobs.choice.Recommendation.Merit;
import org.potsweep.jobs.choice.Recommendation.Nearest;
import org.potsweep.jobs.choice.Recommendation.Relaxed;
import org.potsweep.jobs.choice.Recommendation.Step;
import org.potsweep.jobs.choice.Wishes.Confidence;
import org.potsweep.jobs.choice.Wishes.Preference;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.front.FrontTaking;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/** Recommends cells of a run: holds every cell to the limits, and ranks those that meet them. */
public final class Recommender {
    private final List<RunCell> cells;
    private final Wishes wishes;
    private final Limits limits;
    private final double[][] points;
    private final double[][] pointsAtP84;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param speeds atom-steps a second by twojmax
     * @throws UserErrorException if a limit is on what no cell has a value of
     */
    public Recommender(RunCells run, Map<Integer, Double> speeds, Wishes wishes) {
        this.cells = run.cells();
        this.wishes = wishes;
        List<Limit> all = new ArrayList<>();
        wishes.bounds()
                .forEach((criterion, bound) ->
                        all.add(new Limit(criterion.ordinal(), criterion == Criterion.SPEED, bound)));
        this.limits = new Limits(all);
        this.points = points(speeds, wishes.confidence());
        this.pointsAtP84 = points(speeds, Confidence.P84);
        requireCosts();
        requireSpeeds();
    }

    private double[][] points(Map<Integer, Double> speeds, Confidence confidence) {
        return cells.stream()
                .map(cell -> new double[] {
                    value(cell.energyRmse(), confidence),
                    value(cell.forceRmse(), confidence),
                    cell.dftSeconds().map(cost -> value(cost, confidence)).orElse(Double.NaN),
                    speeds.getOrDefault(cell.twojmax(), Double.NaN)
                })
                .toArray(double[][]::new);
    }

    private static double value(Spread spread, Confidence confidence) {
        return compared(confidence == Confidence.P84 ? spread.p84() : spread.median());
    }

    /** What differs in further digits alone is alike: processors round differently. */
    private static double compared(double value) {
        return new BigDecimal(value).round(FrontTaking.COMPARED_DIGITS).doubleValue();
    }

    private long unknown(Criterion criterion) {
        return Arrays.stream(points)
                .filter(point -> Double.isNaN(point[criterion.ordinal()]))
                .count();
    }

    private void requireCosts() {
        long unknown = unknown(Criterion.DFT_COST);
        boolean limited = wishes.bounds().containsKey(Criterion.DFT_COST);
        if (unknown == cells.size() && limited) {
            throw new UserErrorException(
                    Kind.DATA,
                    "--max-dft-hours cannot be judged: the run's data tell no DFT costs (cost_seconds of a frame, or"
                            + " the setting mean-cost-seconds of a level)");
        }
        if (unknown > 0) {
            String which = unknown == cells.size() ? "any cell" : unknown + " of " + cells.size() + " cells";
            notes.add("the data tell no DFT cost of " + which
                    + (limited
                            ? ", so they do not count as meeting --max-dft-hours"
                            : ", so they are not compared in it"));
        }
    }

    private void requireSpeeds() {
        if (!wishes.bounds().containsKey(Criterion.SPEED)) {
            return;
        }
        TreeSet<Integer> unknown = new TreeSet<>();
        IntStream.range(0, points.length)
                .filter(i -> Double.isNaN(points[i][Criterion.SPEED.ordinal()]))
                .forEach(i -> unknown.add(cells.get(i).twojmax()));
        if (unknown.isEmpty()) {
            return;
        }
        String at = unknown.stream().map(String::valueOf).collect(joining(", "));
        String remedy = "--speed " + unknown.first() + "=VALUE tells it";
        if (unknown(Criterion.SPEED) == cells.size()) {
            throw new UserErrorException(
                    Kind.SETTINGS, "--min-speed cannot be judged: no speed is known at 2Jmax " + at + "; " + remedy);
        }
        notes.add(
                "no speed is known at 2Jmax " + at + ", so cells there do not count as meeting --min-speed; " + remedy);
    }

    public Recommendation recommend() {
        int[] meeting = limits.met(points);
        boolean none = meeting.length == 0;
        noteFewReplicates();
        noteFolds();
        return new Recommendation(
                wishes,
                cells.size(),
                meeting.length,
                advised(meeting),
                none ? relaxed() : List.of(),
                none ? nearest() : null,
                further(),
                List.copyOf(notes));
    }

    private void noteFewReplicates() {
        int fewest =
                cells.stream().mapToInt(cell -> cell.replicates().size()).min().orElse(0);
        if (fewest == 1) {
            notes.add("cells of one replicate have no spread: how sure their errors are is unknown");
        }
    }

    private void noteFolds() {
        Set<Object> strategies = cells.stream()
                .map(cell -> cell.axes().get(Axis.STRATEGY.column()))
                .collect(Collectors.toSet());
        if (Strategy.mixesFolds(strategies)) {
            notes.add(Strategy.FOLD_ERRORS);
        }
    }

    private List<Advised> advised(int[] meeting) {
        if (meeting.length == 0) {
            return List.of();
        }
        Map<Integer, List<Merit>> merits = new LinkedHashMap<>();
        for (Merit merit : merits()) {
            IntStream.of(meeting)
                    .boxed()
                    .filter(i -> merit != Merit.CHEAPEST || !Double.isNaN(points[i][Criterion.DFT_COST.ordinal()]))
                    .min(order(merit))
                    .ifPresent(i ->
                            merits.computeIfAbsent(i, k -> new ArrayList<>()).add(merit));
        }
        List<Advised> advised = new ArrayList<>();
        merits.forEach((i, all) -> advised.add(new Advised(
                cells.get(i), List.copyOf(all), limits.all().stream().allMatch(limit -> limit.holds(pointsAtP84[i])))));
        return advised;
    }

    /** The cheapest of all cells is no answer: it is asked for where errors or speed are limited. */
    private List<Merit> merits() {
        List<Merit> merits = new ArrayList<>();
        if (wishes.bounds().keySet().stream().anyMatch(criterion -> criterion != Criterion.DFT_COST)) {
            merits.add(Merit.CHEAPEST);
        }
        if (wishes.preference() != Preference.FORCE) {
            merits.add(Merit.BEST_ENERGY);
        }
        if (wishes.preference() != Preference.ENERGY) {
            merits.add(Merit.BEST_FORCE);
        }
        if (wishes.preference() == Preference.ANY) {
            merits.add(Merit.BEST_BOTH);
        }
        return merits;
    }

    private Comparator<Integer> order(Merit merit) {
        Comparator<Integer> accuracy = switch (wishes.preference()) {
            case ENERGY -> by(Criterion.ENERGY).thenComparing(by(Criterion.FORCE));
            case FORCE -> by(Criterion.FORCE).thenComparing(by(Criterion.ENERGY));
            case ANY -> byProduct();
        };
        return switch (merit) {
            case CHEAPEST -> by(Criterion.DFT_COST).thenComparing(accuracy);
            case BEST_ENERGY ->
                by(Criterion.ENERGY).thenComparing(by(Criterion.DFT_COST)).thenComparing(by(Criterion.FORCE));
            case BEST_FORCE ->
                by(Criterion.FORCE).thenComparing(by(Criterion.DFT_COST)).thenComparing(by(Criterion.ENERGY));
            case BEST_BOTH -> byProduct().thenComparing(by(Criterion.DFT_COST));
        };
    }

    /** Ascending; unknown values come last. */
    private Comparator<Integer> by(Criterion criterion) {
        return Comparator.comparingDouble(i -> points[i][criterion.ordinal()]);
    }

    private Comparator<Integer> byProduct() {
        return Comparator.comparingDouble(
                i -> compared(points[i][Criterion.ENERGY.ordinal()] * points[i][Criterion.FORCE.ordinal()]));
    }

    private List<Relaxed> relaxed() {
        List<Relaxed> relaxed = new ArrayList<>();
        List<Criterion> criteria = List.copyOf(wishes.bounds().keySet());
        for (int k = 0; k < criteria.size(); k++) {
            Criterion criterion = criteria.get(k);
            OptionalInt found = limits.relaxed(points, k);
            relaxed.add(
                    found.isEmpty()
                            ? new Relaxed(criterion, Double.NaN, null)
                            : new Relaxed(
                                    criterion,
                                    points[found.getAsInt()][criterion.ordinal()],
                                    cells.get(found.getAsInt())));
        }
        return relaxed;
    }

    private Nearest nearest() {
        OptionalInt nearest = limits.nearest(points);
        return nearest.isEmpty()
                ? null
                : new Nearest(cells.get(nearest.getAsInt()), limits.worstExcess(points[nearest.getAsInt()]));
    }

    /** Steps among the cells that are fast enough; other limits are about cost and errors, which the steps are to show. */
    private Map<Criterion, List<Step>> further() {
        Map<Criterion, List<Step>> further = new EnumMap<>(Criterion.class);
        Limits speed = new Limits(limits.all().stream()
                .filter(limit -> limit.quantity() == Criterion.SPEED.ordinal())
                .toList());
        int[] fast = speed.met(points);
        if (wishes.preference() != Preference.FORCE) {
            further.put(Criterion.ENERGY, steps(fast, Criterion.ENERGY));
        }
        if (wishes.preference() != Preference.ENERGY) {
            further.put(Criterion.FORCE, steps(fast, Criterion.FORCE));
        }
        return further;
    }

    private List<Step> steps(int[] chosen, Criterion error) {
        double[] costs = IntStream.of(chosen)
                .mapToDouble(i -> points[i][Criterion.DFT_COST.ordinal()])
                .toArray();
        double[] errors = IntStream.of(chosen)
                .mapToDouble(i -> points[i][error.ordinal()])
                .toArray();
        return CostStep.of(costs, errors).stream()
                .map(step -> new Step(
                        cells.get(chosen[step.from()]), cells.get(chosen[step.to()]), step.cost(), step.gain()))
                .toList();
    }
}
