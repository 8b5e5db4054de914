package org.potsweep.jobs.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.jobs.UserErrorException;

/**
 * Reads the frames of all levels, matches them, checks them, and keeps what is labelled at every level.
 *
 * <p>Files are read in parallel, each once; what comes out, messages included, does not depend on that. Problems of
 * the frames are told together, and then problems between frames.
 */
public final class DatasetReader {
    private static final int EXAMPLES = 5;

    private final DatasetSource source;
    private final int reference;
    private final Problems problems = new Problems();
    private final List<String> warnings = new ArrayList<>();

    private DatasetReader(DatasetSource source) {
        this.source = source;
        this.reference = source.referenceIndex();
    }

    /** @throws UserErrorException of kind DATA with up to twenty problems, each with file, line, id and value */
    public static LabelledDataset read(DatasetSource source) {
        return new DatasetReader(source).read();
    }

    private LabelledDataset read() {
        List<List<LevelFrame>> frames = frames();
        problems.refuse();
        List<MatchedFrames> matched = source.matching() == FrameMatching.CONFIG_ID
                ? MatchedFrames.byId(source.levels(), frames, problems)
                : MatchedFrames.byOrder(source.levels(), frames, problems, warnings);
        List<MatchedFrames> complete =
                matched.stream().filter(m -> m.unlabelled().isEmpty()).toList();
        List<LabelledDataset.Dropped> dropped = dropIncomplete(matched);
        check(complete);
        if (complete.isEmpty() && problems.isEmpty()) {
            problems.add("no configuration is labelled at every level: "
                    + dropped.stream().map(d -> d.count() + " " + d.reason()).collect(Collectors.joining(", ")));
        }
        problems.refuse();
        List<LabelledConfiguration> configurations =
                complete.stream().map(this::labelled).toList();
        warnings.addAll(DatasetWarnings.of(source, complete));
        return new LabelledDataset(configurations, source.levels(), reference, dropped, warnings);
    }

    /** The frames of each level in the order of its files. */
    private List<List<LevelFrame>> frames() {
        List<Path> paths = source.levels().stream()
                .flatMap(level -> level.files().stream())
                .distinct()
                .toList();
        Map<Path, FrameFile> files = new LinkedHashMap<>();
        paths.parallelStream()
                .map(path -> FrameFile.read(path, source))
                .toList()
                .forEach(file -> files.put(file.file(), file));
        files.values().forEach(file -> problems.addAll(file.problems()));
        problems.refuse();
        List<List<LevelFrame>> frames = new ArrayList<>();
        for (LevelSource level : source.levels()) {
            List<LevelFrame> ofLevel = level.files().stream()
                    .flatMap(path -> files.get(path).framesByLevel().get(level.name()).stream())
                    .toList();
            if (ofLevel.isEmpty()) {
                problems.add(noFrames(level, files.values()));
            } else if (ofLevel.stream().allMatch(frame -> frame.labels() == null)) {
                problems.add(ofLevel.get(0).place() + ": level " + level.name()
                        + " has no labels here, nor in any other frame: "
                        + ofLevel.get(0).missing());
            }
            frames.add(ofLevel);
        }
        for (FrameFile file : files.values()) {
            if (file.unusedFrames() > 0) {
                warnings.add(file.file() + ": " + file.unusedFrames() + " frames belong to none of the levels by their "
                        + source.levelKey() + " (present: " + String.join(", ", file.levelValues()) + ")");
            }
        }
        return frames;
    }

    private String noFrames(LevelSource level, Collection<FrameFile> files) {
        TreeSet<String> present = new TreeSet<>();
        files.stream().filter(f -> level.files().contains(f.file())).forEach(f -> present.addAll(f.levelValues()));
        return "level " + level.name() + " has no frames: none in "
                + level.files().stream().map(Path::toString).collect(Collectors.joining(", ")) + " has "
                + source.levelKey() + "=" + level.frameLevel().orElse("") + "; present: "
                + (present.isEmpty() ? "none" : String.join(", ", present));
    }

    private List<LabelledDataset.Dropped> dropIncomplete(List<MatchedFrames> matched) {
        Map<List<Integer>, List<MatchedFrames>> byLevels = matched.stream()
                .filter(m -> !m.unlabelled().isEmpty())
                .collect(Collectors.groupingBy(MatchedFrames::unlabelled, LinkedHashMap::new, Collectors.toList()));
        List<LabelledDataset.Dropped> dropped = new ArrayList<>();
        byLevels.forEach((levels, left) -> {
            String reason = "not labelled at level "
                    + levels.stream().map(l -> source.levels().get(l).name()).collect(Collectors.joining(", "));
            if (source.incomplete() == IncompletePolicy.REFUSE) {
                left.forEach(m -> problems.add(m.any().place() + ": configuration " + m.id() + " is " + reason));
            }
            List<String> examples = left.stream()
                    .limit(EXAMPLES)
                    .map(m -> m.id() + " (" + m.any().place() + ")")
                    .toList();
            dropped.add(new LabelledDataset.Dropped(reason, left.size(), examples));
        });
        return dropped;
    }

    private void check(List<MatchedFrames> complete) {
        complete.parallelStream().map(this::problemsOf).toList().forEach(found -> found.forEach(problems::add));
    }

    private List<String> problemsOf(MatchedFrames matched) {
        LevelAgreement agreement = new LevelAgreement(source.positionToleranceAngstrom());
        LevelFrame frame = matched.frames().get(reference);
        List<String> found = new ArrayList<>();
        for (LevelFrame other : matched.frames()) {
            agreement.disagreement(matched.id(), frame, other).ifPresent(found::add);
        }
        ClosestContact.below(source.minimumDistanceAngstrom(), frame.configuration())
                .ifPresent(contact -> found.add(contact.problem(
                        frame.place(contact.second()), matched.id(), source.minimumDistanceAngstrom())));
        return found;
    }

    private LabelledConfiguration labelled(MatchedFrames matched) {
        AtomicConfiguration structure = matched.frames().get(reference).configuration();
        if (!structure.id().equals(matched.id())) {
            structure =
                    new AtomicConfiguration(matched.id(), structure.cell(), structure.species(), structure.positions());
        }
        List<Labels> labels = matched.frames().stream().map(LevelFrame::labels).toList();
        double[] meanCosts = source.levels().stream()
                .mapToDouble(level -> level.meanCostSeconds().orElse(Double.NaN))
                .toArray();
        return new LabelledConfiguration(structure, matched.group(reference), labels, meanCosts);
    }
}
