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
            throw refused(
                    frame.place(),
                    frame,
                    "no " + source.idKey() + " to match it across levels by; present: "
                            + list(frame.info().keySet()));
        }
        Set<String> infoKeys = frame.info().keySet();
        Optional<String> energyKey = first(energyKeys, infoKeys);
        Optional<String> forcesKey = first(forcesKeys, frame.columnNames());
        String missing = null;
        if (energyKey.isEmpty()) {
            missing = missing("energy", energyKeys, infoKeys);
        } else if (forcesKey.isEmpty()) {
            missing = missing("forces", forcesKeys, frame.columnNames());
        }
        boolean ownKeys = level.energyKey().isPresent() || level.forcesKey().isPresent();
        boolean unlabelled = energyKey.isEmpty() && forcesKey.isEmpty() && ownKeys;
        if (missing != null && !unlabelled) {
            throw refused(frame.place(), frame, missing);
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
                number(frame, energyKey, " eV"), energyKey, forces(frame, forcesKey), stress(frame), cost(frame));
    }

    private double number(Frame frame, String key, String unit) {
        String text = frame.info().get(key);
        double value;
        try {
            value = DecimalNumber.parse(text);
        } catch (NumberFormatException e) {
            throw refused(frame.place(), frame, key + "=\"" + text + "\" is not a number");
        }
        if (!Double.isFinite(value)) {
            throw refused(frame.place(), frame, key + " is " + value + unit + ", which is not finite");
        }
        return value;
    }

    private double[] forces(Frame frame, String key) {
        double[] forces = frame.column(key).orElse(new double[0]);
        if (forces.length != 3 * frame.configuration().natoms()) {
            throw refused(
                    frame.place(),
                    frame,
                    "column " + key + " is not one of forces: these are three real numbers (R:3)");
        }
        for (int k = 0; k < forces.length; k++) {
            if (!Double.isFinite(forces[k])) {
                throw refused(
                        frame.place(k / 3),
                        frame,
                        "atom " + (k / 3 + 1) + ": the " + "xyz".charAt(k % 3) + " component of " + key + " is "
                                + forces[k] + " eV/angstrom, which is not finite");
            }
        }
        return forces;
    }

    private double[] stress(Frame frame) {
        Optional<String> key = first(stressKeys, frame.info().keySet());
        if (key.isEmpty()) {
            return null;
        }
        try {
            return StressLabel.gpa(
                    key.get(),
                    frame.info().get(key.get()),
                    frame.configuration().cell());
        } catch (IllegalArgumentException e) {
            throw refused(frame.place(), frame, e.getMessage());
        }
    }

    private double cost(Frame frame) {
        if (!frame.info().containsKey(source.costKey())) {
            return Double.NaN;
        }
        double seconds = number(frame, source.costKey(), " s");
        if (seconds < 0) {
            throw refused(frame.place(), frame, source.costKey() + " is " + seconds + " s, but a cost is not negative");
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

    private static Optional<String> first(List<String> keys, Collection<String> present) {
        return keys.stream().filter(present::contains).findFirst();
    }

    private static UserErrorException refused(String place, Frame frame, String problem) {
        return new UserErrorException(
                UserErrorException.Kind.DATA,
                place + ": configuration " + frame.configuration().id() + ": " + problem);
    }
}
