package org.potsweep.jobs.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The frames of one configuration.
 *
 * @param frames one a level, null where the level has none
 */
record MatchedFrames(String id, List<LevelFrame> frames) {

    /** The first frame that there is. */
    LevelFrame any() {
        return frames.stream().filter(f -> f != null).findFirst().orElseThrow();
    }

    /** The group of the frame at {@code level}, else the first that any frame tells, else "". */
    String group(int level) {
        String own = frames.get(level).group();
        return own.isEmpty()
                ? frames.stream()
                        .map(LevelFrame::group)
                        .filter(g -> !g.isEmpty())
                        .findFirst()
                        .orElse("")
                : own;
    }

    /** The indices of the levels without labels. */
    List<Integer> unlabelled() {
        List<Integer> missing = new ArrayList<>();
        for (int level = 0; level < frames.size(); level++) {
            if (frames.get(level) == null || frames.get(level).labels() == null) {
                missing.add(level);
            }
        }
        return missing;
    }

    /** Frames with the same id, sorted by id; an id that a level has twice is a problem. */
    static List<MatchedFrames> byId(List<LevelSource> levels, List<List<LevelFrame>> frames, Problems problems) {
        SortedMap<String, LevelFrame[]> byId = new TreeMap<>();
        for (int level = 0; level < levels.size(); level++) {
            for (LevelFrame frame : frames.get(level)) {
                String id = frame.configuration().id();
                LevelFrame[] row = byId.computeIfAbsent(id, k -> new LevelFrame[levels.size()]);
                if (row[level] == null) {
                    row[level] = frame;
                } else {
                    problems.add(frame.place() + ": configuration " + id + " was met before at level "
                            + levels.get(level).name() + ", in " + row[level].place());
                }
            }
        }
        List<MatchedFrames> matched = new ArrayList<>();
        byId.forEach((id, row) -> matched.add(new MatchedFrames(id, Collections.unmodifiableList(Arrays.asList(row)))));
        return matched;
    }

    /** The k-th frames of all levels, sorted by id. The frames' own ids are kept if they agree and differ in k. */
    static List<MatchedFrames> byOrder(
            List<LevelSource> levels, List<List<LevelFrame>> frames, Problems problems, List<String> warnings) {
        int count = frames.get(0).size();
        for (int level = 1; level < levels.size(); level++) {
            if (frames.get(level).size() != count) {
                problems.add("matching by order takes the same number of frames at every level, but level "
                        + levels.get(0).name() + " has " + count + " and level "
                        + levels.get(level).name() + " has " + frames.get(level).size());
            }
        }
        if (!problems.isEmpty()) {
            return List.of();
        }
        List<List<LevelFrame>> rows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int row = k;
            rows.add(frames.stream().map(level -> level.get(row)).toList());
        }
        List<String> ids = ids(rows, warnings);
        SortedMap<String, MatchedFrames> sorted = new TreeMap<>();
        for (int k = 0; k < count; k++) {
            sorted.put(ids.get(k), new MatchedFrames(ids.get(k), rows.get(k)));
        }
        return List.copyOf(sorted.values());
    }

    private static List<String> ids(List<List<LevelFrame>> rows, List<String> warnings) {
        List<String> ids = new ArrayList<>();
        Set<String> distinct = new TreeSet<>();
        String obstacle = null;
        boolean anyCarried = false;
        for (List<LevelFrame> row : rows) {
            Set<String> carried = new TreeSet<>();
            row.stream()
                    .filter(LevelFrame::carriesId)
                    .forEach(f -> carried.add(f.configuration().id()));
            anyCarried |= !carried.isEmpty();
            String place = row.get(0).place();
            if (obstacle == null && carried.size() != 1) {
                obstacle = carried.isEmpty() ? "the frame in " + place + " has none" : place + " has " + carried;
            } else if (obstacle == null && !distinct.addAll(carried)) {
                obstacle = carried.iterator().next() + " in " + place + " was met before";
            }
            ids.addAll(carried);
        }
        if (obstacle == null) {
            return ids;
        }
        if (anyCarried) {
            warnings.add("the frames' own ids cannot be used (" + obstacle + "): ids were made from their order");
        }
        List<String> made = new ArrayList<>();
        for (int k = 0; k < rows.size(); k++) {
            made.add(String.format(Locale.ROOT, "config-%06d", k + 1));
        }
        return made;
    }
}
