package org.potsweep.jobs.engine;

import java.lang.management.ManagementFactory;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.jobs.settings.EngineSettings;

/**
 * What a process that runs tasks has for matrices outside of its Java heap.
 *
 * @param bytes for all of its tasks together
 * @param tasks that it runs at a time
 */
public record ProcessMemory(long bytes, int tasks) {
    /** Share of the memory beside the heap that is planned with; the rest is Spark's, the JVM's and the system's. */
    private static final double SHARE = 0.85;

    private static final long LEAST = 1L << 30;

    /** What the processes of a session have. */
    static ProcessMemory of(JavaSparkContext spark, EngineSettings settings) {
        SparkConf conf = spark.getConf();
        boolean local = spark.isLocal();
        int tasks = local ? spark.defaultParallelism() : conf.getInt("spark.executor.cores", 1);
        long bytes = settings.memoryBytes().orElseGet(() -> local ? besideHeap() : overhead(conf));
        return new ProcessMemory(bytes, tasks);
    }

    private static long besideHeap() {
        long machine = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        return Math.max(LEAST, (long) (SHARE * (machine - Runtime.getRuntime().maxMemory())));
    }

    private static long overhead(SparkConf conf) {
        long executor = conf.getSizeAsBytes("spark.executor.memory", "1g");
        long least = 384L << 20;
        long byDefault = Math.max(least, executor / 10);
        return conf.contains("spark.executor.memoryOverhead")
                ? conf.getSizeAsMb("spark.executor.memoryOverhead") << 20
                : byDefault;
    }

    /** For one task, when all run at once. */
    long bytesOfTask() {
        return bytes / tasks;
    }

    /** How many tasks that each take so much may run at a time: one at least. */
    int concurrent(long bytesEach) {
        return (int) Math.max(1, Math.min(tasks, bytes / Math.max(1, bytesEach)));
    }
}
