package org.potsweep.jobs.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.potsweep.jobs.UserErrorException;

/** Reads structures whose labels, if they have any, do not matter. */
public final class UnlabelledStructures {
    private final String idKey;
    private final String groupKey;
    private final double minimumDistanceAngstrom;
    private final boolean named;
    private final Problems problems = new Problems();

    private UnlabelledStructures(String idKey, String groupKey, double minimumDistanceAngstrom, boolean named) {
        this.idKey = idKey;
        this.groupKey = groupKey;
        this.minimumDistanceAngstrom = minimumDistanceAngstrom;
        this.named = named;
    }

    /**
     * Reads files of extended XYZ.
     *
     * @param idKey the key of a frame's id
     * @param groupKey the key of a frame's group
     * @param minimumDistanceAngstrom atoms nearer than this are refused, angstrom
     * @param named whether every frame needs an id of its own; otherwise one without is called by its place in the file
     * @return the structures of all files, sorted by id, without labels
     * @throws UserErrorException of kind DATA with up to twenty problems: a file cannot be read or is empty, a frame is
     *     malformed, atoms are too near, an id is missing, or it stands in two places
     */
    public static List<LabelledConfiguration> read(
            List<Path> files, String idKey, String groupKey, double minimumDistanceAngstrom, boolean named) {
        return new UnlabelledStructures(idKey, groupKey, minimumDistanceAngstrom, named).read(files);
    }

    private List<LabelledConfiguration> read(List<Path> files) {
        TreeMap<String, LabelledConfiguration> structures = new TreeMap<>();
        Map<String, String> places = new HashMap<>();
        for (Path file : files) {
            boolean empty = true;
            try (ExtendedXyz frames = ExtendedXyz.open(file, idKey, Set.of())) {
                while (frames.hasNext()) {
                    empty = false;
                    add(frames, structures, places);
                }
                if (empty) {
                    problems.add(file + ": the file is empty");
                }
            } catch (UserErrorException e) {
                problems.add(e.getMessage());
            } catch (IOException e) {
                problems.add(file + ": cannot be closed: " + e.getMessage());
            }
        }
        problems.refuse();
        return List.copyOf(structures.values());
    }

    private void add(ExtendedXyz frames, Map<String, LabelledConfiguration> structures, Map<String, String> places) {
        try {
            Frame frame = frames.next();
            String id = frame.configuration().id();
            boolean unnamed = frame.info().getOrDefault(idKey, "").isEmpty();
            if (named && unnamed) {
                problems.add(frame.place() + ": the frame has no " + idKey + ", by which it could be told from others");
                return;
            }
            String before = places.putIfAbsent(id, frame.place());
            if (before != null) {
                problems.add(frame.place() + ": configuration " + id + " stands in " + before + " already"
                        + (unnamed ? "; frames of several files need ids of their own (" + idKey + ")" : ""));
                return;
            }
            frame.refuseContacts(minimumDistanceAngstrom);
            String group = frame.info().getOrDefault(groupKey, "");
            structures.put(id, LabelledConfiguration.unlabelled(frame.configuration(), group));
        } catch (UserErrorException e) {
            problems.add(e.getMessage());
        }
    }
}
