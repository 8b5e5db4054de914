package org.potsweep.jobs.settings;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.potsweep.jobs.dataset.DatasetSource;
import org.potsweep.jobs.dataset.FrameMatching;
import org.potsweep.jobs.dataset.IncompletePolicy;
import org.potsweep.jobs.dataset.LevelSource;

/** Reads where the data is and how it is labelled. */
final class DatasetSection {
    private DatasetSection() {}

    static DatasetSource read(Section section) {
        List<LevelSource> levels = levels(section);
        return new DatasetSource(
                levels,
                referenceLevel(section, levels),
                section.get("match-by", ValueType.oneOf(FrameMatching.class)),
                section.axis("energy-keys", ValueType.TEXT),
                section.axis("forces-keys", ValueType.TEXT),
                section.axis("stress-keys", ValueType.TEXT),
                section.get("id-key", ValueType.TEXT),
                section.get("group-key", ValueType.TEXT),
                section.get("cost-key", ValueType.TEXT),
                section.get("level-key", ValueType.TEXT),
                section.get("incomplete", ValueType.oneOf(IncompletePolicy.class)),
                section.get("minimum-distance-angstrom", ValueType.POSITIVE),
                section.get("position-tolerance-angstrom", ValueType.NOT_NEGATIVE));
    }

    private static List<LevelSource> levels(Section section) {
        List<Section> sections = section.someSections("levels");
        List<LevelSource> levels = sections.stream().map(DatasetSection::level).toList();
        Set<String> names = new HashSet<>();
        Set<List<Object>> contents = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            LevelSource level = levels.get(i);
            if (!names.add(level.name()) && sections.get(i).isSound()) {
                sections.get(i).refuse("name", "is '" + level.name() + "', as another level's is");
            } else if (!contents.add(labels(level)) && sections.get(i).isSound()) {
                sections.get(i).refuse("reads the same labels from the same files as another level");
            }
        }
        return levels;
    }

    private static List<Object> labels(LevelSource level) {
        return List.of(level.files(), level.frameLevel(), level.energyKey(), level.forcesKey(), level.stressKey());
    }

    private static LevelSource level(Section section) {
        String name = section.get("name", ValueType.TEXT);
        return new LevelSource(
                name,
                files(section),
                section.optional("frame-level", ValueType.TEXT),
                section.optional("energy-key", ValueType.TEXT),
                section.optional("forces-key", ValueType.TEXT),
                section.optional("stress-key", ValueType.TEXT),
                number(section, "kspacing-per-angstrom"),
                number(section, "encut-ev"),
                number(section, "mean-cost-seconds"));
    }

    /** One {@code file} or several {@code files}. */
    private static List<Path> files(Section section) {
        Optional<String> file = section.optional("file", ValueType.FILE);
        List<String> files = section.list("files", ValueType.FILE);
        if (section.isSound() && file.isPresent() == !files.isEmpty()) {
            section.refuse("needs either 'file' or 'files'" + (file.isPresent() ? ", not both" : ""));
        }
        return file.map(List::of).orElse(files).stream().map(section::resolve).toList();
    }

    private static OptionalDouble number(Section section, String key) {
        return section.optional(key, ValueType.POSITIVE).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static String referenceLevel(Section section, List<LevelSource> levels) {
        if (levels.isEmpty()) {
            return section.optional("reference-level", ValueType.TEXT).orElse("");
        }
        Map<String, String> names = new LinkedHashMap<>();
        levels.forEach(level -> names.put(level.name(), level.name()));
        String last = levels.get(levels.size() - 1).name();
        return section.optional(
                        "reference-level", ValueType.oneOf(names, "one of " + String.join(", ", names.keySet())))
                .orElse(last);
    }
}
