package org.potsweep.jobs.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/**
 * Keeps a second run out of a folder. On a local disk the operating system's file lock does it, which ends with the
 * process; elsewhere a file that only one can create, which a killed run leaves behind.
 */
final class RunLock implements AutoCloseable {
    /** Holds nothing. */
    static final RunLock NONE = new RunLock(() -> {});

    private final Closeable release;

    private RunLock(Closeable release) {
        this.release = release;
    }

    /** @throws UserErrorException if the lock is held */
    static RunLock take(Path file, FileSystem fileSystem) throws IOException {
        return "file".equals(fileSystem.getUri().getScheme()) ? takeLocal(file) : takeRemote(file, fileSystem);
    }

    private static RunLock takeLocal(Path file) throws IOException {
        java.nio.file.Path local = java.nio.file.Path.of(file.toUri().getPath());
        while (true) {
            try {
                Files.createFile(local);
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // Another run's, or left by one that was killed.
            }
            try {
                // A run that ends removes its lock file. Who opened that just before has locked a file that is gone,
                // beside which another may stand already: what counts is a lock on the file that others find. (It is
                // not opened a second time to see: closing it would give up the lock.)
                Object found = fileKey(local);
                FileChannel channel = lock(file, local);
                if (Objects.equals(found, fileKey(local))) {
                    return new RunLock(() -> {
                        Files.deleteIfExists(local);
                        channel.close();
                    });
                }
                channel.close();
            } catch (NoSuchFileException e) {
                // Removed in between: again.
            }
        }
    }

    private static Object fileKey(java.nio.file.Path local) throws IOException {
        return Files.readAttributes(local, BasicFileAttributes.class).fileKey();
    }

    private static FileChannel lock(Path file, java.nio.file.Path local) throws IOException {
        FileChannel channel = FileChannel.open(local, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: as good as held by another.
        }
        if (lock == null) {
            channel.close();
            throw new UserErrorException(
                    Kind.RUN_FOLDER, file.getParent().toUri().getPath() + " is in use by another run");
        }
        return channel;
    }

    private static RunLock takeRemote(Path file, FileSystem fileSystem) throws IOException {
        try (OutputStream out = fileSystem.create(file, false)) {
            out.write(("process " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new UserErrorException(
                    Kind.RUN_FOLDER,
                    file.getParent() + " is in use by another run; if none is running, one was killed: delete " + file);
        }
        return new RunLock(() -> fileSystem.delete(file, false));
    }

    @Override
    public void close() {
        try {
            release.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
