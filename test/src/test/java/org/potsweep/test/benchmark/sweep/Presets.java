package org.potsweep.test.benchmark.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The experiments that Potsweep's claims rest on, by name. */
final class Presets {
    static final List<String> NAMES =
            List.of("against-svd", "against-mllib", "scaling", "two-species", "tenth", "quarter", "orderings");

    private static final List<Double> SIX_WEIGHTS = List.of(5.0, 10.0, 12.25, 50.0, 150.0, 300.0);
    private static final List<Double> TWELVE_WEIGHTS =
            List.of(1.0, 2.0, 5.0, 10.0, 12.25, 25.0, 50.0, 75.0, 100.0, 150.0, 300.0, 600.0);
    private static final List<Integer> TENTH_SIZES = List.of(10, 20, 35, 50, 75, 100, 150, 225, 300, 500, 750, 999);
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
                    case "tenth" -> new Experiment(List.of(tenth()), false, false);
                    case "quarter" -> new Experiment(List.of(quarter()), false, false);
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

    private static Design tenth() {
        Design design = base("tenth", 2000, List.of(4, 6, 8, 10), TENTH_SIZES);
        return design.with(beryllium(2000, 50, 6), TENTH_SIZES).withOrderings(List.of("leverage"), 1);
    }

    private static Design quarter() {
        List<Integer> sizes = List.of(25, 50, 88, 125, 188, 250, 375, 563, 750, 1250, 1875, 2498);
        Design design = base("quarter", 5000, List.of(4, 6, 8, 10), sizes);
        return design.with(beryllium(5000, 50, 6), sizes).withOrderings(List.of("leverage"), 1);
    }

    private static Design orderings() {
        Design design = base("orderings", 2000, List.of(6), TENTH_SIZES).withEweights(List.of(12.25));
        return design.with(beryllium(2000, 50, 6), TENTH_SIZES)
                .withOrderings(List.of("random", "leverage", "block-leverage"), 50);
    }
}
