package org.potsweep.jobs.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
 * A run's folder, on any file system that Hadoop knows, held exclusively while it is open.
 *
 * <p>Layout: {@code run.json} (the manifest), {@code <table>/*.parquet}, {@code logs/}; hidden: {@code .staging/} (tables
 * being written) and {@code .lock}.
 */
public final class RunFolder implements AutoCloseable {
    private static final String MANIFEST = "run.json";
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
     * Opens a folder for a run, making it if need be.
     *
     * @throws UserErrorException if another run holds it, if it cannot be made, or if it holds files that are no run's
     */
    public static RunFolder open(String folder, Configuration hadoop) {
        Path root = new Path(folder);
        try {
            FileSystem fileSystem = root.getFileSystem(hadoop);
            root = fileSystem.makeQualified(root);
            if (fileSystem.exists(root) && !fileSystem.getFileStatus(root).isDirectory()) {
                throw new UserErrorException(Kind.RUN_FOLDER, folder + " is a file: a run needs a folder");
            }
            fileSystem.mkdirs(root);
            RunFolder run = new RunFolder(root, fileSystem, RunLock.take(new Path(root, ".lock"), fileSystem));
            try {
                run.refuseForeignFiles();
                return run;
            } catch (IOException | RuntimeException e) {
                run.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UserErrorException(
                    Kind.RUN_FOLDER, folder + " cannot be used as a run folder: " + e.getMessage());
        }
    }

    private void refuseForeignFiles() throws IOException {
        if (fileSystem.exists(new Path(root, MANIFEST))) {
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
        return root.toUri().getScheme().equals("file") ? root.toUri().getPath() : root.toString();
    }

    /** The manifest of a published run. */
    public Optional<RunManifest> manifest() {
        try {
            Path manifest = new Path(root, MANIFEST);
            if (!fileSystem.exists(manifest)) {
                return Optional.empty();
            }
            try (InputStream in = fileSystem.open(manifest)) {
                return Optional.of(RunManifest.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), path()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
            try (OutputStream out = fileSystem.create(fresh, true)) {
                out.write(manifest.toJson().getBytes(StandardCharsets.UTF_8));
            }
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
