package org.potsweep.jobs.levels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.potsweep.analysis.levels.HalfMadThreshold;
import org.potsweep.analysis.levels.LevelErrors;
import org.potsweep.analysis.levels.LevelQuantity;
import org.potsweep.analysis.levels.PrecisionAxis;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.dataset.LevelSource;

/**
 * The half-MAD thresholds ({@link HalfMadThreshold}) of the levels' errors in one precision coordinate, for all
 * structures and by group, and the level that follows from those of forces and virials.
 */
public final class LevelThresholds {
    private static final List<LevelQuantity> ADVISING = List.of(LevelQuantity.FORCE_RMSE, LevelQuantity.VIRIAL_RMSE);
    private static final int FEW_LEVELS = 5;

    private final LevelComparison comparison;
    private final PrecisionCoordinate coordinate;
    private final PrecisionAxis axis;
    private final List<LevelThreshold> thresholds;

    /**
     * What the thresholds advise.
     *
     * @param choice how they became one
     * @param threshold rank of the threshold, 1 or more
     * @param from the thresholds of F-RMSE and V-RMSE that lie there, of the sets that the choice rests on
     * @param sets the number of sets (groups, or 1 for all structures) that the choice rests on
     */
    public record Advice(ThresholdChoice choice, int threshold, List<LevelThreshold> from, int sets) {
        /** Rank of the level that is advised: the next finer one. */
        public int advised() {
            return threshold - 1;
        }
    }

    private LevelThresholds(LevelComparison comparison, PrecisionCoordinate coordinate) {
        this.comparison = comparison;
        this.coordinate = coordinate;
        this.axis = coordinate.axis(comparison.levels());
        this.thresholds = thresholds();
    }

    /** Why there are no thresholds in a coordinate, as a sentence; empty if there are. */
    public static Optional<String> impossible(LevelComparison comparison, PrecisionCoordinate coordinate) {
        long declared = coordinate.declared(comparison.levels());
        if (declared < 2) {
            return Optional.of("no thresholds in the " + coordinate.label() + ": "
                    + (declared == 0 ? "no level declares" : "only one level declares") + " it ("
                    + coordinate.column().replace('_', '-') + " in the settings)");
        }
        Map<Double, String> levels = new LinkedHashMap<>();
        for (LevelSource level : comparison.levels()) {
            if (coordinate.of(level).isPresent()) {
                double setting = coordinate.of(level).getAsDouble();
                String other = levels.put(setting, level.name());
                if (other != null) {
                    return Optional.of("no thresholds in the " + coordinate.label() + ": levels " + other + " and "
                            + level.name() + " share " + setting + " " + coordinate.unit()
                            + ", so that errors are no function of it");
                }
            }
        }
        return Optional.empty();
    }

    /** @throws IllegalArgumentException if there are none, see {@link #impossible} */
    public static LevelThresholds of(LevelComparison comparison, PrecisionCoordinate coordinate) {
        impossible(comparison, coordinate).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return new LevelThresholds(comparison, coordinate);
    }

    /** The first coordinate, k-spacing before cut-off, in which there are thresholds. */
    public static Optional<PrecisionCoordinate> usual(LevelComparison comparison) {
        return Arrays.stream(PrecisionCoordinate.values())
                .filter(coordinate -> impossible(comparison, coordinate).isEmpty())
                .findFirst();
    }

    public PrecisionCoordinate coordinate() {
        return coordinate;
    }

    /** The name of the level of a rank. */
    public String level(int rank) {
        return comparison.levels().get(axis.levels().get(rank)).name();
    }

    /** The setting of a rank. */
    public double setting(int rank) {
        return axis.settings().get(rank);
    }

    /** Of all structures, then by group; without the quantities that the labels of a level do not tell. */
    public List<LevelThreshold> all() {
        return thresholds;
    }

