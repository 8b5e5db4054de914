package org.potsweep.jobs.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is odd in the labels of a level, though not wrong. */
final class DatasetWarnings {
    private DatasetWarnings() {}

    static List<String> of(DatasetSource source, List<MatchedFrames> complete) {
        List<String> warnings = new ArrayList<>();
        for (int l = 0; l < source.levels().size(); l++) {
            int level = l;
            String name = "level " + source.levels().get(level).name() + ": ";
            List<LevelFrame> frames =
                    complete.stream().map(m -> m.frames().get(level)).toList();
            Map<String, Long> energyKeys = frames.stream()
                    .collect(Collectors.groupingBy(f -> f.labels().energyKey(), TreeMap::new, Collectors.counting()));
            if (energyKeys.size() > 1) {
                warnings.add(name + "energies come from different keys, which may not mean the same: "
                        + energyKeys.entrySet().stream()
                                .map(e -> e.getKey() + " in " + e.getValue() + " frames")
                                .collect(Collectors.joining(", ")));
            }
            long stresses =
                    frames.stream().filter(f -> f.labels().stressGpa() != null).count();
            if (stresses > 0 && stresses < frames.size()) {
                warnings.add(name + stresses + " of " + frames.size() + " frames have a stress");
            }
            long costless = frames.stream()
                    .filter(f -> Double.isNaN(f.labels().costSeconds()))
                    .count();
            if (costless > 0 && source.levels().get(level).meanCostSeconds().isEmpty()) {
                warnings.add(name + costless + " of " + frames.size() + " frames have no " + source.costKey()
                        + ", and the settings give no mean cost: the cost of this level is unknown");
            }
        }
        return warnings;
    }
}
