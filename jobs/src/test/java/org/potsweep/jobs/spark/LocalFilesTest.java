package org.potsweep.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions come out as with Hadoop's own class. */
class LocalFilesTest {
    @TempDir
    private java.nio.file.Path folder;

    private FileSystem files(Class<? extends FileSystem> implementation) throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set(LocalFiles.SETTING, implementation.getName());
        return FileSystem.newInstance(folder.toUri(), hadoop);
    }

    private Object permissions(Class<? extends FileSystem> implementation, int permission) throws IOException {
        Path place = new Path(
                folder.resolve(implementation.getSimpleName() + permission).toUri());
        try (FileSystem files = files(implementation)) {
            files.mkdirs(place);
            files.setPermission(place, new FsPermission((short) permission));
            files.create(new Path(place, "file")).close();
            return files.getFileStatus(place).getPermission() + " "
                    + files.getFileStatus(new Path(place, "file")).getPermission();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0700, 0755, 0751, 01777})
    void permissionsAreThoseOfHadoop(int permission) throws IOException {
        assertThat(permissions(LocalFiles.class, permission)).isEqualTo(permissions(LocalFileSystem.class, permission));
    }

    @Test
    void isWhatPotsweepUses() throws IOException {
        assertThat(FileSystem.newInstance(folder.toUri(), Sessions.hadoop(Map.of())))
                .isInstanceOf(LocalFiles.class);
    }
}
