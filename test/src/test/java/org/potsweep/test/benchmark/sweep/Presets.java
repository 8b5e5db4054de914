package org.potsweep.test.benchmark.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The experiments that Potsweep's claims rest on, by name. */
final class Presets {
    static final List<String> NAMES =
            List.of("against-svd", "against-mllib", "scaling", "two-species", "tenth", "study", "orderings");

    private static final List<Double> SIX_WEIGHTS = List.of(5.0, 10.0, 12.25, 50.0, 150.0, 300.0);
    private static final List<Double> TWELVE_WEIGHTS =
            List.of(1.0, 2.0, 5.0, 10.0, 12.25, 25.0, 50.0, 75.0, 100.0, 150.0, 300.0, 600.0);
    private static final List<Integer> STUDY_SIZES =
            List.of(100, 200, 350, 500, 750, 1000, 1500, 2250, 3000, 5000, 7500, 9990);
    private static final List<String> BERYLLIUM = List.of("Be");
    private static final int HIDDEN_TWOJMAX = 6;

    private Presets() {}

    /** An experiment: sweeps, one after the other, and which peers run beside each. */
    record Experiment(List<Design> designs, boolean svd, boolean mllib) {}

    static Optional<Experiment> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "against-svd" -> new Experiment(againstSvd(), true, false);
                    case "against-mllib" -> new Experiment(List.of(againstMllib()), false, true);
                    case "scaling" -> new Experiment(scaling(), false, false);
                    case "two-species" -> new Experiment(List.of(twoSpecies()), false, false);
                    case "tenth" -> new Experiment(List.of(study().shrunk(10).named("tenth")), false, false);
                    case "study" -> new Experiment(List.of(study()), false, false);
                    case "orderings" -> new Experiment(List.of(orderings()), false, false);
                    default -> null;
                });
    }

    private static SyntheticData beryllium(int configurations, int atoms, int levels) {
        return new SyntheticData(1, configurations, atoms, BERYLLIUM, levels, HIDDEN_TWOJMAX);
    }

    /** A design of 54-atom structures at six levels, on two cores, with random subsets. */
    static Design base(String name, int configurations, List<Integer> twojmax, List<Integer> sizes) {
        return new Design(
                name,
                beryllium(configurations, 54, 6),
                twojmax,
                sizes,
                SIX_WEIGHTS,
                List.of("random"),
                1,
                "local[2]",
                Map.of());
    }

    private static List<Design> againstSvd() {
        List<Design> designs = new ArrayList<>();
        for (int configurations : List.of(100, 200, 500)) {
            List<Integer> sizes = List.of(20, 40, 80, 120, 160, 200, 250).stream()
                    .filter(size -> size <= configurations / 2)
                    .toList();
            Design design = base("against-svd-" + configurations, configurations, List.of(4, 6, 8), sizes);
            designs.add(design.withOrderings(List.of("random", "leverage"), 1));
        }
        return designs;
    }

    /** One ordering, one size, one weight, one level: the products and little else. */
    private static Design againstMllib() {
        Design design = base("against-mllib", 200, List.of(8), List.of(100)).withEweights(List.of(12.25));
        return design.with(beryllium(200, 54, 1), design.sizes());
    }

    private static List<Design> scaling() {
        List<Design> designs = new ArrayList<>();
        for (int configurations : List.of(500, 1000, 2000)) {
            int n = configurations;
            designs.add(base("configurations-" + n, n, List.of(8), List.of(n / 20, n / 8, n / 4, n / 2)));
        }
        Design full = designs.get(2);
        for (int levels : List.of(1, 3)) {
            designs.add(full.with(beryllium(2000, 54, levels), full.sizes()).named("levels-" + levels));
        }
        designs.add(full.withEweights(List.of(12.25)).named("weights-1"));
        designs.add(full.withEweights(TWELVE_WEIGHTS).named("weights-12"));
        designs.add(full.withTwojmax(List.of(2, 4, 6, 8)).named("twojmax-2-4-6-8"));
        designs.add(full.withMaster("local[1]").named("one-core"));
        return designs;
    }

    private static Design twoSpecies() {
        Design design = base("two-species", 300, List.of(10), List.of(75, 150)).withEweights(List.of(12.25, 150.0));
        return design.with(new SyntheticData(1, 300, 54, List.of("Be", "Li"), 6, HIDDEN_TWOJMAX), design.sizes());
    }

    /** The beryllium study's complete design for leverage subsets. */
    private static Design study() {
        Design design = base("study", 20_000, List.of(4, 6, 8, 10), STUDY_SIZES);
        return design.with(beryllium(20_000, 50, 6), STUDY_SIZES).withOrderings(List.of("leverage"), 1);
    }

    private static Design orderings() {
        Design tenth = study().shrunk(10).withTwojmax(List.of(6)).withEweights(List.of(12.25));
        return tenth.named("orderings").withOrderings(List.of("random", "leverage", "block-leverage"), 50);
    }
}
