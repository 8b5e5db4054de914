package org.potsweep.jobs.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.potsweep.jobs.UserErrorException;

/**
 * One file, read once for all the levels that name it.
 *
 * @param framesByLevel the frames of each level, by the level's name, in the file's order
 * @param levelValues the values under the level key, for messages
 * @param unusedFrames the number of frames that belong to none of the levels
 */
record FrameFile(
        Path file,
        Map<String, List<LevelFrame>> framesByLevel,
        Set<String> levelValues,
        int unusedFrames,
        Problems problems) {

    static FrameFile read(Path file, DatasetSource source) {
        Map<String, LabelReader> readers = new LinkedHashMap<>();
        Map<String, List<LevelFrame>> frames = new LinkedHashMap<>();
        for (LevelSource level : source.levels()) {
            if (level.files().contains(file)) {
                readers.put(level.name(), new LabelReader(source, level));
                frames.put(level.name(), new ArrayList<>());
            }
        }
        Set<String> columns =
                readers.values().stream().flatMap(r -> r.columns().stream()).collect(Collectors.toSet());
        Set<String> levelValues = new TreeSet<>();
        Problems problems = new Problems();
        int unused = 0;
        int total = 0;
        try (ExtendedXyz xyz = ExtendedXyz.open(file, source.idKey(), columns)) {
            while (xyz.hasNext()) {
                total++;
                Frame frame;
                try {
                    frame = xyz.next();
                } catch (UserErrorException e) {
                    problems.add(e.getMessage());
                    continue;
                }
                levelValues.add(frame.info().getOrDefault(source.levelKey(), ""));
                unused += assign(frame, readers, frames, problems) ? 0 : 1;
            }
        } catch (UserErrorException e) {
            problems.add(total > 0 ? e.getMessage() : e.getMessage() + "; it is read for " + named(file, source));
        } catch (IOException e) {
            problems.add(file + ": cannot be closed: " + e.getMessage());
        }
        if (total == 0 && problems.isEmpty()) {
            problems.add(file + ": the file is empty");
        }
        levelValues.remove("");
        return new FrameFile(file, frames, levelValues, unused, problems);
    }

    /** The settings that name a file. */
    private static String named(Path file, DatasetSource source) {
        return IntStream.range(0, source.levels().size())
                .filter(level -> source.levels().get(level).files().contains(file))
                .mapToObj(level -> "dataset.levels[" + level + "], "
                        + source.levels().get(level).name())
                .collect(Collectors.joining("; "));
    }

    /** Hands a frame to every level that takes it; false if none does. */
    private static boolean assign(
            Frame frame, Map<String, LabelReader> readers, Map<String, List<LevelFrame>> frames, Problems problems) {
        boolean taken = false;
        // Levels that share a file share its mistakes: each is told once.
        Set<String> refusals = new LinkedHashSet<>();
        for (Map.Entry<String, LabelReader> entry : readers.entrySet()) {
            if (entry.getValue().takes(frame)) {
                taken = true;
                try {
                    frames.get(entry.getKey()).add(entry.getValue().read(frame));
                } catch (UserErrorException e) {
                    refusals.add(e.getMessage());
                }
            }
        }
        refusals.forEach(problems::add);
        return taken;
    }
}
