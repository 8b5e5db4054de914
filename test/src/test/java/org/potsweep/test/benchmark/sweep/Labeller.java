package org.potsweep.test.benchmark.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.Evaluation;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapPotential;

/**
 * Labels structures at every level: the truth, what no model of its kind fits, a multiple of the drift, and random
 * errors. Holds workspaces of its
 * potentials: use one instance a thread.
 */
final class Labeller implements AutoCloseable {
    /** Scatter of prices: the standard deviation of their logarithm. */
    private static final double PRICE_SCATTER = 0.3;

    private final long seed;
    private final SyntheticLevels levels;
    private final SnapPotential truth;
    private final SnapPotential drift;

    Labeller(long seed, SyntheticLevels levels, SnapModel truth, SnapModel drift) {
        this.seed = seed;
        this.levels = levels;
        this.truth = new SnapPotential(truth, ReferencePotential.NONE);
        this.drift = new SnapPotential(drift, ReferencePotential.NONE);
    }

    /** The descriptor that data and sweeps share. */
    static SnapParameters snap(int twojmax, List<String> species) {
        List<SnapParameters.Element> elements = species.stream()
                .sorted()
                .map(symbol -> new SnapParameters.Element(symbol, radelem(symbol), wj(symbol)))
                .toList();
        return new SnapParameters(twojmax, 4.812302818, 0.99363, 0, elements, true, true, false, true);
    }

    private static double radelem(String symbol) {
        return symbol.equals("Be") ? 0.5 : 0.47;
    }

    private static double wj(String symbol) {
        return symbol.equals("Be") ? 1 : 0.8;
    }

    /**
     * One level's labels.
     *
     * @param energy total, eV
     * @param forces 3N components, eV/angstrom
     */
    record Labels(double energy, double[] forces, double seconds) {}

    /** The labels of structure {@code index} at every level. */
    Labels[] labels(int index, AtomicConfiguration configuration) {
        Evaluation exact = truth.evaluate(configuration);
        Evaluation smooth = drift.evaluate(configuration);
        double[] trueForces = exact.forcesEvPerAngstrom();
        double[] smoothForces = smooth.forcesEvPerAngstrom();
        SplittableRandom unfitted = BerylliumLike.stream(seed, 99, index);
        double trueEnergy =
                exact.energyEv() + configuration.natoms() * levels.unfittedEnergy() * unfitted.nextGaussian();
        Arrays.setAll(trueForces, i -> trueForces[i] + levels.unfittedForce() * unfitted.nextGaussian());
        Labels[] labels = new Labels[levels.count()];
        for (int level = 0; level < labels.length; level++) {
            SplittableRandom random = BerylliumLike.stream(seed, 100 + level, index);
            double share = levels.drift(level);
            double energy = trueEnergy
                    + share * smooth.energyEv()
                    + configuration.natoms() * levels.energyNoise(level) * random.nextGaussian();
            double[] forces = new double[trueForces.length];
            for (int i = 0; i < forces.length; i++) {
                forces[i] = trueForces[i] + share * smoothForces[i] + levels.forceNoise(level) * random.nextGaussian();
            }
            double scatter = PRICE_SCATTER * random.nextGaussian() - PRICE_SCATTER * PRICE_SCATTER / 2;
            labels[level] = new Labels(energy, forces, levels.meanSeconds(level) * StrictMath.exp(scatter));
        }
        return labels;
    }

    @Override
    public void close() {
        truth.close();
        drift.close();
    }
}
