package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.potsweep.analysis.levels.LevelQuantity;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.levels.LevelThreshold;
import org.potsweep.jobs.levels.LevelThresholds;

/**
 * Thresholds and what they advise, in words.
 *
 * @param found the thresholds
 * @param choice how they become one
 */
record ThresholdsText(LevelThresholds found, ThresholdChoice choice) {
    private static final int CAUSES = 4;
    private static final Map<LevelQuantity, String> QUANTITIES = quantities();

    private static Map<LevelQuantity, String> quantities() {
        Map<LevelQuantity, String> names = new LinkedHashMap<>();
        names.put(LevelQuantity.ENERGY_MEAN_DEVIATION, "mean dev.");
        names.put(LevelQuantity.ENERGY_MEAN_ABSOLUTE_DEVIATION, "mean |dev.|");
        names.put(LevelQuantity.ENERGY_RMSE, "energy RMSE");
        names.put(LevelQuantity.FORCE_RMSE, "force RMSE");
        names.put(LevelQuantity.VIRIAL_RMSE, "virial RMSE");
        return names;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Thresholds in the " + found.coordinate().label() + ", "
                + found.coordinate().unit() + ": the finest at which an error departs from its value at "
                + Quantity.setting(found.setting(0)) + " by half of its mean");
        lines.add("absolute deviation over all levels.");
        lines.add("");
        lines.addAll(table().lines(""));
        lines.add("");
        lines.addAll(found.advice(choice)
                .map(this::sentences)
                .orElse(List.of("Advice: none, as neither forces nor virials differ between the levels.")));
        return lines;
    }

    private TextTable table() {
        TextTable table = new TextTable("lrrrrr");
        List<String> head = new ArrayList<>(List.of("structures"));
        head.addAll(QUANTITIES.values());
        table.head(head.toArray(String[]::new));
        Map<List<String>, Map<LevelQuantity, LevelThreshold>> sets = new LinkedHashMap<>();
        found.all()
                .forEach(t -> sets.computeIfAbsent(List.of(t.scope(), t.name()), key -> new LinkedHashMap<>())
                        .put(t.quantity(), t));
        sets.forEach((set, byQuantity) -> {
            List<String> cells =
                    new ArrayList<>(List.of(set(byQuantity.values().iterator().next())));
            for (LevelQuantity quantity : QUANTITIES.keySet()) {
                LevelThreshold threshold = byQuantity.get(quantity);
                cells.add(
                        threshold == null || threshold.rank().isEmpty()
                                ? "-"
                                : Quantity.setting(
                                        found.setting(threshold.rank().getAsInt())));
            }
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    private static String set(LevelThreshold threshold) {
        if (threshold.scope().equals("all")) {
            return "all";
        }
        return threshold.name().isEmpty() ? "(no group)" : threshold.name();
    }

    private List<String> sentences(LevelThresholds.Advice advice) {
        String unit = " " + found.coordinate().unit();
        boolean ofAll = advice.from().get(0).scope().equals("all");
        String over = ofAll ? "of all structures" : "of " + advice.sets() + " groups";
        String rests = switch (advice.choice()) {
            case SMALLEST -> "the finest threshold of force and virial RMSE " + over;
            case MODE -> "the most frequent threshold of force or virial RMSE " + over;
            case POOLED -> "the finer threshold of force and virial RMSE of all structures";
        };
        return List.of(
                "Advice: level " + found.level(advice.advised()) + ", "
                        + found.coordinate().label() + " "
                        + Quantity.setting(found.setting(advice.advised())) + unit + ".",
                "It is the next finer one than level " + found.level(advice.threshold()) + " with "
                        + Quantity.setting(found.setting(advice.threshold())) + unit + ", " + rests,
                "(" + causes(advice) + ").");
    }

    /** Whose thresholds they are; of many, how many. */
    private static String causes(LevelThresholds.Advice advice) {
        if (advice.from().size() <= CAUSES) {
            return advice.from().stream()
                    .map(t -> QUANTITIES.get(t.quantity()) + " of " + set(t))
                    .collect(Collectors.joining(", "));
        }
        Map<LevelQuantity, Long> counts = advice.from().stream()
                .collect(Collectors.groupingBy(LevelThreshold::quantity, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> QUANTITIES.get(e.getKey()) + " of " + e.getValue() + " groups")
                .collect(Collectors.joining(", "));
    }
}
