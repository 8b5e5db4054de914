package org.potsweep.jobs.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which configurations are kept for testing.
 *
 * @param by how they are chosen
 * @param testFraction the share that is kept when they are drawn at random, in (0, 1)
 * @param seed of the draw; it has a random stream of its own
 * @param testGroups the groups that are kept, when chosen by group
 * @param testFile configuration ids to keep, one a line, when chosen by file
 */
public record SplitSettings(By by, double testFraction, long seed, List<String> testGroups, Optional<Path> testFile) {

    /** How the test configurations are chosen. */
    public enum By {
        RANDOM,
        GROUP,
        FILE
    }

    public SplitSettings {
        testGroups = List.copyOf(testGroups);
    }

    static SplitSettings from(Section section) {
        By by = section.get("by", ValueType.oneOf(By.class));
        double testFraction = section.get(
                "test-fraction",
                ValueType.NUMBER.where(share -> share > 0 && share < 1, "between 0 and 1, both excluded"));
        long seed = section.get("seed", ValueType.LONG);
        List<String> testGroups = section.list("test-groups", ValueType.TEXT);
        Optional<Path> testFile = section.optional("test-file", ValueType.FILE).map(section::resolve);
        if (section.isSound()) {
            requireTogether(section, by, By.GROUP, "test-groups", !testGroups.isEmpty());
            requireTogether(section, by, By.FILE, "test-file", testFile.isPresent());
        }
        return new SplitSettings(by, testFraction, seed, testGroups, testFile);
    }

    private static void requireTogether(Section section, By by, By needed, String key, boolean given) {
        if (by == needed && !given) {
            section.refuse("by", "= " + ValueType.word(needed) + " needs split." + key);
        } else if (by != needed && given) {
            section.refuse(key, "is only read with split.by = " + ValueType.word(needed));
        }
    }
}
