package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Orderings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SweepSettings;

/** Leverage scores against the diagonal of a dense SVD's U U^T, and sampling by them against the probabilities they are. */
class LeverageAgainstSvdTest {
    private static final Map<String, String> SMALL = Map.of(
            "descriptor.twojmax", "[2, 4]",
            "descriptor.quadraticflag", "[0, 1]",
            "dataset.levels", "[{ name = fine, file = \"level-6.xyz\" }]",
            "sampling.strategies", "[leverage, block-leverage]",
            "sampling.sizes", "[30]",
            "sampling.replicates", "1",
            "fit.eweight", "[12.25]");

    @TempDir
    private Path folder;

    private static SweepSettings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SMALL);
        all.putAll(more);
        return Sweeps.beryllium(all);
    }

    /** Scores of block-leverage are those of all rows also where those of leverage are of energy rows alone. */
    @Test
    void energyRowsAsBasisAtEachModelSize() {
        DenseSweep sweep =
                DenseSweep.run(LocalSpark.shared(), settings(Map.of("sampling.leverage.basis", "energy")), folder);
        assertThat(sweep.orderings()).hasSize(2 * 4);
        sweep.assertScores();
        sweep.assertAgreement();
    }

    @Test
    void allRowsAsBasisAtOneSharedModelSize() {
        DenseSweep sweep = DenseSweep.run(
                LocalSpark.shared(),
                settings(Map.of(
                        "sampling.leverage", "{ twojmax = 2, eweight = 40, vweight = 0.3 }",
                        "fit.vweight", "0.01",
                        "fit.group-weights", "[{ groups = \"hcp.*\", eweight = 2, fweight = 0.5 }]")),
                folder,
                hcp());
        assertThat(sweep.orderings().keySet()).containsExactly("block-leverage-1", "leverage-1");
        assertThat(sweep.cells()).hasSize(2 * 4);
        sweep.assertScores();
        sweep.assertAgreement();
    }

    private static ExplicitRows.Weights hcp() {
        boolean[] hcp = new boolean[401];
        List<String> groups = SweepInput.read(settings(Map.of())).dataset().configurations().stream()
                .map(labelled -> labelled.group())
                .toList();
        for (int c = 0; c < hcp.length; c++) {
            hcp[c] = groups.get(c).startsWith("hcp");
        }
        double[] factors = {2, 0.5, 1};
        return (config, kind) -> hcp[config] ? factors[kind] : 1;
    }

    /**
     * Configurations come first with probabilities proportional to their scores, and second with what follows from
     * drawing without replacement: chi-square tests at the level 0.001, which equal probabilities fail.
     */
    @Test
    void samplingFollowsTheScores() {
        int replicates = 4000;
        SweepSettings settings = settings(Map.of("sampling.replicates", String.valueOf(replicates)));
        SweepInput input = SweepInput.read(settings);
        int[] train = input.split().train();
        // Scores that span a factor of 30, as those of the bundled data do.
        double[] scores = IntStream.range(0, train.length)
                .mapToDouble(i -> Math.exp(3.4 * (i * 73 % train.length) / train.length))
                .toArray();
        double total = Arrays.stream(scores).sum();
        double[] first = Arrays.stream(scores).map(s -> s / total).toArray();
        double odds = Arrays.stream(first).map(p -> p / (1 - p)).sum();
        double[] second =
                Arrays.stream(first).map(p -> p * (odds - p / (1 - p))).toArray();

        FactorialDesign design = FactorialDesign.of(settings);
        List<Ordering> drawn = new Orderings(input.dataset(), input.split(), settings.sampling())
                .scored(Strategy.LEVERAGE, design, 0, 3, scores);
        assertThat(drawn).hasSize(replicates);
        double critical = chiSquareQuantile(train.length - 1, 3.0902);
        assertThat(chiSquare(drawn, 0, train, first)).isLessThan(critical);
        assertThat(chiSquare(drawn, 1, train, second)).isLessThan(critical);
        double[] equal = new double[train.length];
        Arrays.fill(equal, 1.0 / train.length);
        assertThat(chiSquare(drawn, 0, train, equal)).isGreaterThan(2 * critical);
    }

    private static double chiSquare(List<Ordering> drawn, int rank, int[] train, double[] probabilities) {
        int[] counts = new int[train.length];
        for (Ordering ordering : drawn) {
            counts[Arrays.binarySearch(train, ordering.configs()[rank])]++;
        }
        assertThat(Arrays.stream(probabilities).sum()).isBetween(1 - 1e-9, 1 + 1e-9);
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = drawn.size() * probabilities[i];
            sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return sum;
    }

    /** Wilson and Hilferty, PNAS 17 (1931) 684. @param z the normal distribution's quantile */
    private static double chiSquareQuantile(int degrees, double z) {
        double a = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - a + z * Math.sqrt(a), 3);
    }
}
