package org.potsweep.jobs.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/**
 * A run's folder, on any file system that Hadoop knows, held exclusively while it is {@link #open}.
 *
 * <p>Layout: {@code run.json} (the manifest), {@code summary.txt}, {@code <table>/*.parquet}, {@code logs/}; hidden while
 * a run is under way: {@code .staging/} (tables being written) and {@code .lock}.
 */
public final class RunFolder implements AutoCloseable {
    private static final String MANIFEST = "run.json";
    private static final String SUMMARY = "summary.txt";
    private static final String STAGING = ".staging";
    private static final String LOGS = "logs";

    private final Path root;
    private final FileSystem fileSystem;
    private final RunLock lock;

    private RunFolder(Path root, FileSystem fileSystem, RunLock lock) {
        this.root = root;
        this.fileSystem = fileSystem;
        this.lock = lock;
    }

    /**
     * Looks at a folder without holding it or writing to it; there may be none yet.
     *
     * @param folder a path, or a URI; in one that begins with {@code file:} %20 is a space
     * @throws UserErrorException if it is a file, holds files that are no run's, or cannot be looked at
     */
    public static RunFolder at(String folder, Configuration hadoop) {
        try {
            Path root = place(folder);
            FileSystem fileSystem = root.getFileSystem(hadoop);
            // Parquet has checksums of its own: none in hidden files beside each file.
            fileSystem.setWriteChecksum(false);
            root = fileSystem.makeQualified(root);
            if (fileSystem.exists(root) && !fileSystem.getFileStatus(root).isDirectory()) {
                throw new UserErrorException(Kind.RUN_FOLDER, folder + " is a file: a run needs a folder");
            }
            RunFolder run = new RunFolder(root, fileSystem, RunLock.NONE);
            run.refuseForeignFiles();
            return run;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * The folder of a published run; empty where there is something else, a file or a folder.
     *
     * @throws UserErrorException if nothing is there, or it cannot be looked at
     */
    public static Optional<RunFolder> published(String place, Configuration hadoop) {
        try {
            Path root = place(place);
            FileSystem fileSystem = root.getFileSystem(hadoop);
            if (!fileSystem.exists(root)) {
                throw new UserErrorException(Kind.RUN_FOLDER, place + " does not exist");
            }
            return fileSystem.exists(new Path(root, MANIFEST)) ? Optional.of(at(place, hadoop)) : Optional.empty();
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, place + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Opens a folder for a run, making it if need be, and holds it until it is closed.
     *
     * @throws UserErrorException as {@link #at}, and if another run holds the folder or it cannot be made
     */
    public static RunFolder open(String folder, Configuration hadoop) {
        RunFolder seen = at(folder, hadoop);
        try {
            seen.fileSystem.mkdirs(seen.root);
            RunLock lock = RunLock.take(new Path(seen.root, ".lock"), seen.fileSystem);
            return new RunFolder(seen.root, seen.fileSystem, lock);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static UserErrorException unusable(String folder, IOException e) {
        return new UserErrorException(Kind.RUN_FOLDER, folder + " cannot be used as a run folder: " + e.getMessage());
    }

    static Path place(String folder) {
        if (folder.startsWith("file:")) {
            try {
                return new Path(new URI(folder));
            } catch (URISyntaxException e) {
                // It has characters, such as spaces, that a URI would have encoded: then nothing in it is.
            }
        }
        return new Path(folder);
    }

    private void refuseForeignFiles() throws IOException {
        if (!fileSystem.exists(root) || fileSystem.exists(new Path(root, MANIFEST))) {
            return;
        }
        List<String> foreign = new ArrayList<>();
        for (FileStatus status : fileSystem.listStatus(root)) {
            String name = status.getPath().getName();
            boolean own = name.startsWith(".") || name.equals(LOGS) || Table.isName(name);
            if (!own) {
                foreign.add(name);
            }
        }
        if (!foreign.isEmpty()) {
            throw new UserErrorException(
                    Kind.RUN_FOLDER,
                    root.toUri().getPath() + " holds files that are no run's (" + String.join(", ", foreign)
                            + "): choose an empty or new folder");
        }
    }

    /** The folder's path. */
    public String path() {
        return local().map(java.nio.file.Path::toString).orElse(root.toString());
    }

    /** The folder, if it is on a disk of this machine. */
    public Optional<java.nio.file.Path> local() {
        return root.toUri().getScheme().equals("file")
                ? Optional.of(java.nio.file.Path.of(root.toUri().getPath()))
                : Optional.empty();
    }

    /** The manifest of the run that is published here, whatever its settings; empty if none is. */
    public Optional<RunManifest> manifest() {
        return text(MANIFEST).map(json -> RunManifest.parse(json, path()));
    }

    /**
     * The manifest of a published run.
     *
     * @param settings those that are asked for, rendered
     * @param dataset fingerprint of the data that are asked for
     * @throws UserErrorException if the run that is published has other settings or data
     */
    public Optional<RunManifest> published(String settings, String dataset) {
        Optional<RunManifest> manifest = manifest();
        List<String> differences =
                manifest.map(run -> run.differences(settings, dataset)).orElse(List.of());
        if (!differences.isEmpty()) {
            List<String> message = new ArrayList<>();
            message.add(path() + " holds a run with other settings or data; choose another folder. It differs in");
            differences.forEach(difference -> message.add("  " + difference));
            throw new UserErrorException(Kind.RUN_FOLDER, message);
        }
        return manifest;
    }

    /** What the published run had to say at its end, if that was kept. */
    public Optional<String> summary() {
        return text(SUMMARY);
    }

    /** Keeps what a published run has to say. */
    public void keepSummary(String text) {
        try {
            write(new Path(root, SUMMARY), text);
        } catch (IOException e) {
            throw new UserErrorException(
                    Kind.RUN_FOLDER, "the summary cannot be written to " + path() + ": " + e.getMessage());
        }
    }

    private Optional<String> text(String name) {
        try (InputStream in = fileSystem.open(new Path(root, name))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, String text) throws IOException {
        try (OutputStream out = fileSystem.create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Removes what an unfinished run left: its staging area and tables that no manifest names. */
    public void discardUnpublished() {
        try {
            fileSystem.delete(new Path(root, STAGING), true);
            if (!fileSystem.exists(new Path(root, MANIFEST))) {
                for (Table table : Table.values()) {
                    fileSystem.delete(new Path(root, table.folder()), true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a table is written before it is published. */
    public String staged(Table table) {
        return new Path(new Path(root, STAGING), table.folder()).toString();
    }

    /** Where a published table stands. */
    public String published(Table table) {
        return new Path(root, table.folder()).toString();
    }

    /**
     * Publishes all staged tables. The commit is the last step, the atomic replacement of the manifest: before it, nothing
     * counts as published.
     */
    public void publish(List<Table> tables, RunManifest manifest) {
        try {
            for (Table table : tables) {
                if (!fileSystem.rename(new Path(staged(table)), new Path(published(table)))) {
                    throw new IOException("cannot move " + staged(table) + " to " + published(table));
                }
            }
            Path fresh = new Path(root, STAGING + "/" + MANIFEST);
            write(fresh, manifest.toJson());
            commit(fresh);
            fileSystem.delete(new Path(root, STAGING), true);
        } catch (IOException e) {
            throw new UncheckedIOException("the run could not be published in " + path(), e);
        }
    }

    private void commit(Path freshManifest) throws IOException {
        FileContext.getFileContext(root.toUri(), fileSystem.getConf())
                .rename(freshManifest, new Path(root, MANIFEST), Rename.OVERWRITE);
    }

    @Override
    public void close() {
        lock.close();
    }
}
