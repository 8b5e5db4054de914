package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/**
 * What a failure means to the user: lines to print and an exit code.
 *
 * @param lines without the leading "potsweep: "
 */
record ErrorReport(List<String> lines, int exitCode) {
    static final int BUG = 1;

    /** Reports a failure; one that is no mistake of the user's goes to the log with its stack trace. */
    static ErrorReport of(Throwable failure, LogFile log) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof UserErrorException error) {
                return new ErrorReport(error.getMessage().lines().toList(), error.exitCode());
            }
        }
        log.start();
        LogManager.getLogger(ErrorReport.class).error("Potsweep ends with an error", failure);
        for (Throwable cause : causes(failure)) {
            List<String> shortage = shortage(cause);
            if (!shortage.isEmpty()) {
                List<String> lines = new ArrayList<>(shortage);
                lines.add("details: " + log.place());
                return new ErrorReport(lines, Kind.RESOURCES.exitCode());
            }
        }
        return new ErrorReport(
                List.of(
                        "this is a bug in Potsweep: " + firstLine(innermost(failure)),
                        "details: " + log.place(),
                        "please report it and attach that file"),
                BUG);
    }

    /** Says what ran out and what helps; empty if nothing did. */
    private static List<String> shortage(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof OutOfMemoryError && message.contains("native")
                || message.contains("Physical memory usage is too high")) {
            return List.of(
                    "the machine has not enough memory: " + message,
                    "fewer tasks at a time need less (--master local[1], or a smaller engine.chunk-rows)");
        }
        if (message.contains("INVALID_DRIVER_MEMORY")) {
            String heap = Quantity.bytes(Runtime.getRuntime().maxMemory());
            return List.of("Spark does not start with a Java heap of " + heap + ": give it more (-J-Xmx2g)");
        }
        if (cause instanceof OutOfMemoryError) {
            String heap = Quantity.bytes(Runtime.getRuntime().maxMemory());
            return List.of(
                    "the Java heap of " + heap + " is too small (" + message + ")",
                    "give it more (-J-Xmx8g; with spark-submit --driver-memory and --executor-memory), or run fewer"
                            + " tasks at a time (--master local[1]), or in smaller pieces (engine.chunk-rows)");
        }
        if (message.contains("stopped SparkContext") || message.contains("All masters are unresponsive")) {
            return List.of(
                    "Spark stopped: its master cannot be reached (--master), or the cluster ended the application");
        }
        if (message.contains("No space left on device")) {
            return List.of(
                    "a disk is full: " + message.lines().findFirst().orElse(""),
                    "Spark's own files can go elsewhere: --spark spark.local.dir=FOLDER");
        }
        return List.of();
    }

    /** The failure and all its causes, outermost first. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Throwable innermost(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return causes.get(causes.size() - 1);
    }

    private static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + ": " + message;
    }
}
