package org.potsweep.jobs.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
     * Fills the folder with text files, in UTF-8.
     *
     * @param texts by name of the file
     */
    public void writeTexts(Map<String, String> texts) {
        fileSystem.setWriteChecksum(false); // no hidden files beside those that people look at
        write(path -> texts.forEach((name, text) -> writeText(new Path(path, name), text)));
    }

    private void writeText(Path file, String text) {
        try (OutputStream out = fileSystem.create(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, place + " cannot be written: " + e.getMessage());
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
