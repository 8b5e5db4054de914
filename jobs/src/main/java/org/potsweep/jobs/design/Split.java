package org.potsweep.jobs.design;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.SplitSettings;
import org.potsweep.solver.KeyedUniform;
import org.potsweep.solver.WeightedSampling;

/**
 * Which configurations are kept for testing.
 *
 * @param test a flag for each configuration of the dataset
 */
public record Split(boolean[] test) {

    /** @throws UserErrorException if no configuration is left to train on, or none to test with */
    public static Split of(LabelledDataset dataset, SplitSettings settings) {
        List<LabelledConfiguration> configurations = dataset.configurations();
        boolean[] test = new boolean[configurations.size()];
        int[] chosen = switch (settings.by()) {
            case RANDOM -> random(configurations, settings);
            case GROUP -> groups(configurations, settings.testGroups());
            case FILE -> IdFile.read(settings.testFile().orElseThrow(), indexOf(configurations));
        };
        for (int index : chosen) {
            test[index] = true;
        }
        if (chosen.length == 0 || chosen.length == test.length) {
            throw UserErrorException.ofSetting(
                    Kind.DATA,
                    switch (settings.by()) {
                        case RANDOM -> "split.test-fraction";
                        case GROUP -> "split.test-groups";
                        case FILE -> "split.test-file";
                    },
                    "the split keeps " + chosen.length + " of " + dataset.size()
                            + " configurations for testing: both sets need at least one");
        }
        return new Split(test);
    }

    private static int[] random(List<LabelledConfiguration> configurations, SplitSettings settings) {
        KeyedUniform uniform = new KeyedUniform(settings.seed(), "split");
        double[] u = configurations.stream()
                .mapToDouble(c -> uniform.of(c.configuration().id()))
                .toArray();
        double[] equal = new double[u.length];
        Arrays.fill(equal, 1);
        int count = (int) Math.round(settings.testFraction() * u.length);
        return Arrays.copyOf(WeightedSampling.order(equal, u), count);
    }

    private static int[] groups(List<LabelledConfiguration> configurations, List<String> groups) {
        Set<String> present = new TreeSet<>();
        configurations.forEach(c -> present.add(c.group()));
        for (String group : groups) {
            if (!present.contains(group)) {
                throw UserErrorException.ofSetting(
                        Kind.DATA,
                        "split.test-groups",
                        "split.test-groups: no configuration belongs to '" + group + "'; groups: " + present);
            }
        }
        return IntStream.range(0, configurations.size())
                .filter(i -> groups.contains(configurations.get(i).group()))
                .toArray();
    }

    static Map<String, Integer> indexOf(List<LabelledConfiguration> configurations) {
        Map<String, Integer> indexOf = new HashMap<>();
        for (int i = 0; i < configurations.size(); i++) {
            indexOf.put(configurations.get(i).configuration().id(), i);
        }
        return indexOf;
    }

    /** Indices of the training configurations, ascending. */
    public int[] train() {
        return IntStream.range(0, test.length).filter(i -> !test[i]).toArray();
    }

    /** The number of test configurations. */
    public int testCount() {
        return test.length - train().length;
    }
}
