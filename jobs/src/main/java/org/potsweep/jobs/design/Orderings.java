package org.potsweep.jobs.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.SamplingSettings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.solver.KeyedUniform;
import org.potsweep.solver.WeightedSampling;

/**
 * Makes the orderings of a sweep. The random numbers of a replicate depend on (seed, replicate, config id) only and are
 * shared by all strategies, so that strategies are compared on paired draws.
 */
public final class Orderings {
    private final LabelledDataset dataset;
    private final int[] train;
    private final SamplingSettings settings;

    /** @throws UserErrorException if a subset size exceeds the training set */
    public Orderings(LabelledDataset dataset, Split split, SamplingSettings settings) {
        this.dataset = dataset;
        this.train = split.train();
        this.settings = settings;
        boolean subsets = settings.strategies().stream().anyMatch(strategy -> strategy != Strategy.K_FOLD);
        int largest = settings.sizes().get(settings.sizes().size() - 1);
        if (subsets && largest > train.length) {
            throw UserErrorException.ofSetting(
                    Kind.SETTINGS,
                    "sampling.sizes",
                    "sampling.sizes asks for " + largest + " training configurations, but the split leaves "
                            + train.length + " of " + dataset.size());
        }
    }

    /** The orderings that need no scores. */
    public List<Ordering> unscored() {
        List<Ordering> orderings = new ArrayList<>();
        for (Strategy strategy : settings.strategies()) {
            switch (strategy) {
                case RANDOM -> orderings.addAll(random());
                case FILE -> orderings.add(fromFile());
                case K_FOLD -> orderings.addAll(folds());
                default -> {
                    // drawn with scores, when those are known
                }
            }
        }
        return orderings;
    }

    private List<Ordering> random() {
        double[] equal = ones(train.length);
        List<Ordering> orderings = new ArrayList<>();
        for (int replicate = 1; replicate <= settings.replicates(); replicate++) {
            orderings.add(draw(Strategy.RANDOM, "", replicate, Ordering.ANY, Ordering.ANY, true, equal));
        }
        return orderings;
    }

    /**
     * The orderings drawn with probabilities proportional to scores, one a replicate.
     *
     * @param design names the descriptors and shapes
     * @param shape index of the model size that the scores were taken at
     * @param scores a score for each training configuration, in the order of their indices
     */
    public List<Ordering> scored(
            Strategy strategy, FactorialDesign design, int descriptor, int shape, double[] scores) {
        boolean shared = design.scoredTwojmax() > 0;
        ModelShape size = design.shapes().get(shape);
        boolean widestForm = design.shapes().get(design.shapes().size() - 1).quadratic() == size.quadratic();
        String at = (shared ? "" : "-2J" + size.twojmax() + (widestForm ? "" : "-linear"))
                + (design.descriptors().size() > 1 ? "-d" + (descriptor + 1) : "");
        List<Ordering> orderings = new ArrayList<>();
        for (int replicate = 1; replicate <= settings.replicates(); replicate++) {
            orderings.add(draw(strategy, at, replicate, descriptor, shape, shared, scores));
        }
        return orderings;
    }

    private Ordering draw(
            Strategy strategy, String at, int replicate, int descriptor, int shape, boolean shared, double[] weights) {
        int[] order = draw(weights, trainIds(), settings.seed(), replicate);
        return new Ordering(
                strategy.label() + at + "-" + replicate,
                strategy,
                replicate,
                descriptor,
                shape,
                shared,
                sizes(),
                Arrays.stream(order).map(i -> train[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> weights[i]).toArray());
    }

    /** Folds of the training set, as even as can be; drawn with the seed. */
    private List<Ordering> folds() {
        int[] order = WeightedSampling.order(ones(train.length), uniforms(trainIds(), settings.seed(), "folds"));
        int folds = settings.folds();
        if (folds > train.length) {
            throw UserErrorException.ofSetting(
                    Kind.SETTINGS,
                    "sampling.folds",
                    "sampling.folds asks for " + folds + " folds of " + train.length + " training configurations");
        }
        int least = train.length - (train.length + folds - 1) / folds;
        List<Ordering> orderings = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            int fold = f;
            int[] others = IntStream.range(0, order.length)
                    .filter(rank -> rank % folds != fold)
                    .map(rank -> train[order[rank]])
                    .toArray();
            orderings.add(new Ordering(
                    Strategy.K_FOLD.label() + "-" + (f + 1),
                    Strategy.K_FOLD,
                    f + 1,
                    Ordering.ANY,
                    Ordering.ANY,
                    true,
                    new int[] {least},
                    others,
                    ones(others.length)));
        }
        return orderings;
    }

    private List<String> trainIds() {
        return Arrays.stream(train)
                .mapToObj(i -> dataset.configurations().get(i).configuration().id())
                .toList();
    }

    /**
     * Draws configurations without replacement, with probabilities proportional to their weights.
     *
     * @param ids of the configurations: with the seed and the replicate they decide the random numbers
     * @return positions in {@code weights}, first drawn first
     */
    public static int[] draw(double[] weights, List<String> ids, long seed, int replicate) {
        return WeightedSampling.order(weights, uniforms(ids, seed, "replicate " + replicate));
    }

    private static double[] uniforms(List<String> ids, long seed, String stream) {
        KeyedUniform uniform = new KeyedUniform(seed, stream);
        return ids.stream().mapToDouble(uniform::of).toArray();
    }

    private int[] sizes() {
        return settings.sizes().stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private Ordering fromFile() {
        int[] order = IdFile.read(settings.orderingFile().orElseThrow(), Split.indexOf(dataset.configurations()));
        for (int index : order) {
            if (Arrays.binarySearch(train, index) < 0) {
                throw new UserErrorException(
                        Kind.DATA,
                        settings.orderingFile().orElseThrow() + ": configuration '"
                                + dataset.configurations()
                                        .get(index)
                                        .configuration()
                                        .id()
                                + "' belongs to the test set, so no subset can hold it");
            }
        }
        int largest = settings.sizes().get(settings.sizes().size() - 1);
        if (order.length < largest) {
            throw new UserErrorException(
                    Kind.DATA,
                    settings.orderingFile().orElseThrow() + ": lists " + order.length
                            + " configurations, but the largest subset takes " + largest);
        }
        return new Ordering(
                Strategy.FILE.label(),
                Strategy.FILE,
                1,
                Ordering.ANY,
                Ordering.ANY,
                true,
                sizes(),
                order,
                ones(order.length));
    }
}
