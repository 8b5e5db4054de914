package org.potsweep.jobs.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;

/** Finds atoms without a neighbour within the descriptor's cut-off: most often the cut-off is a mistake. */
public final class LonelyAtoms {
    private final Map<String, Double> radelem = new TreeMap<>();
    private final double rcutfac;
    private final double longest;

    private LonelyAtoms(SnapParameters snap) {
        snap.elements().forEach(element -> radelem.put(element.symbol(), element.radelem()));
        rcutfac = snap.rcutfac();
        longest = 2 * rcutfac * radelem.values().stream().max(Double::compare).orElseThrow();
    }

    /** What to warn of; every atom must be of one of the descriptor's elements. */
    public static Optional<String> warning(LabelledDataset dataset, SnapParameters snap) {
        LonelyAtoms search = new LonelyAtoms(snap);
        List<AtomicConfiguration> configurations = dataset.configurations().stream()
                .map(LabelledConfiguration::configuration)
                .toList();
        List<AtomicConfiguration> some =
                configurations.parallelStream().filter(c -> search.count(c) > 0).toList();
        if (some.isEmpty()) {
            return Optional.empty();
        }
        boolean none = some.size() == configurations.size()
                && some.parallelStream().allMatch(c -> search.count(c) == c.natoms());
        String cutoff = "within the cut-off, descriptor.rcutfac (radelem + radelem) = "
                + String.format(Locale.ROOT, "%.4g", search.longest) + " angstrom"
                + (search.radelem.size() > 1 ? " at most" : "");
        return Optional.of(
                none
                        ? "no atom of any configuration has a neighbour " + cutoff + ": there is nothing to fit"
                        : some.size() + " of " + configurations.size()
                                + " configurations have atoms without a neighbour " + cutoff + ", such as "
                                + some.get(0).id());
    }

    /** The number of atoms without a neighbour. */
    private int count(AtomicConfiguration configuration) {
        boolean[] met = new boolean[configuration.natoms()];
        new ImagePairs(longest, configuration).visit((i, j, image, distance) -> {
            if (i == j) {
                meetOwnImages(configuration, distance, met);
            } else if (distance < cutoff(configuration.species(i), configuration.species(j))) {
                met[i] = true;
                met[j] = true;
            }
        });
        int lonely = 0;
        for (boolean atom : met) {
            lonely += atom ? 0 : 1;
        }
        return lonely;
    }

    /** Every atom is as far from its own images as the first one is. */
    private void meetOwnImages(AtomicConfiguration configuration, double distance, boolean[] met) {
        for (int i = 0; i < met.length; i++) {
            met[i] |= distance < cutoff(configuration.species(i), configuration.species(i));
        }
    }

    private double cutoff(String one, String other) {
        return rcutfac * (radelem.get(one) + radelem.get(other));
    }
}
