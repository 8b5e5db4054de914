package org.potsweep.jobs.design;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.FitSettings;
import org.potsweep.jobs.settings.FitSettings.Boltzmann;
import org.potsweep.jobs.settings.FitSettings.GroupWeight;

/**
 * The factors by which the rows of each training configuration are multiplied, beside the swept weights.
 *
 * @param factors for each configuration of the dataset those of its energy, force and stress rows
 */
public record ConfigurationWeights(double[][] factors) {
    /** Boltzmann's constant, eV/K (exact since the SI of 2019). */
    private static final double BOLTZMANN_EV_PER_KELVIN = 8.617333262e-5;

    /**
     * @param dataset with the labels as they were read
     * @throws UserErrorException if a pattern matches no group
     */
    public static ConfigurationWeights of(LabelledDataset dataset, FitSettings settings) {
        List<Pattern> patterns = settings.groupWeights().stream()
                .map(weight -> Pattern.compile(weight.groups()))
                .toList();
        requireMatches(dataset, patterns);
        double lowest = dataset.configurations().stream()
                .mapToDouble(labelled -> energyPerAtom(dataset, labelled))
                .min()
                .orElseThrow();
        List<double[]> factors = new ArrayList<>();
        for (LabelledConfiguration labelled : dataset.configurations()) {
            double all = settings.boltzmann()
                    .map(boltzmann -> factor(boltzmann, energyPerAtom(dataset, labelled) - lowest))
                    .orElse(1.0);
            GroupWeight group = group(labelled, settings.groupWeights(), patterns);
            factors.add(new double[] {all * group.eweight(), all * group.fweight(), all * group.vweight()});
        }
        return new ConfigurationWeights(factors.toArray(double[][]::new));
    }

    private static double energyPerAtom(LabelledDataset dataset, LabelledConfiguration labelled) {
        return labelled.energyEv(dataset.referenceLevel())
                / labelled.configuration().natoms();
    }

    private static double factor(Boltzmann boltzmann, double energyEv) {
        double kT = BOLTZMANN_EV_PER_KELVIN * boltzmann.temperatureKelvin();
        return Math.max(boltzmann.minimum(), StrictMath.exp(-energyEv / kT));
    }

    private static GroupWeight group(
            LabelledConfiguration labelled, List<GroupWeight> weights, List<Pattern> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matcher(labelled.group()).matches()) {
                return weights.get(i);
            }
        }
        return new GroupWeight(".*", 1, 1, 1);
    }

    private static void requireMatches(LabelledDataset dataset, List<Pattern> patterns) {
        TreeSet<String> groups = dataset.configurations().stream()
                .map(LabelledConfiguration::group)
                .collect(Collectors.toCollection(TreeSet::new));
        for (Pattern pattern : patterns) {
            if (groups.stream().noneMatch(group -> pattern.matcher(group).matches())) {
                throw UserErrorException.ofSetting(
                        Kind.SETTINGS,
                        "fit.group-weights",
                        "fit.group-weights: no group of the data matches '" + pattern + "'; groups: " + groups);
            }
        }
    }

    /** Whether all factors are 1. */
    public boolean trivial() {
        for (double[] factor : factors) {
            if (factor[0] != 1 || factor[1] != 1 || factor[2] != 1) {
                return false;
            }
        }
        return true;
    }
}
