package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.settings.SweepSettings;

/** What a run does with its folder, and what it says when it cannot run. */
class RunFolderTest {
    private static final String[] SMALL_SWEEP = {
        "-D", "descriptor.twojmax=[2]",
        "-D", "sampling.sizes=[10, 50]",
        "-D", "sampling.replicates=1",
        "-D", "fit.eweight=[10]"
    };

    private static final String FRAME = """
            2
            config_id=sound energy=-3.5 Properties=species:S:1:pos:R:3:forces:R:3
            Be 0 0 0 0 0 0.2
            Be 0 0 2 0 0 -0.2
            """;

    private static final String CONF = """
            potsweep {
              dataset.levels = [{ name = only, file = "level.xyz" }]
              descriptor { twojmax = [2], rcutfac = 4, elements { Be { radelem = 0.5, wj = 1 } } }
              sampling.sizes = [1]
              fit.eweight = [1]
            }
            """;

    @TempDir
    private Path folder;

    private static SweepSettings small(String eweight) {
        return Sweeps.beryllium(Map.of(
                "descriptor.twojmax", "[2]",
                "sampling.sizes", "[10, 50]",
                "sampling.replicates", "1",
                "fit.eweight", eweight));
    }

    private Potsweep start(String conf, String... overrides) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of("run", conf, "--out", "run", "--master", "local[1]"), Stream.of(overrides))
                .toList();
        return Potsweep.start(folder, arguments.toArray(String[]::new));
    }

    private UserErrorException refusal(SweepSettings settings, Path run) {
        return catchThrowableOfType(UserErrorException.class, () -> Sweeps.run(LocalSpark.shared(), settings, run));
    }

    /** When each file below a folder was last written, hidden ones left out. */
    private static Map<Path, FileTime> files(Path root) throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path relative = root.relativize(file);
                if (Stream.of(relative.toString().split("/"))
                        .noneMatch(name -> name.startsWith(".") || name.equals("logs"))) {
                    files.put(relative, Files.getLastModifiedTime(file));
                }
            }
        }
        return files;
    }

    @Test
    void unsoundSettingsWriteNothing() throws Exception {
        Potsweep.Outcome outcome = start(
                        Sweeps.BERYLLIUM.toString(), "-D", "fit.eweigth=[10]", "-D", "sampling.sizes=[0]")
                .outcome();

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .allMatch(line -> line.startsWith("potsweep: "))
                .anyMatch(line -> line.contains("eweigth") && line.contains("did you mean"))
                .anyMatch(line -> line.contains("sampling.sizes"));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void unsoundDataWriteNothing() throws Exception {
        String broken = FRAME.replace("config_id=sound", "config_id=broken").replace("-0.2", "nan");
        Files.writeString(folder.resolve("level.xyz"), FRAME + broken);
        Files.writeString(folder.resolve("sweep.conf"), CONF);

        Potsweep.Outcome outcome = start("sweep.conf").outcome();

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err())
                .anyMatch(line -> line.startsWith("potsweep: ")
                        && line.contains("level.xyz:8")
                        && line.contains("broken")
                        && line.contains("not finite"))
                .noneMatch(line -> line.contains("\tat "));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void atomsThatTheDescriptorLacksAreRefusedBeforeAnythingIsWritten() throws Exception {
        Files.writeString(folder.resolve("level.xyz"), FRAME);
        Files.writeString(folder.resolve("sweep.conf"), CONF.replace("Be", "Ta"));

        Potsweep.Outcome outcome = start("sweep.conf").outcome();

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).anyMatch(line -> line.contains("atoms of Be"));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void killedRunPublishesNothingAndTheNextOneSucceeds() throws Exception {
        Path run = folder.resolve("run");
        LocalSpark.shared();
        Potsweep first = start(Sweeps.BERYLLIUM.toString(), SMALL_SWEEP);
        while (!Files.exists(run.resolve(".staging")) && first.process().isAlive()) {
            Thread.sleep(5);
        }
        first.halt();
        UserErrorException locked = refusal(small("[10]"), run);
        first.kill();

        assertThat(locked.kind()).isEqualTo(Kind.RUN_FOLDER);
        assertThat(locked.exitCode()).isEqualTo(5);
        assertThat(locked).hasMessageContaining("in use by another run");
        assertThat(run.resolve(".staging")).exists();
        assertThat(files(run)).isEmpty();

        // Killed a little later, it would have left a table in its place, but no manifest that names it.
        Files.createDirectories(run.resolve("results"));
        Files.writeString(run.resolve("results/part-00000.parquet"), "left over");
        Potsweep.Outcome second =
                start(Sweeps.BERYLLIUM.toString(), SMALL_SWEEP).outcome();
        Map<Path, FileTime> published = files(run);
        Potsweep.Outcome third = start(Sweeps.BERYLLIUM.toString(), SMALL_SWEEP).outcome();

        assertThat(second.exitCode()).isZero();
        assertThat(run.resolve(".staging")).doesNotExist();
        assertThat(run.resolve(".lock")).doesNotExist();
        try (Stream<Path> all = Files.walk(run)) {
            assertThat(all).noneMatch(path -> path.toString().endsWith(".crc"));
        }
        assertThat(run.resolve("results/part-00000.parquet")).doesNotExist();
        assertThat(Sweeps.table(LocalSpark.shared(), run, "results").count()).isEqualTo(2 * 2 * 6);
        assertThat(published).isNotEmpty();
        assertThat(third.exitCode()).isZero();
        assertThat(third.err()).noneMatch(line -> line.contains("Spark"));
        assertThat(files(run)).isEqualTo(published);
        assertThat(third.out()).isEqualTo(second.out()).anyMatch(line -> line.contains("Pareto front"));
    }

    @Test
    void otherSettingsAreRefusedByName() throws IOException {
        Path run = folder.resolve("run");
        Sweeps.run(LocalSpark.shared(), small("[10]"), run);
        Map<Path, FileTime> published = files(run);

        UserErrorException refusal = refusal(small("[10, 20]"), run);

        assertThat(refusal.exitCode()).isEqualTo(5);
        assertThat(refusal.getMessage().lines().skip(1))
                .singleElement()
                .asString()
                .contains("fit.eweight", "20");
        assertThat(files(run)).isEqualTo(published);
    }

    @Test
    void foldersOfOthersAreRefused() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("thesis.tex"), "Chapter 1");

        UserErrorException refusal = refusal(small("[10]"), run);

        assertThat(refusal.exitCode()).isEqualTo(5);
        assertThat(refusal).hasMessageContaining("thesis.tex");
        try (Stream<Path> left = Files.list(run)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("thesis.tex");
        }
    }
}
