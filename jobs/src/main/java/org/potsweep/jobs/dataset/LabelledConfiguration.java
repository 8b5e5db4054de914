package org.potsweep.jobs.dataset;

import java.io.Serializable;
import java.util.List;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.Evaluation;

/** A structure of N atoms with its labels at every level. Levels are counted as in the dataset, from 0. Immutable. */
public final class LabelledConfiguration implements Serializable {
    private final AtomicConfiguration configuration;
    private final String group;
    private final double[] energies;
    private final double[][] forces;
    private final double[][] stresses;
    private final double[] costs;

    /**
     * @param labels one a level
     * @param meanCosts for each level the seconds of a frame that tells none, or NaN
     */
    LabelledConfiguration(AtomicConfiguration configuration, String group, List<Labels> labels, double[] meanCosts) {
        this.configuration = configuration;
        this.group = group;
        this.energies = labels.stream().mapToDouble(Labels::energyEv).toArray();
        this.forces = labels.stream().map(Labels::forcesEvPerAngstrom).toArray(double[][]::new);
        this.stresses = labels.stream().map(Labels::stressGpa).toArray(double[][]::new);
        this.costs = meanCosts.clone();
        for (int level = 0; level < costs.length; level++) {
            double own = labels.get(level).costSeconds();
            costs[level] = Double.isNaN(own) ? costs[level] : own;
        }
    }

    /** A structure that has no labels: its levels are none. */
    public static LabelledConfiguration unlabelled(AtomicConfiguration configuration, String group) {
        return new LabelledConfiguration(configuration, group, List.of(), new double[0]);
    }

    private LabelledConfiguration(LabelledConfiguration other, Evaluation subtracted) {
        this.configuration = other.configuration;
        this.group = other.group;
        this.costs = other.costs;
        this.energies = other.energies.clone();
        this.forces = new double[energies.length][];
        this.stresses = new double[energies.length][];
        double[] stress = subtracted.hasStress() ? subtracted.stressGpa() : null;
        for (int level = 0; level < energies.length; level++) {
            energies[level] -= subtracted.energyEv();
            forces[level] = minus(other.forces[level], subtracted.forcesEvPerAngstrom());
            stresses[level] = stress == null ? other.stresses[level] : minus(other.stresses[level], stress);
        }
    }

    private static double[] minus(double[] label, double[] subtracted) {
        if (label == null) {
            return null;
        }
        double[] difference = label.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= subtracted[i];
        }
        return difference;
    }

    /** The same structure with what a potential gives for it subtracted from the labels of every level. */
    LabelledConfiguration minus(Evaluation evaluation) {
        return new LabelledConfiguration(this, evaluation);
    }

    public AtomicConfiguration configuration() {
        return configuration;
    }

    /** The group that the structure was put into, "" when none. */
    public String group() {
        return group;
    }

    /** The total energy, eV. */
    public double energyEv(int level) {
        return energies[level];
    }

    /** The 3N force components, eV/angstrom, atom by atom (a copy). */
    public double[] forcesEvPerAngstrom(int level) {
        return forces[level].clone();
    }

    /** The six stress components xx, yy, zz, yz, xz, xy, GPa, tension positive (a copy); null if there are none. */
    public double[] stressGpa(int level) {
        return stresses[level] == null ? null : stresses[level].clone();
    }

    /**
     * The seconds that the labels took: the frame's own, else the level's mean; NaN if both are unknown, which
     * {@link LabelledDataset#hasCost} tells of the level.
     */
    public double costSeconds(int level) {
        return costs[level];
    }
}
