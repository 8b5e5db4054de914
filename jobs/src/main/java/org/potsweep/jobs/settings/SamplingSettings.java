package org.potsweep.jobs.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which training configurations are fitted to.
 *
 * @param strategies how they are ordered; distinct
 * @param sizes how many of them, ascending and distinct: each size takes the first of the ordering
 * @param replicates orderings that are drawn for each strategy
 * @param seed of the orderings
 * @param leverage how leverage scores weight their rows
 * @param orderingFile configuration ids, one a line, for the strategy {@code file}
 */
public record SamplingSettings(
        List<Strategy> strategies,
        List<Integer> sizes,
        int replicates,
        long seed,
        LeverageSettings leverage,
        Optional<Path> orderingFile) {

    /** How the training configurations are ordered. */
    public enum Strategy {
        /** Each ordering is equally likely. */
        RANDOM,
        /** Likelier early the larger the leverage score of the configuration's energy row. */
        LEVERAGE,
        /** As the user says. */
        FILE;

        /** The name in settings and tables. */
        public String label() {
            return ValueType.word(this);
        }
    }

    public SamplingSettings {
        strategies = List.copyOf(strategies);
        sizes = List.copyOf(sizes);
    }

    static SamplingSettings from(Section section) {
        List<Strategy> strategies = section.axis("strategies", ValueType.oneOf(Strategy.class));
        List<Integer> sizes = section.ascending("sizes", ValueType.COUNT);
        int replicates = section.get("replicates", ValueType.COUNT);
        long seed = section.get("seed", ValueType.LONG);
        LeverageSettings leverage = LeverageSettings.from(section.section("leverage"));
        Optional<Path> orderingFile =
                section.optional("ordering-file", ValueType.FILE).map(section::resolve);
        boolean reads = strategies.contains(Strategy.FILE);
        if (section.isSound() && reads && orderingFile.isEmpty()) {
            section.refuse("strategies", "with 'file' needs sampling.ordering-file");
        } else if (section.isSound() && !reads && orderingFile.isPresent()) {
            section.refuse("ordering-file", "is only read when sampling.strategies has 'file'");
        }
        return new SamplingSettings(strategies, sizes, replicates, seed, leverage, orderingFile);
    }
}
