package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs deploy/potsweep in a copy of the repository's skeleton, with scripts in place of java and mvn. */
class LauncherTest {
    @TempDir
    private Path temporary;

    private Path root;
    private Path bin;

    /** What came of a launch. */
    private record Launch(int exitCode, List<String> lines) {}

    @BeforeEach
    void makeSkeleton() throws IOException {
        root = Files.createDirectories(temporary.resolve("a clone"));
        for (String folder : List.of("descriptors", "solver", "analysis", "jobs")) {
            Files.createDirectories(root.resolve(folder).resolve("src/main"));
            Files.writeString(root.resolve(folder).resolve("pom.xml"), "");
        }
        Files.writeString(root.resolve("pom.xml"), "");
        Files.createDirectories(root.resolve("deploy"));
        for (String file : List.of("potsweep", "jvm.options", "launcher.options")) {
            Files.copy(Path.of("../deploy", file), root.resolve("deploy").resolve(file));
        }
        bin = Files.createDirectories(temporary.resolve("jdk/bin"));
        java("17.0.1");
        script(
                "mvn",
                "echo built \"$@\"; mkdir -p '" + root + "/jobs/target/spark'; touch '" + root
                        + "/jobs/target/potsweep.jar'");
    }

    private void java(String version) throws IOException {
        script(
                "java",
                "[ \"$1\" != -version ] || { echo 'openjdk version \"" + version + "\"' >&2; exit 0; }\n"
                        + "export LAUNCHER=$PPID\nfor a; do case $a in -XX:ArchiveClassesAtExit=*) ${ARCHIVING:-true} || { echo too bad; exit 1; }\n"
                        + "echo classes >\"${a#*=}\"; exit ;; esac; done\n"
                        + "echo ip=${SPARK_LOCAL_IP:-} core=${OPENBLAS_CORETYPE:-}\nprintf '%s\\n' \"$@\"\nexit 4");
    }

    private void script(String name, String body) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Launch launch(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("SPARK_LOCAL_IP", "OPENBLAS_CORETYPE", "POTSWEEP_JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", bin.getParent().toString());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Launch(process.waitFor(), output.lines().toList());
    }

    private Path script() {
        return root.resolve("deploy/potsweep");
    }

    @Test
    void buildsOnceThenStartsAndHandsOnArgumentsAndExitCode() throws Exception {
        Launch first = launch(script(), Map.of(), "run", "my conf", "--out", "x y");
        Launch second = launch(script(), Map.of(), "plan", "c");

        assertThat(first.lines()).anyMatch(line -> line.startsWith("built"));
        assertThat(second.lines()).noneMatch(line -> line.startsWith("built"));
        assertThat(first.lines())
                .endsWith("org.potsweep.jobs.cli.Main", "run", "my conf", "--out", "x y")
                .contains("@" + root + "/deploy/jvm.options")
                .contains(root + "/jobs/target/spark/*:" + root + "/jobs/target/potsweep.jar");
        assertThat(first.exitCode()).isEqualTo(4);
    }

