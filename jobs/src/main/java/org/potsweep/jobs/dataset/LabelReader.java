package org.potsweep.jobs.dataset;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.potsweep.jobs.UserErrorException;

/** Finds the labels of one level in the frames of its files. */
final class LabelReader {
    private final DatasetSource source;
    private final LevelSource level;
    private final List<String> energyKeys;
    private final List<String> forcesKeys;
    private final List<String> stressKeys;

    LabelReader(DatasetSource source, LevelSource level) {
        this.source = source;
        this.level = level;
        this.energyKeys = level.energyKey().map(List::of).orElse(source.energyKeys());
        this.forcesKeys = level.forcesKey().map(List::of).orElse(source.forcesKeys());
        this.stressKeys = level.stressKey().map(List::of).orElse(source.stressKeys());
    }

    Set<String> columns() {
        return Set.copyOf(forcesKeys);
    }

    /** Whether a frame belongs to this level. */
    boolean takes(Frame frame) {
        return level.frameLevel().isEmpty()
                || level.frameLevel().get().equals(frame.info().get(source.levelKey()));
    }

    /**
     * @return the frame with its labels; without them if the level has keys of its own and the frame has neither
     *     energy nor forces under them
     * @throws UserErrorException if something is missing or impossible
     */
    LevelFrame read(Frame frame) {
        boolean carriesId = !frame.info().getOrDefault(source.idKey(), "").isEmpty();
        if (!carriesId && source.matching() == FrameMatching.CONFIG_ID) {
            throw FrameLabels.refused(
                    frame.place(),
                    frame,
                    "no " + source.idKey() + " to match it across levels by; present: "
                            + list(frame.info().keySet()));
        }
        Set<String> infoKeys = frame.info().keySet();
        Optional<String> energyKey = FrameLabels.first(energyKeys, infoKeys);
        Optional<String> forcesKey = FrameLabels.first(forcesKeys, frame.columnNames());
        String missing = null;
        if (energyKey.isEmpty()) {
            missing = missing("energy", energyKeys, infoKeys);
        } else if (forcesKey.isEmpty()) {
            missing = missing("forces", forcesKeys, frame.columnNames());
        }
        boolean ownKeys = level.energyKey().isPresent() || level.forcesKey().isPresent();
        boolean unlabelled = energyKey.isEmpty() && forcesKey.isEmpty() && ownKeys;
        if (missing != null && !unlabelled) {
            throw FrameLabels.refused(frame.place(), frame, missing);
        }
        return new LevelFrame(
                frame.file(),
                frame.line(),
                frame.configuration(),
                carriesId,
                frame.info().getOrDefault(source.groupKey(), ""),
                unlabelled ? null : labels(frame, energyKey.get(), forcesKey.get()),
                missing);
    }

    private Labels labels(Frame frame, String energyKey, String forcesKey) {
        return new Labels(
                FrameLabels.number(frame, energyKey, " eV"),
                energyKey,
                FrameLabels.forces(frame, forcesKey),
                FrameLabels.first(stressKeys, frame.info().keySet())
                        .map(key -> FrameLabels.stress(frame, key))
                        .orElse(null),
                cost(frame));
    }

    private double cost(Frame frame) {
        if (!frame.info().containsKey(source.costKey())) {
            return Double.NaN;
        }
        double seconds = FrameLabels.number(frame, source.costKey(), " s");
        if (seconds < 0) {
            throw FrameLabels.refused(
                    frame.place(), frame, source.costKey() + " is " + seconds + " s, but a cost is not negative");
        }
        return seconds;
    }

    private String missing(String what, List<String> keys, Collection<String> present) {
        return "no " + what + " at level " + level.name() + ": looked for " + String.join(", ", keys) + "; present: "
                + list(present);
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
