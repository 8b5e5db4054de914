package org.potsweep.jobs.levels;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.potsweep.analysis.levels.LevelDeviation;
import org.potsweep.analysis.levels.Structure;
import org.potsweep.analysis.levels.StructureLabels;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.dataset.LevelSource;

/**
 * What levels are compared by.
 *
 * @param levels the levels
 * @param reference index of the level that they are compared with
 * @param deviations for each level, one a structure; the structures are the same, in the same order
 */
public record LevelData(List<LevelSource> levels, int reference, List<List<LevelDeviation>> deviations) {
    public LevelData {
        levels = List.copyOf(levels);
        deviations = deviations.stream().map(List::copyOf).toList();
    }

    /** A dataset's levels against its reference level. */
    public static LevelData of(LabelledDataset dataset) {
        return of(dataset, dataset.referenceLevel());
    }

    /**
     * A dataset's levels against one of them.
     *
     * @throws UserErrorException if it has no level of that name
     */
    public static LevelData of(LabelledDataset dataset, String reference) {
        return of(dataset, indexOf(dataset.levels(), reference));
    }

    private static LevelData of(LabelledDataset dataset, int reference) {
        Builder builder = new Builder(dataset.levels(), reference);
        for (LabelledConfiguration labelled : dataset.configurations()) {
            List<StructureLabels> labels = new ArrayList<>();
            for (int level = 0; level < dataset.levels().size(); level++) {
                labels.add(new StructureLabels(
                        labelled.energyEv(level),
                        labelled.forcesEvPerAngstrom(level),
                        labelled.stressGpa(level),
                        labelled.costSeconds(level)));
            }
            builder.add(structure(labelled.configuration(), labelled.group()), labels);
        }
        return builder.build();
    }

    /**
     * The index of the level of that name.
     *
     * @throws UserErrorException if there is none
     */
    public static int indexOf(List<LevelSource> levels, String name) {
        List<String> names = levels.stream().map(LevelSource::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new UserErrorException(
                    Kind.SETTINGS,
                    "there is no level '" + name + "' to compare with; the levels are " + String.join(", ", names));
        }
        return index;
    }

    /** What the comparison needs to know of a configuration. */
    public static Structure structure(AtomicConfiguration configuration, String group) {
        SimulationCell cell = configuration.cell();
        double shortest = Double.NaN;
        for (int v = 0; v < 3; v++) {
            if (cell.periodic(v)) {
                double length = Math.hypot(Math.hypot(cell.lattice(v, 0), cell.lattice(v, 1)), cell.lattice(v, 2));
                shortest = Double.isNaN(shortest) ? length : Math.min(shortest, length);
            }
        }
        String elements = String.join(" ", new TreeSet<>(configuration.species()));
        return new Structure(configuration.id(), group, elements, configuration.natoms(), shortest, cell.volume());
    }

    /** Takes structures one after the other and keeps of their labels only the differences. */
    public static final class Builder {
        private final List<LevelSource> levels;
        private final int reference;
        private final List<List<LevelDeviation>> deviations = new ArrayList<>();

        /** @param reference index of the level to compare with */
        public Builder(List<LevelSource> levels, int reference) {
            this.levels = levels;
            this.reference = reference;
            levels.forEach(level -> deviations.add(new ArrayList<>()));
        }

        /** @param labels one a level */
        public void add(Structure structure, List<StructureLabels> labels) {
            for (int level = 0; level < levels.size(); level++) {
                deviations.get(level).add(LevelDeviation.of(structure, labels.get(level), labels.get(reference)));
            }
        }

        public LevelData build() {
            return new LevelData(levels, reference, deviations);
        }
    }
}