    @Test
    void buildsAgainWhenSourcesAreNewer() throws Exception {
        launch(script(), Map.of());
        Path source = Files.writeString(root.resolve("solver/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 2000));

        assertThat(launch(script(), Map.of()).lines()).anyMatch(line -> line.startsWith("built"));
    }

    @Test
    void sparksClassesAreArchivedOnceForAJavaAndSparksJars() throws Exception {
        String option = "-XX:SharedArchiveFile=" + root + "/jobs/target/spark-17.0.1.jsa";

        Launch first = launch(script(), Map.of(), "plan");
        Files.setLastModifiedTime(root.resolve("jobs/target/potsweep.jar"), FileTime.fromMillis(0));
        Launch again = launch(script(), Map.of(), "plan");
        java("17.0.2");
        Launch other = launch(script(), Map.of(), "plan");

        assertThat(first.lines()).contains(option).anyMatch(LauncherTest::announcesArchive);
        assertThat(again.lines())
                .contains(option)
                .anyMatch(line -> line.startsWith("built"))
                .noneMatch(LauncherTest::announcesArchive);
        assertThat(other.lines()).contains(option.replace("17.0.1", "17.0.2")).anyMatch(LauncherTest::announcesArchive);
    }

    private static boolean announcesArchive(String line) {
        return line.startsWith("potsweep: a small sweep makes an archive");
    }

    @Test
    void anArchiveThatCannotBeMadeIsTriedOnce() throws Exception {
        Launch first = launch(script(), Map.of("ARCHIVING", "false"), "plan");
        Launch second = launch(script(), Map.of("ARCHIVING", "false"), "plan");

        assertThat(first.lines()).contains("potsweep: there is no archive, as this failed: too bad");
        assertThat(second.lines()).noneMatch(line -> line.startsWith("potsweep:"));
        for (Launch launch : List.of(first, second)) {
            assertThat(launch.lines())
                    .noneMatch(line -> line.startsWith("-XX:SharedArchiveFile"))
                    .endsWith("org.potsweep.jobs.cli.Main", "plan");
        }
        assertThat(target()).containsExactlyInAnyOrder("potsweep.jar", "spark", "spark-17.0.1.jsa");
    }

    /** A signal ends the launcher and the small sweep at once, and the next start makes the archive. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void anArchiveThatIsInterruptedLeavesNothing(String signal, int exitCode) throws Exception {
        assumeThat(ignored(signal))
                .as("a shell takes no signal that the tests were started to ignore, as nohup and background jobs do")
                .isFalse();
        Map<String, String> endless = Map.of("ARCHIVING", "signalled " + signal);
        Path sweep = temporary.resolve("sweep");
        script(
                "signalled",
                "echo $PPID >'" + sweep
                        + "'; kill -s \"$1\" $LAUNCHER; for i in {1..600}; do kill -0 $PPID || break; sleep 0.05; done");

        Launch first = launch(script(), endless, "plan");
        Launch second = launch(script(), Map.of(), "plan");

        assertThat(first.exitCode()).isEqualTo(exitCode);
        assertThat(first.lines()).endsWith("potsweep: interrupted");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(sweep).strip())))
                .isEmpty();
        assertThat(second.lines()).anyMatch(LauncherTest::announcesArchive);
        assertThat(target()).containsExactlyInAnyOrder("potsweep.jar", "spark", "spark-17.0.1.jsa");
    }

    private boolean ignored(String signal) throws Exception {
        Path script = temporary.resolve("traps");
        Files.writeString(script, "trap -p " + signal + "\n");
        return launch(Path.of("bash"), Map.of(), script.toString()).lines().contains("trap -- '' SIG" + signal);
    }

    private List<String> target() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("jobs/target"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aBuildThatFailsIsToldFromOneThatIsInterrupted() throws Exception {
        script("mvn", "exit 1");
        Launch failed = launch(script(), Map.of(), "plan");
        script("mvn", "exit 130");
        Launch interrupted = launch(script(), Map.of(), "plan");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.lines()).endsWith("potsweep: the build failed; what Maven said stands above");
        assertThat(interrupted.exitCode()).isEqualTo(130);
        assertThat(interrupted.lines()).endsWith("potsweep: interrupted");
    }

    @Test
    void isFoundThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(bin.resolve("potsweep"), script());
        Path relative = Files.createSymbolicLink(temporary.resolve("again"), temporary.relativize(link));

        assertThat(launch(relative, Map.of(), "plan").lines()).endsWith("org.potsweep.jobs.cli.Main", "plan");
    }

    @Test
    void optionsOfTheJvmDoNotReachTheProgram() throws Exception {
        Launch launch = launch(script(), Map.of("POTSWEEP_JAVA_OPTS", "-Da=1 -Db=2"), "-J-Xmx3g", "plan", "c");

        List<String> lines = launch.lines();
        assertThat(lines.subList(0, lines.indexOf("-cp"))).contains("-Da=1", "-Db=2", "-Xmx3g");
        assertThat(lines).endsWith("org.potsweep.jobs.cli.Main", "plan", "c");
    }

    @Test
    void onlyLocalMastersStayOnTheLoopbackInterface() throws Exception {
        assertThat(launch(script(), Map.of(), "run").lines()).anyMatch(line -> line.startsWith("ip=127.0.0.1 "));
        assertThat(launch(script(), Map.of(), "run", "--master", "local[3]").lines())
                .anyMatch(line -> line.startsWith("ip=127.0.0.1 "));
        assertThat(launch(script(), Map.of(), "run", "--master=spark://h:7077").lines())
                .anyMatch(line -> line.startsWith("ip= "));
    }

    @Test
    void kernelsThatTheUserChoseStay() throws Exception {
        assertThat(launch(script(), Map.of("OPENBLAS_CORETYPE", "Haswell"), "run")
                        .lines())
                .anyMatch(line -> line.endsWith("core=Haswell"));
    }

    @Test
    void javaHomeWithoutJavaIsNamed() throws Exception {
        Launch launch = launch(script(), Map.of("JAVA_HOME", "/no/such/jdk"), "plan");

        assertThat(launch.exitCode()).isEqualTo(6);
        assertThat(launch.lines())
                .containsExactly(
                        "potsweep: JAVA_HOME is /no/such/jdk, which holds no bin/java: point it at a JDK 17, or"
                                + " unset it");
    }

    @Test
    void anotherJavaIsRefused() throws Exception {
        java("11.0.2");

        Launch launch = launch(script(), Map.of(), "plan");

        assertThat(launch.exitCode()).isEqualTo(6);
        assertThat(launch.lines())
                .singleElement()
                .asString()
                .contains("Java 17")
                .contains("is Java 11");
    }
}
