package org.potsweep.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.UserErrorException;

class RunFolderTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    private Path folder;

    @Test
    void isHeldByOneAtATimeAndLeavesNoLock() {
        String run = folder.resolve("run").toString();
        try (RunFolder held = RunFolder.open(run, HADOOP)) {
            assertThat(held.local().orElseThrow().resolve(".lock")).exists();
            assertThatThrownBy(() -> RunFolder.open(run, HADOOP))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("in use by another run");
        }
        assertThat(folder.resolve("run")).isEmptyDirectory();
        RunFolder.open(run, HADOOP).close();
        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    @Test
    void lookingAtItMakesNothing() {
        RunFolder seen = RunFolder.at(folder.resolve("run").toString(), HADOOP);

        assertThat(seen.published("{}", "data")).isEmpty();
        assertThat(seen.summary()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void escapesAreReadInUrisOnly() throws IOException {
        RunFolder.open("file://" + folder + "/of%20uri", HADOOP).close();
        RunFolder.open("file:" + folder + "/as is", HADOOP).close();
        RunFolder.open(folder + "/of%20path", HADOOP).close();

        assertThat(folder.resolve("of uri")).isDirectory();
        assertThat(folder.resolve("as is")).isDirectory();
        assertThat(folder.resolve("of%20path")).isDirectory();
    }

    @Test
    void filesAreWrittenWithoutChecksumsBesideThem() throws IOException {
        RunFolder.at(folder.toString(), HADOOP).keepSummary("71 of 1,728 cells\n");

        assertThat(RunFolder.at(
                                Files.writeString(folder.resolve("run.json"), "{}")
                                        .getParent()
                                        .toString(),
                                HADOOP)
                        .summary())
                .hasValue("71 of 1,728 cells\n");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("run.json", "summary.txt");
        }
    }
}
