package org.potsweep.jobs.dataset;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/** One frame of an extended XYZ file, and where it stands. */
public final class Frame {
    private final Path file;
    private final long line;
    private final AtomicConfiguration configuration;
    private final Map<String, String> info;
    private final List<String> columnNames;
    private final Map<String, double[]> columns;

    Frame(
            Path file,
            long line,
            AtomicConfiguration configuration,
            Map<String, String> info,
            List<String> columnNames,
            Map<String, double[]> columns) {
        this.file = file;
        this.line = line;
        this.configuration = configuration;
        this.info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
        this.columnNames = columnNames;
        this.columns = Map.copyOf(columns);
    }

    public Path file() {
        return file;
    }

    /** The line (from 1) that tells the number of atoms; the comment line and the atoms follow it. */
    public long line() {
        return line;
    }

    /** The structure; its id is the frame's own if it carries one, else "frame-" and its number in the file. */
    public AtomicConfiguration configuration() {
        return configuration;
    }

    /** The key-value pairs of the comment line as text, quotes removed, without Lattice, Properties and pbc. */
    public Map<String, String> info() {
        return info;
    }

    /** The names of all columns of the atom lines, kept or not, in their order. */
    public List<String> columnNames() {
        return columnNames;
    }

    /** The real numbers of a column that the reader was asked for, atom by atom; empty if the frame has none. */
    public Optional<double[]> column(String name) {
        return Optional.ofNullable(columns.get(name)).map(double[]::clone);
    }

    /** @throws UserErrorException if two atoms, periodic images included, are nearer than a limit in angstrom */
    public void refuseContacts(double limitAngstrom) {
        ClosestContact.below(limitAngstrom, configuration).ifPresent(contact -> {
            throw new UserErrorException(
                    Kind.DATA, contact.problem(place(contact.second()), configuration.id(), limitAngstrom));
        });
    }

    /** FILE:LINE of the comment line, for messages. */
    public String place() {
        return file + ":" + (line + 1);
    }

    /** FILE:LINE of atom {@code i} (from 0), for messages. */
    public String place(int i) {
        return file + ":" + (line + 2 + i);
    }
}
