package org.potsweep.jobs.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import scala.Tuple2;

/** Opens Spark sessions with the settings that Potsweep's jobs rely on. */
public final class Sessions {
    private static final String HADOOP = "spark.hadoop.";
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";

    /** Matrices outside of the Java heap are counted by the jobs themselves, not held against -Xmx. */
    private static final List<String> NATIVE_MEMORY =
            List.of("org.bytedeco.javacpp.maxBytes", "org.bytedeco.javacpp.maxPhysicalBytes");

    private Sessions() {}

    /**
     * Opens a session. To be called before the first native matrix is made.
     *
     * @param master where to run; spark-submit's own choice when empty
     * @param settings Spark settings of the user, by key
     * @throws UserErrorException if Spark does not know the master
     */
    public static SparkSession open(String name, Optional<String> master, Map<String, String> settings) {
        SparkConf conf = new SparkConf();
        master.ifPresent(conf::setMaster);
        settings.forEach(conf::set);
        conf.setIfMissing("spark.app.name", name);
        if (conf.get("spark.master").startsWith("local")) {
            stayLocal(conf);
        }
        if (conf.get("spark.master").matches("local(\\[.*)?")) { // other processes may not know the class
            conf.setIfMissing(HADOOP + LocalFiles.SETTING, LocalFiles.class.getName());
        }
        serialise(conf);
        unlimitNativeMemory(conf);
        Optional.ofNullable(System.getenv(CORE_TYPE))
                .ifPresent(type -> conf.setIfMissing("spark.executorEnv." + CORE_TYPE, type));
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception e) { // Scala declares no exceptions
            if (String.valueOf(e.getMessage()).contains("Could not parse Master URL")) {
                throw new UserErrorException(
                        Kind.SETTINGS,
                        "Spark knows no master '" + conf.get("spark.master")
                                + "': it is local[*], local[2], spark://HOST:PORT, yarn or k8s://URL");
            }
            throw e;
        }
    }

    /**
     * Hadoop's configuration as a session would have it: Hadoop's own files, and Spark's settings that begin with
     * {@code spark.hadoop.}, among them those of spark-submit.
     *
     * @param settings Spark settings of the user, by key
     */
    public static Configuration hadoop(Map<String, String> settings) {
        SparkConf conf = new SparkConf();
        settings.forEach(conf::set);
        Configuration hadoop = new Configuration();
        hadoop.set(LocalFiles.SETTING, LocalFiles.class.getName());
        for (Tuple2<String, String> setting : conf.getAllWithPrefix(HADOOP)) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }

    private static void stayLocal(SparkConf conf) {
        conf.setIfMissing("spark.driver.host", "127.0.0.1");
        conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        conf.setIfMissing("spark.ui.enabled", "false");
        // Spark would end the process without a word when a task runs out of memory.
        conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
        // Spark's catalogue, which nothing here uses, would leave a folder where the user happens to be.
        conf.setIfMissing(
                "spark.sql.warehouse.dir",
                Path.of(System.getProperty("java.io.tmpdir"), "potsweep-warehouse")
                        .toUri()
                        .toString());
    }

    private static void serialise(SparkConf conf) {
        conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
        conf.set("spark.kryo.registrationRequired", "true");
        conf.set("spark.kryo.registrator", PotsweepRegistrator.class.getName());
        conf.setIfMissing("spark.kryoserializer.buffer.max", "1024m");
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        // The digits of doubles are noise to a compressor: all cost and no gain.
        for (String what : List.of("spark.shuffle.compress", "spark.broadcast.compress", "spark.rdd.compress")) {
            conf.setIfMissing(what, "false");
        }
        conf.setIfMissing("spark.shuffle.spill.compress", "false");
        conf.setIfMissing("spark.shuffle.checksum.algorithm", "CRC32C"); // for which processors have an instruction
        // A file for each partition, put together afterwards, would write gigabytes of products twice.
        conf.setIfMissing("spark.shuffle.sort.bypassMergeThreshold", "1");
    }

    private static void unlimitNativeMemory(SparkConf conf) {
        StringBuilder options = new StringBuilder(conf.get("spark.executor.extraJavaOptions", ""));
        for (String limit : NATIVE_MEMORY) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "0");
            }
            if (options.indexOf("-D" + limit) < 0) {
                options.append(" -D").append(limit).append("=0");
            }
        }
        conf.set("spark.executor.extraJavaOptions", options.toString().strip());
    }
}
