package org.potsweep.jobs.settings;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which training configurations are fitted to.
 *
 * @param strategies how they are ordered; distinct
 * @param sizes how many of them, ascending and distinct: each size takes the first of the ordering
 * @param replicates orderings that are drawn for each strategy
 * @param seed of the orderings
 * @param folds number of folds of the strategy {@code k-fold}
 * @param leverage how leverage scores weight their rows
 * @param orderingFile configuration ids, one a line, for the strategy {@code file}
 */
public record SamplingSettings(
        List<Strategy> strategies,
        List<Integer> sizes,
        int replicates,
        long seed,
        int folds,
        LeverageSettings leverage,
        Optional<Path> orderingFile) {

    /** How the training configurations are ordered. */
    public enum Strategy {
        /** Each ordering is equally likely. */
        RANDOM,
        /** Likelier early the larger the leverage score of the configuration's energy row. */
        LEVERAGE,
        /** Likelier early the larger the sum of the leverage scores of all of the configuration's rows. */
        BLOCK_LEVERAGE,
        /** As the user says. */
        FILE,
        /** Cross-validation: all but one of several folds, which is tested on. */
        K_FOLD;

        /** What is to be known where cells of k-fold stand beside others. */
        public static final String FOLD_ERRORS =
                "test errors of k-fold cells are over the training structures that each"
                        + " model leaves out, those of other strategies over the test set";

        /** Whether any cells of k-fold stand beside others. */
        public static boolean mixesFolds(Collection<?> labels) {
            return labels.contains(K_FOLD.label())
                    && labels.stream().anyMatch(label -> !K_FOLD.label().equals(label));
        }

        /** Whether it needs scores of the rows. */
        public boolean scored() {
            return this == LEVERAGE || this == BLOCK_LEVERAGE;
        }

        /** The name in settings and tables. */
        public String label() {
            return ValueType.word(this);
        }
    }

    public SamplingSettings {
        strategies = List.copyOf(strategies);
        sizes = List.copyOf(sizes);
    }

    /** @param twojmax the swept values; empty when they are unknown */
    static SamplingSettings from(Section section, List<Integer> twojmax) {
        List<Strategy> strategies = section.axis("strategies", ValueType.oneOf(Strategy.class));
        List<Integer> sizes = section.ascending("sizes", ValueType.COUNT);
        int replicates = section.get("replicates", ValueType.COUNT);
        long seed = section.get("seed", ValueType.LONG);
        int folds = section.get("folds", ValueType.INTEGER.where(k -> k >= 2, "of at least 2"));
        LeverageSettings leverage = LeverageSettings.from(section.section("leverage"), twojmax);
        Optional<Path> orderingFile =
                section.optional("ordering-file", ValueType.FILE).map(section::resolve);
        boolean reads = strategies.contains(Strategy.FILE);
        if (section.isSound() && reads && orderingFile.isEmpty()) {
            section.refuse("strategies", "with 'file' needs sampling.ordering-file");
        } else if (section.isSound() && !reads && orderingFile.isPresent()) {
            section.refuse("ordering-file", "is only read when sampling.strategies has 'file'");
        }
        return new SamplingSettings(strategies, sizes, replicates, seed, folds, leverage, orderingFile);
    }
}
