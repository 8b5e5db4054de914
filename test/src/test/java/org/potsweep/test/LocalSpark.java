package org.potsweep.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.spark.Sessions;

/** The Spark session of this JVM: a process has one context at a time, and starting it takes seconds. */
final class LocalSpark {
    private static String key = "";
    private static SparkSession session;

    private LocalSpark() {}

    /** The session that tests share unless they need another: two threads. */
    static SparkSession shared() {
        return with("local[2]", Map.of());
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
