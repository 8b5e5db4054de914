package org.potsweep.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.spark.Sessions;

/** The Spark session of this JVM: a process has one context at a time, and starting it takes seconds. */
public final class LocalSpark {
    private static String key = "";
    private static SparkSession session;

    private LocalSpark() {}

    /** The session that tests share unless they need another: two threads. */
    public static SparkSession shared() {
        return with("local[2]", Map.of());
    }

    /** A session with two executors that are processes of their own, one thread each. */
    static SparkSession twoProcesses() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        return with(
                "local-cluster[2,1,1024]",
                Map.of(
                        "spark.executor.extraClassPath",
                        System.getProperty("java.class.path"),
                        // A process that was killed does not come back: each of its shuffles would wait 3 x 5 s for it.
                        "spark.shuffle.io.retryWait",
                        "100ms",
                        // They live for one sweep, too short a time for the second compiler to pay.
                        "spark.executor.extraJavaOptions",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    }

    /** A session on {@code master} with further settings; the one that is open if it is such a one. */
    static synchronized SparkSession with(String master, Map<String, String> settings) {
        String wanted = master + settings;
        if (!wanted.equals(key)) {
            stop();
            session = Sessions.open("end-to-end tests", Optional.of(master), settings);
            key = wanted;
        }
        return session;
    }

    private static void stop() {
        if (session != null) {
            try {
                session.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            session = null;
            key = "";
        }
    }
}
