package org.potsweep.test;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line in a process of its own, as the launcher starts it.
 *
 * @param out where its standard output goes
 * @param err where its standard error goes
 */
record Potsweep(Process process, Path out, Path err) {
    private static final String MAIN = "org.potsweep.jobs.cli.Main";

    /** What a process left behind. */
    record Outcome(int exitCode, List<String> out, List<String> err) {}

    /** @param folder where the process runs, and leaves what it prints */
    static Potsweep start(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("../deploy/jvm.options").toAbsolutePath().normalize());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath(), MAIN));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "potsweep-", ".out");
        Path err = Files.createTempFile(folder, "potsweep-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return new Potsweep(builder.start(), out, err);
    }

    /** This module's class path without its tests, whose logging is none of a user's. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits for the end. */
    Outcome outcome() throws IOException, InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("potsweep does not end");
        }
        return new Outcome(process.exitValue(), lines(out), lines(err));
    }

    /** Stops it where it is, until it is killed. */
    void halt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Kills it, as the operating system does that runs out of memory. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    }

    static Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
        return start(folder, arguments).outcome();
    }
}
