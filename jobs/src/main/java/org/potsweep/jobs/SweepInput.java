package org.potsweep.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.dataset.LonelyAtoms;
import org.potsweep.jobs.design.ConfigurationWeights;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Orderings;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.storage.ResultTables;

/**
 * All that a sweep starts from, read and checked, without Spark.
 *
 * @param settings what to sweep
 * @param dataset structures and labels
 * @param split which of the structures are kept for testing
 * @param weights factors on the rows of training structures
 */
public record SweepInput(SweepSettings settings, LabelledDataset dataset, Split split, ConfigurationWeights weights) {

    /**
     * Reads the data that the settings name and checks that both fit together.
     *
     * @throws UserErrorException if anything is wrong with them
     */
    public static SweepInput read(SweepSettings settings) {
        try {
            return readUnplaced(settings);
        } catch (UserErrorException refusal) {
            throw settings.places().placed(refusal);
        }
    }

    private static SweepInput readUnplaced(SweepSettings settings) {
        LabelledDataset dataset = DatasetReader.read(settings.dataset());
        requireElements(
                settings.descriptor().snap(),
                dataset.configurations().stream()
                        .map(LabelledConfiguration::configuration)
                        .toList());
        ResultTables tables = new ResultTables(
                FactorialDesign.of(settings),
                settings.reference().pairStyle(),
                List.of(),
                settings.front()::evaluationSeconds);
        FrontJob.check(
                settings.front(),
                settings.descriptor().twojmax(),
                List.of(tables.results().fieldNames()));
        Split split = Split.of(dataset, settings.split());
        // Refuses subsets that are too large, and an ordering file that does not fit.
        new Orderings(dataset, split, settings.sampling()).unscored();
        if (settings.fit().stress()) {
            requireStress(dataset);
        }
        ConfigurationWeights weights = ConfigurationWeights.of(dataset, settings.fit());
        Optional<String> lonely =
                LonelyAtoms.warning(dataset, settings.descriptor().snap());
        return new SweepInput(settings, lonely.map(dataset::withWarning).orElse(dataset), split, weights);
    }

    private static void requireStress(LabelledDataset dataset) {
        List<String> lacking = new ArrayList<>();
        for (LabelledConfiguration labelled : dataset.configurations()) {
            for (int level = 0; level < dataset.levels().size(); level++) {
                if (labelled.stressGpa(level) == null) {
                    lacking.add(labelled.configuration().id() + " at level "
                            + dataset.levels().get(level).name());
                }
            }
        }
        if (!lacking.isEmpty()) {
            throw UserErrorException.ofSetting(
                    Kind.DATA,
                    "fit.vweight",
                    "fit.vweight asks for fits to stresses, which " + lacking.size()
                            + " labels do not have, the first that of configuration " + lacking.get(0));
        }
    }

    /** @throws UserErrorException if an atom is of an element that the descriptor does not have */
    static void requireElements(SnapParameters snap, List<AtomicConfiguration> configurations) {
        List<String> known =
                snap.elements().stream().map(SnapParameters.Element::symbol).toList();
        Map<String, String> strangers = new LinkedHashMap<>();
        for (AtomicConfiguration configuration : configurations) {
            for (String symbol : configuration.species()) {
                if (!known.contains(symbol)) {
                    strangers.putIfAbsent(symbol, configuration.id());
                }
            }
        }
        if (!strangers.isEmpty()) {
            String where = strangers.entrySet().stream()
                    .map(e -> e.getKey() + " (first in configuration " + e.getValue() + ")")
                    .collect(Collectors.joining(", "));
            throw UserErrorException.ofSetting(
                    Kind.DATA,
                    "descriptor.elements",
                    "the data has atoms of " + where + ", but descriptor.elements lists " + known);
        }
    }
}
