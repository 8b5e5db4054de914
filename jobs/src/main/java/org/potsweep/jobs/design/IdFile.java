package org.potsweep.jobs.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/** A text file of config ids, one a line; empty lines and lines that begin with # do not count. */
public final class IdFile {
    private IdFile() {}

    /**
     * Reads the file as indices of configurations.
     *
     * @param indexOf index of each config id of the dataset
     * @throws UserErrorException if the file cannot be read, or an id is unknown or listed twice
     */
    public static int[] read(Path file, Map<String, Integer> indexOf) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserErrorException(Kind.DATA, file + ": cannot be read: " + e.getMessage());
        }
        List<Integer> indices = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> problems = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String id = lines.get(number - 1).strip();
            if (id.isEmpty() || id.startsWith("#")) {
                continue;
            }
            Integer index = indexOf.get(id);
            if (index == null) {
                problems.add(file + ":" + number + ": the dataset has no configuration '" + id + "'");
            } else if (!seen.add(id)) {
                problems.add(file + ":" + number + ": configuration '" + id + "' is listed twice");
            } else {
                indices.add(index);
            }
        }
        if (!problems.isEmpty()) {
            throw new UserErrorException(Kind.DATA, problems);
        }
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }
}
