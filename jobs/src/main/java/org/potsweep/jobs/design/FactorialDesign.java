package org.potsweep.jobs.design;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * The axes of a sweep, declared once: everything downstream enumerates its cells from here.
 *
 * @param strategies how the training configurations are ordered
 * @param replicates orderings of each strategy that draws them
 * @param sizes subset sizes, ascending
 * @param weights every combination of energy weight, force weight and ridge
 * @param twojmax ascending
 * @param columns number of descriptor columns at each twojmax
 * @param levels names of the levels
 * @param referenceLevel index of the reference level
 * @param snap descriptor settings at the largest twojmax
 */
public record FactorialDesign(
        List<Strategy> strategies,
        int replicates,
        List<Integer> sizes,
        List<FitWeights> weights,
        List<Integer> twojmax,
        List<Integer> columns,
        List<String> levels,
        int referenceLevel,
        SnapParameters snap)
        implements Serializable {

    public static FactorialDesign of(SweepSettings settings) {
        List<FitWeights> weights = new ArrayList<>();
        for (double eweight : settings.fit().eweight()) {
            for (double fweight : settings.fit().fweight()) {
                for (double ridge : settings.fit().ridge()) {
                    weights.add(new FitWeights(eweight, fweight, ridge));
                }
            }
        }
        SnapColumns columns = SnapColumns.of(settings.descriptor().snap());
        List<Integer> twojmax = settings.descriptor().twojmax();
        List<String> levels =
                settings.dataset().levels().stream().map(level -> level.name()).toList();
        return new FactorialDesign(
                settings.sampling().strategies(),
                settings.sampling().replicates(),
                settings.sampling().sizes(),
                List.copyOf(weights),
                twojmax,
                twojmax.stream().map(columns::count).toList(),
                levels,
                levels.indexOf(settings.dataset().referenceLevel()),
                settings.descriptor().snap());
    }

    /** The number of descriptor columns at the largest twojmax. */
    public int widest() {
        return columns.get(columns.size() - 1);
    }

    /** The number of orderings that a strategy gives. */
    public int orderings(Strategy strategy) {
        return switch (strategy) {
            case RANDOM -> replicates;
            case LEVERAGE -> replicates * twojmax.size();
            case FILE -> 1;
        };
    }

    /** Indices of the twojmax values that an ordering serves, ascending. */
    public int[] served(Ordering ordering) {
        return IntStream.range(0, twojmax.size())
                .filter(j -> ordering.serves(twojmax.get(j)))
                .toArray();
    }

    /** The number of descriptor columns that the products of an ordering need. */
    public int width(Ordering ordering) {
        int[] served = served(ordering);
        return columns.get(served[served.length - 1]);
    }

    /** The number of fitted models, replicates included. */
    public long models() {
        long cells = 0;
        for (Strategy strategy : strategies) {
            // An ordering scored at one twojmax serves only that one, so a replicate serves each twojmax once.
            cells += (long) (strategy == Strategy.FILE ? 1 : replicates) * twojmax.size();
        }
        return cells * sizes.size() * weights.size() * levels.size();
    }

    /** The number of factorisations: one an (ordering, size, weight). */
    public long factorisations() {
        return strategies.stream().mapToLong(this::orderings).sum() * sizes.size() * weights.size();
    }
}
