package org.potsweep.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.SparkConf;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/**
 * Where the logs of this process go: {@code logs/potsweep.log} in the run folder, or a temporary file, which is removed
 * after success. To be started before anything logs. Whoever configures log4j by its own means keeps that.
 */
final class LogFile {
    private static final String CONFIGURATION = "/potsweep-log4j2.xml";
    private static final String FILE_PROPERTY = "potsweep.log.file";

    private Path file;
    private boolean temporary;

    /** Starts logging to a temporary file, unless it has been started already. */
    void start() {
        start(Optional.empty());
    }

    /** Starts logging for a run: in its folder if that is on a local disk. */
    void startIn(Optional<Path> runFolder) {
        start(runFolder.map(folder -> folder.resolve("logs/potsweep.log")));
    }

    private void start(Optional<Path> wanted) {
        if (file != null || isConfiguredElsewhere()) {
            return;
        }
        file = create(wanted);
        temporary = wanted.isEmpty();
        try {
            System.setProperty(FILE_PROPERTY, file.toString());
            URI configuration = Objects.requireNonNull(LogFile.class.getResource(CONFIGURATION))
                    .toURI();
            // Spark puts its console appender in place when it first logs, and under spark-submit once more: let it.
            new SparkConf(false).initializeLogIfNecessary(false, true);
            // Under spark-submit our classes have another loader than Spark's, and would get a context of their own.
            LoggerContext context = (LoggerContext) LogManager.getContext(LogManager.class.getClassLoader(), false);
            context.setConfigLocation(configuration);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path create(Optional<Path> wanted) {
        try {
            if (wanted.isEmpty()) {
                return Files.createTempFile("potsweep-", ".log");
            }
            Files.createDirectories(wanted.get().toAbsolutePath().getParent());
            return wanted.get().toAbsolutePath();
        } catch (IOException e) {
            String place = wanted.map(path -> path.getParent().toString()).orElse("a temporary folder");
            throw new UserErrorException(
                    wanted.isEmpty() ? Kind.RESOURCES : Kind.RUN_FOLDER, place + " cannot be written to: " + e);
        }
    }

    private static boolean isConfiguredElsewhere() {
        return Stream.of(System.getProperty("log4j2.configurationFile"), System.getenv("LOG4J_CONFIGURATION_FILE"))
                .anyMatch(Objects::nonNull);
    }

    /** Says where the details of a failure are. */
    String place() {
        return file == null ? "the log that log4j was configured to write" : file.toString();
    }

    /** Removes a temporary log: it holds nothing that anyone wants to know. */
    void discard() {
        if (temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
