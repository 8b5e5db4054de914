package org.potsweep.jobs.storage;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/** A folder that appears complete or not at all: written under another name beside its place, then renamed. */
public final class NewFolder {
    private final Path place;
    private final FileSystem fileSystem;

    private NewFolder(Path place, FileSystem fileSystem) {
        this.place = place;
        this.fileSystem = fileSystem;
    }

    /** @throws UserErrorException if something is at that place, other than an empty folder */
    public static NewFolder at(String folder, Configuration hadoop) {
        Path place = RunFolder.place(folder);
        try {
            FileSystem fileSystem = place.getFileSystem(hadoop);
            place = fileSystem.makeQualified(place);
            if (fileSystem.exists(place)
                    && (!fileSystem.getFileStatus(place).isDirectory() || fileSystem.listStatus(place).length > 0)) {
                throw new UserErrorException(Kind.RUN_FOLDER, folder + " is not empty: choose an empty or new folder");
            }
            return new NewFolder(place, fileSystem);
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, folder + " cannot be used: " + e.getMessage());
        }
    }

    /**
     * Fills the folder.
     *
     * @param content writes the content to the (new) path it is given
     */
    public void write(Consumer<String> content) {
        Path fresh = new Path(place.getParent(), "." + place.getName() + "-" + UUID.randomUUID());
        try {
            try {
                content.accept(fresh.toString());
                fileSystem.delete(place, false);
                if (!fileSystem.rename(fresh, place)) {
                    throw new IOException("it cannot be renamed to " + place);
                }
            } finally {
                fileSystem.delete(fresh, true);
            }
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, place + " cannot be written: " + e.getMessage());
        }
    }
}