    private List<LevelThreshold> thresholds() {
        List<LevelThreshold> found = new ArrayList<>();
        add(found, "all", "", comparison.statistics().stream().map(s -> s.all()).toList());
        if (comparison.hasGroups()) {
            for (String group : comparison
                    .statistics()
                    .get(comparison.reference())
                    .byGroup()
                    .keySet()) {
                add(
                        found,
                        "group",
                        group,
                        comparison.statistics().stream()
                                .map(s -> s.byGroup().get(group))
                                .toList());
            }
        }
        return List.copyOf(found);
    }

    private void add(List<LevelThreshold> found, String scope, String name, List<LevelErrors> errorsByLevel) {
        for (LevelQuantity quantity : LevelQuantity.values()) {
            double[] values = axis.finestFirst(
                    errorsByLevel.stream().mapToDouble(quantity::of).toArray());
            if (Arrays.stream(values).noneMatch(Double::isNaN)) {
                found.add(new LevelThreshold(
                        scope,
                        name,
                        quantity,
                        values[0],
                        HalfMadThreshold.meanAbsoluteDeviation(values),
                        HalfMadThreshold.rank(values)));
            }
        }
    }

    /** What to do; empty if neither forces nor virials vary. Without groups, all structures are the one group. */
    public Optional<Advice> advice(ThresholdChoice choice) {
        Map<String, Integer> finest = new LinkedHashMap<>();
        boolean pooled = choice == ThresholdChoice.POOLED || !comparison.hasGroups();
        List<LevelThreshold> considered = thresholds.stream()
                .filter(t -> ADVISING.contains(t.quantity()) && t.rank().isPresent())
                .filter(t -> t.scope().equals(pooled ? "all" : "group"))
                .toList();
        considered.forEach(t -> finest.merge(t.name(), t.rank().getAsInt(), Math::min));
        OptionalInt ofAll = finest.values().stream().mapToInt(Integer::intValue).min();
        OptionalInt rank = choice.rank(finest.values(), ofAll);
        if (rank.isEmpty()) {
            return Optional.empty();
        }
        int chosen = rank.getAsInt();
        return Optional.of(new Advice(
                choice,
                chosen,
                considered.stream()
                        .filter(t -> t.rank().getAsInt() == chosen && finest.get(t.name()) == chosen)
                        .toList(),
                finest.size()));
    }

    /** What the reader should know of these thresholds and of the advice, a sentence each. */
    public List<String> notes(ThresholdChoice choice) {
        List<String> notes = new ArrayList<>();
        advice(choice)
                .filter(advice -> axis.levels().get(advice.advised()) == comparison.reference())
                .ifPresent(
                        advice -> notes.add("the advice is the reference level itself: these data cannot tell whether"
                                + " that is converged"));
        if (axis.size() < FEW_LEVELS) {
            notes.add("only " + axis.size() + " levels: a threshold can be no finer than their steps, and a mean"
                    + " absolute deviation over so few says little");
        }
        if (axis.size() < comparison.levels().size()) {
            TreeSet<String> without = new TreeSet<>();
            comparison.levels().stream()
                    .filter(level -> coordinate.of(level).isEmpty())
                    .forEach(level -> without.add(level.name()));
            notes.add("thresholds leave out levels that declare no " + coordinate.label() + ": "
                    + String.join(", ", without));
        }
        if (axis.levels().get(0) != comparison.reference()) {
            notes.add("the finest " + coordinate.label() + " is that of level " + level(0) + ", not of the reference "
                    + comparison.referenceName());
        }
        if (!comparison.hasGroups()) {
            notes.add("there are no groups: the advice rests on all structures together");
        }
        if (thresholds.stream().noneMatch(t -> t.quantity() == LevelQuantity.VIRIAL_RMSE)) {
            notes.add("not every level has stresses: the advice rests on forces alone");
        }
        for (PrecisionCoordinate other : PrecisionCoordinate.values()) {
            long settings = comparison.levels().stream()
                    .map(level -> other.of(level))
                    .filter(setting -> setting.isPresent())
                    .distinct()
                    .count();
            if (other != coordinate && settings > 1) {
                notes.add("the levels differ in " + other.label() + " too: a threshold in the " + coordinate.label()
                        + " is one of both");
            }
        }
        return notes;
    }
}
