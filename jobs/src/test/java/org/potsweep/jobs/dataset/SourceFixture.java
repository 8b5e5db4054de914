package org.potsweep.jobs.dataset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sources with the settings' usual values, and ways to change one. */
final class SourceFixture {
    private SourceFixture() {}

    static LevelSource level(String name, Path... files) {
        return level(name, Optional.empty(), Optional.empty(), Optional.empty(), files);
    }

    static LevelSource level(
            String name,
            Optional<String> frameLevel,
            Optional<String> energyKey,
            Optional<String> forcesKey,
            Path... files) {
        return new LevelSource(
                name,
                Arrays.asList(files),
                frameLevel,
                energyKey,
                forcesKey,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    static LevelSource withMeanCost(LevelSource l, double seconds) {
        return new LevelSource(
                l.name(),
                l.files(),
                l.frameLevel(),
                l.energyKey(),
                l.forcesKey(),
                l.stressKey(),
                l.kspacingPerAngstrom(),
                l.encutEv(),
                OptionalDouble.of(seconds));
    }

    /** Levels matched by id, the last one being the reference; incomplete configurations are dropped. */
    static DatasetSource byId(LevelSource... levels) {
        return source(FrameMatching.CONFIG_ID, IncompletePolicy.DROP, levels);
    }

    static DatasetSource source(FrameMatching matching, IncompletePolicy incomplete, LevelSource... levels) {
        return new DatasetSource(
                List.of(levels),
                levels[levels.length - 1].name(),
                matching,
                List.of("energy", "free_energy"),
                List.of("forces", "force"),
                List.of("stress", "virial"),
                "config_id",
                "group",
                "cost_seconds",
                "level",
                incomplete,
                0.5,
                1e-4);
    }
}
