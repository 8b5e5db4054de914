package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
    @Test
    void theLauncherGivesTheOptionsThatThisSparkAsksFor() throws IOException {
        // The vector module only serves MLlib's own linear algebra, and makes Java print a warning.
        List<String> wanted = List.of(
                        JavaModuleOptions.defaultModuleOptions().trim().split("\\s+"))
                .stream()
                .filter(option -> !option.equals("--add-modules=jdk.incubator.vector"))
                .toList();

        List<String> given = Files.readAllLines(Path.of("../deploy/jvm.options"));

        assertThat(given).containsExactlyInAnyOrderElementsOf(wanted);
    }
}
