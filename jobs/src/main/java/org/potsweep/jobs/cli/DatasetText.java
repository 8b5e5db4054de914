package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.settings.SamplingSettings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/** What {@code validate} prints. */
final class DatasetText {
    private static final int MAXIMUM_GROUPS = 20;

    private DatasetText() {}

    static List<String> lines(SweepInput input) {
        LabelledDataset dataset = input.dataset();
        List<String> lines = new ArrayList<>();
        int largest = input.settings().sampling().sizes().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
        int train = input.split().train().length;
        lines.add("configurations  " + Quantity.count(dataset.configurations().size()) + " labelled at every level, "
                + Quantity.count(atoms(dataset)) + " atoms");
        SamplingSettings sampling = input.settings().sampling();
        boolean folds = sampling.strategies().contains(Strategy.K_FOLD);
        boolean subsets = !folds || sampling.strategies().size() > 1;
        lines.add("split           " + Quantity.count(train) + " for training"
                + (subsets ? " (the largest subset takes " + Quantity.count(largest) + ")" : "") + ", "
                + Quantity.count(input.split().testCount()) + " for testing");
        if (folds) {
            int least = train / sampling.folds();
            String left = Quantity.count(least) + (train % sampling.folds() == 0 ? "" : " or " + (least + 1));
            lines.add("k-fold          " + sampling.folds() + " fits, each without " + left
                    + " of the training structures, which it is tested on");
        }
        lines.add("fingerprint     " + dataset.fingerprint());
        lines.add("");
        lines.addAll(levels(dataset).lines(""));
        lines.add("");
        lines.addAll(groups(dataset));
        if (dataset.dropped().isEmpty()) {
            lines.add("dropped: none");
        }
        for (LabelledDataset.Dropped dropped : dataset.dropped()) {
            lines.add("dropped: " + Quantity.count(dropped.count()) + " " + dropped.reason() + ", such as "
                    + String.join(", ", dropped.examples()));
        }
        dataset.warnings().forEach(warning -> lines.add("warning: " + warning));
        lines.add("");
        lines.add("ok");
        return lines;
    }

    private static long atoms(LabelledDataset dataset) {
        return dataset.configurations().stream()
                .mapToLong(c -> c.configuration().natoms())
                .sum();
    }

    private static TextTable levels(LabelledDataset dataset) {
        TextTable table = new TextTable("lrrrrl");
        table.head("level", "labels", "k-spacing", "cut-off", "mean cost", "");
        table.head("", "", "1/A", "eV", "s", "");
        for (int level = 0; level < dataset.levels().size(); level++) {
            LevelSource source = dataset.levels().get(level);
            table.row(
                    source.name(),
                    Quantity.count(dataset.configurations().size()),
                    optional(source.kspacingPerAngstrom()),
                    optional(source.encutEv()),
                    dataset.hasCost(level) ? Quantity.significant(meanCost(dataset, level), 4) : "unknown",
                    level == dataset.referenceLevel() ? "reference" : "");
        }
        return table;
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? Quantity.setting(value.getAsDouble()) : "-";
    }

    private static double meanCost(LabelledDataset dataset, int level) {
        return dataset.configurations().stream()
                .mapToDouble(c -> c.costSeconds(level))
                .average()
                .orElseThrow();
    }

    private static List<String> groups(LabelledDataset dataset) {
        Map<String, Long> counts = dataset.configurations().stream()
                .collect(Collectors.groupingBy(LabelledConfiguration::group, TreeMap::new, Collectors.counting()));
        if (counts.size() == 1 && counts.containsKey("")) {
            return List.of("groups: none");
        }
        TextTable table = new TextTable("lr").head("group", "configurations");
        counts.entrySet().stream()
                .limit(MAXIMUM_GROUPS)
                .forEach(e -> table.row(e.getKey().isEmpty() ? "(none)" : e.getKey(), Quantity.count(e.getValue())));
        List<String> lines = new ArrayList<>(table.lines(""));
        if (counts.size() > MAXIMUM_GROUPS) {
            lines.add("... and " + (counts.size() - MAXIMUM_GROUPS) + " groups more");
        }
        lines.add("");
        return lines;
    }
}
