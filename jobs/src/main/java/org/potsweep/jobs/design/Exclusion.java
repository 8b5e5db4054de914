package org.potsweep.jobs.design;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.ExtendedXyz;
import org.potsweep.jobs.dataset.Frame;
import org.potsweep.jobs.dataset.LabelledConfiguration;

/** Leaves structures out that a file names: those that have been labelled already, for example. */
public final class Exclusion {
    private Exclusion() {}

    /**
     * The structures that a file does not name.
     *
     * @param file extended XYZ (by its name: .xyz or .extxyz, also .gz), whose frames carry ids; otherwise text with an
     *     id a line
     * @param idKey the key of a frame's id
     * @throws UserErrorException if the file cannot be read, a text names an unknown structure or one twice, a frame has
     *     no id, or nothing is left out or left
     */
    public static List<LabelledConfiguration> without(List<LabelledConfiguration> structures, Path file, String idKey) {
        Map<String, Integer> indexOf = Split.indexOf(structures);
        Set<Integer> excluded = new HashSet<>();
        if (isOfFrames(file)) {
            ids(file, idKey).stream().map(indexOf::get).forEach(excluded::add);
            excluded.remove(null);
            if (excluded.isEmpty()) {
                throw new UserErrorException(
                        Kind.DATA, file + ": none of its structures is among those to choose from");
            }
        } else {
            IntStream.of(IdFile.read(file, indexOf)).forEach(excluded::add);
        }
        List<LabelledConfiguration> left = IntStream.range(0, structures.size())
                .filter(i -> !excluded.contains(i))
                .mapToObj(structures::get)
                .toList();
        if (left.isEmpty()) {
            throw new UserErrorException(
                    Kind.DATA, file + ": names all " + structures.size() + " structures, which leaves none to choose");
        }
        return left;
    }

    /** Whether a file, by its name, is extended XYZ, whose ids say nothing of structures that have none. */
    public static boolean isOfFrames(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ext)?xyz(\\.gz)?");
    }

    private static List<String> ids(Path file, String idKey) {
        List<String> ids = new ArrayList<>();
        try (ExtendedXyz frames = ExtendedXyz.open(file, idKey, Set.of())) {
            while (frames.hasNext()) {
                Frame frame = frames.next();
                String id = frame.info().getOrDefault(idKey, "");
                if (id.isEmpty()) {
                    throw new UserErrorException(
                            Kind.DATA, frame.place() + ": the frame has no " + idKey + " that says which to exclude");
                }
                ids.add(id);
            }
        } catch (IOException e) {
            throw new UserErrorException(Kind.DATA, file + ": cannot be closed: " + e.getMessage());
        }
        return ids;
    }
}
