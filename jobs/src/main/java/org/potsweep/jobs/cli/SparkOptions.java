package org.potsweep.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.spark.Sessions;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where Spark runs, and how. */
final class SparkOptions {
    private static final String SUBMITTED = "spark.master";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where Spark runs: local[*] (the default, all cores of this machine), local[2],"
                    + " spark://HOST:PORT, yarn, k8s://URL. With spark-submit it is spark-submit's --master.")
    private String master;

    @Option(
            names = "--spark",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark's, for example --spark spark.local.dir=/scratch. Repeatable.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** What Hadoop's file systems are told, without a session. */
    Configuration hadoop() {
        return Sessions.hadoop(settings);
    }

    /** Opens a session. */
    SparkSession open() {
        boolean submitted = System.getProperty(SUBMITTED) != null;
        if (submitted && master != null) {
            throw usage("--master belongs before the jar, with spark-submit's own options");
        }
        for (String key : settings.keySet()) {
            if (!key.startsWith("spark.")) {
                throw usage("--spark " + key + ": the keys of Spark's settings begin with spark.");
            }
        }
        Optional<String> chosen = submitted ? Optional.empty() : Optional.of(master == null ? "local[*]" : master);
        return Sessions.open("potsweep " + command.name(), chosen, settings);
    }

    private CommandLine.ParameterException usage(String problem) {
        return new CommandLine.ParameterException(command.commandLine(), problem);
    }
}
