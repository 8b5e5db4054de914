package org.potsweep.jobs.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        int largest = settings.sizes().get(settings.sizes().size() - 1);
        if (largest > train.length) {
            throw new UserErrorException(
                    Kind.SETTINGS,
                    "sampling.sizes asks for " + largest + " training configurations, but the split leaves "
                            + train.length + " of " + dataset.size());
        }
    }

    /** The orderings that need no scores. */
    public List<Ordering> unscored() {
        List<Ordering> orderings = new ArrayList<>();
        if (settings.strategies().contains(Strategy.RANDOM)) {
            double[] equal = new double[train.length];
            Arrays.fill(equal, 1);
            for (int replicate = 1; replicate <= settings.replicates(); replicate++) {
                orderings.add(draw(Strategy.RANDOM, replicate, Ordering.ANY_TWOJMAX, equal));
            }
        }
        if (settings.strategies().contains(Strategy.FILE)) {
            orderings.add(fromFile());
        }
        return orderings;
    }

    /**
     * The orderings drawn with probabilities proportional to leverage scores, one a replicate.
     *
     * @param scores a score for each training configuration, in the order of their indices
     */
    public List<Ordering> leverage(int twojmax, double[] scores) {
        List<Ordering> orderings = new ArrayList<>();
        for (int replicate = 1; replicate <= settings.replicates(); replicate++) {
            orderings.add(draw(Strategy.LEVERAGE, replicate, twojmax, scores));
        }
        return orderings;
    }

    private Ordering draw(Strategy strategy, int replicate, int twojmax, double[] weights) {
        KeyedUniform uniform = new KeyedUniform(settings.seed(), "replicate " + replicate);
        double[] u = Arrays.stream(train)
                .mapToDouble(i -> uniform.of(
                        dataset.configurations().get(i).configuration().id()))
                .toArray();
        int[] order = WeightedSampling.order(weights, u);
        String id = strategy.label() + (twojmax == Ordering.ANY_TWOJMAX ? "" : "-2J" + twojmax) + "-" + replicate;
        return new Ordering(
                id,
                strategy,
                replicate,
                twojmax,
                Arrays.stream(order).map(i -> train[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> weights[i]).toArray());
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
        double[] ones = new double[order.length];
        Arrays.fill(ones, 1);
        return new Ordering(Strategy.FILE.label(), Strategy.FILE, 1, Ordering.ANY_TWOJMAX, order, ones);
    }
}
