package org.potsweep.jobs.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.ExtendedXyz;
import org.potsweep.jobs.dataset.Frame;
import org.potsweep.jobs.dataset.FrameLabels;
import org.potsweep.jobs.dataset.LabelKeys;

/**
 * A structure to evaluate.
 *
 * @param data the file that it stands in, as the user named it
 * @param group the frame's group, "" when it has none
 */
public record LabelledStructure(String data, AtomicConfiguration configuration, String group, FrameLabels labels) {

    /** Atoms nearer than this have no finite rows. */
    private static final double COINCIDENT_ANGSTROM = 1e-3;

    /**
     * Reads files.
     *
     * @param data extended XYZ, with labels or without
     * @throws UserErrorException if a file cannot be read, is empty, or has an id twice, or if atoms coincide
     */
    public static List<LabelledStructure> read(List<Path> data, LabelKeys keys) {
        List<LabelledStructure> structures = new ArrayList<>();
        for (Path file : data) {
            int before = structures.size();
            Map<String, String> places = new HashMap<>();
            try (ExtendedXyz frames = ExtendedXyz.open(file, keys.id(), Set.copyOf(keys.forces()))) {
                while (frames.hasNext()) {
                    structures.add(of(file, frames.next(), keys, places));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (structures.size() == before) {
                throw new UserErrorException(Kind.DATA, file + ": the file is empty");
            }
        }
        return structures;
    }

    private static LabelledStructure of(Path file, Frame frame, LabelKeys keys, Map<String, String> places) {
        String id = frame.configuration().id();
        String before = places.putIfAbsent(id, frame.place());
        if (before != null) {
            throw new UserErrorException(
                    Kind.DATA, frame.place() + ": configuration " + id + " stands in " + before + " already");
        }
        frame.refuseContacts(COINCIDENT_ANGSTROM);
        String group = frame.info().getOrDefault(keys.group(), "");
        return new LabelledStructure(file.toString(), frame.configuration(), group, FrameLabels.read(frame, keys));
    }
}
