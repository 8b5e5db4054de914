package org.potsweep.jobs.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.jobs.UserErrorException;

/**
 * Reads extended XYZ as ASE writes it, plain or gzipped, one frame at a time.
 *
 * <p>{@code Lattice} (nine numbers, row vectors, angstrom), {@code Properties} (columns in any order; species and
 * positions alone when missing) and {@code pbc} (periodic along all vectors of a Lattice when missing) are
 * interpreted; all other keys are handed on as text. Plain XYZ is read as well. Blank lines between frames and at the
 * end are skipped.
 *
 * <p>After {@link #next()} refused a frame, reading may go on with the one behind it, unless the refusal leaves unknown
 * where that starts: then {@link #hasNext()} is false.
 */
public final class ExtendedXyz implements Iterator<Frame>, Closeable {
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final String idKey;
    private final Set<String> wanted;
    private final BufferedReader reader;
    private final Map<String, String> symbols = new HashMap<>();
    private long line;
    private int frames;
    private String countLine;
    private boolean lost;

    private ExtendedXyz(Path file, String idKey, Set<String> wanted, BufferedReader reader) {
        this.file = file;
        this.idKey = idKey;
        this.wanted = wanted;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @param idKey the key of a frame's id
     * @param columns the per-atom columns of real numbers that are wanted; others are skipped unread
     * @throws UserErrorException if the file cannot be read
     */
    public static ExtendedXyz open(Path file, String idKey, Set<String> columns) {
        try {
            InputStream text = unzipped(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            return new ExtendedXyz(
                    file,
                    idKey,
                    Set.copyOf(columns),
                    new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), BUFFER));
        } catch (NoSuchFileException e) {
            throw refused(file + ": there is no such file");
        } catch (IOException e) {
            throw refused(file + ": " + unreadable(e));
        }
    }

    /** Gzip is told by its first two bytes, not by the file's name. */
    private static InputStream unzipped(InputStream bytes) throws IOException {
        try {
            bytes.mark(2);
            int magic = bytes.read() | bytes.read() << 8;
            bytes.reset();
            return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** @throws UserErrorException if the file cannot be read on */
    @Override
    public boolean hasNext() {
        while (!lost && (countLine == null || countLine.isBlank())) {
            countLine = readLine();
            if (countLine == null) {
                return false;
            }
        }
        return !lost;
    }

    /**
     * @return the next frame
     * @throws UserErrorException if it is malformed, with file, line and what is wrong
     */
    @Override
    public Frame next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file + " has no more frames");
        }
        long start = line;
        int natoms = atomCount(countLine.strip());
        countLine = null;
        frames++;
        String comment = readLine();
        if (comment == null) {
            throw refused(line, Map.of(), "the file ends after the number of atoms");
        }
        FrameHeader header = header(comment, natoms);
        AtomLines atoms = atoms(header, start, natoms);
        String own = header.info().getOrDefault(idKey, "");
        String id = own.isEmpty() ? "frame-" + frames : own;
        return new Frame(
                file,
                start,
                new AtomicConfiguration(id, header.cell(), atoms.species(), atoms.positions()),
                header.info(),
                header.columns().names(),
                atoms.columns());
    }

    private FrameHeader header(String comment, int natoms) {
        long at = line;
        Map<String, String> pairs = Map.of();
        try {
            pairs = FrameHeader.pairs(comment);
            return FrameHeader.of(pairs, wanted);
        } catch (IllegalArgumentException e) {
            skip(natoms);
            throw refused(at, pairs, e.getMessage());
        }
    }

    private AtomLines atoms(FrameHeader header, long start, int natoms) {
        AtomLines atoms = new AtomLines(header.columns(), symbols);
        for (int i = 0; i < natoms; i++) {
            String text = readLine();
            if (text == null) {
                throw refused(
                        line,
                        header.info(),
                        "the file ends after atom " + i + " of " + natoms + " of the frame in line " + start);
            }
            try {
                atoms.add(text);
            } catch (IllegalArgumentException e) {
                long at = line;
                skip(natoms - i - 1);
                throw refused(at, header.info(), e.getMessage());
            }
        }
        return atoms;
    }

    private int atomCount(String text) {
        // A byte-order mark may stand before the first number of a file.
        String digits = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (digits.matches("0*[1-9][0-9]{0,8}")) {
            return Integer.parseInt(digits);
        }
        lost = true;
        throw refused(
                line,
                Map.of(),
                "expected the number of atoms of a frame, found \"" + AtomLines.shorten(text)
                        + "\"; the rest of the file was not read");
    }

    private void skip(int lines) {
        for (int i = 0; i < lines && readLine() != null; i++) {
            // The line is skipped by reading it.
        }
    }

    private String readLine() {
        try {
            String next = reader.readLine();
            line += next == null ? 0 : 1;
            return next;
        } catch (IOException e) {
            lost = true;
            throw refused(file + ": " + unreadable(e) + (line > 0 ? " (after line " + line + ")" : ""));
        }
    }

    private static String unreadable(IOException e) {
        return e instanceof EOFException ? "the compressed file ends early" : "cannot be read: " + e.getMessage();
    }

    private UserErrorException refused(long at, Map<String, String> info, String problem) {
        String id = info.containsKey(idKey) ? "configuration " + info.get(idKey) + ": " : "";
        return refused(file + ":" + at + ": " + id + problem);
    }

    private static UserErrorException refused(String problem) {
        return new UserErrorException(UserErrorException.Kind.DATA, problem);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
