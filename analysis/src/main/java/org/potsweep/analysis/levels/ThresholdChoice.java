package org.potsweep.analysis.levels;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the thresholds of groups of structures become one. A group's threshold is the finer of those of its F-RMSE and
 * its V-RMSE; what is advised is the next finer level (Bayerl et al., Digital Discovery 1 (2022) 61).
 */
public enum ThresholdChoice {
    /** The finest one (the smallest spacing) of any group. */
    SMALLEST,
    /** The one that most groups have; of two that are as frequent, the finer. */
    MODE,
    /** The threshold of all structures in one. */
    POOLED;

    /**
     * The threshold's rank, finest first; the level that is advised has the rank below.
     *
     * @param groups ranks of the groups that have a threshold
     * @param pooled rank of the threshold of all structures
     * @return empty if there is none to choose from
     */
    public OptionalInt rank(Collection<Integer> groups, OptionalInt pooled) {
        return switch (this) {
            case SMALLEST -> groups.stream().mapToInt(Integer::intValue).min();
            case MODE -> mostFrequent(groups);
            case POOLED -> pooled;
        };
    }

    private static OptionalInt mostFrequent(Collection<Integer> ranks) {
        Map<Integer, Long> counts =
                ranks.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .min(Comparator.comparing(Map.Entry<Integer, Long>::getValue, Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> OptionalInt.of(entry.getKey()))
                .orElse(OptionalInt.empty());
    }
}
