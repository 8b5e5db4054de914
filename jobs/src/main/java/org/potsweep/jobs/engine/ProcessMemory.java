package org.potsweep.jobs.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.jobs.settings.EngineSettings;

/**
 * What a process that runs tasks has.
 *
 * @param bytes for matrices outside of its Java heap, of all of its tasks together
 * @param heap its Java heap, bytes
 * @param tasks that it runs at a time
 */
public record ProcessMemory(long bytes, long heap, int tasks) {
    /** Share of the memory beside the heap that is planned with; the rest is Spark's, the JVM's and the system's. */
    private static final double SHARE = 0.85;

    private static final long LEAST = 1L << 30;

    /** local[N], local[*] and both with a number of failures. */
    private static final Pattern LOCAL = Pattern.compile("local\\[\\s*(\\d+|\\*)\\s*(?:,.*)?\\]");

    /** What the processes of a session have. */
    public static ProcessMemory of(JavaSparkContext spark, EngineSettings settings) {
        if (spark.isLocal()) {
            return local(threads(spark.master()), settings);
        }
        SparkConf conf = spark.getConf();
        return new ProcessMemory(
                settings.memoryBytes().orElseGet(() -> overhead(conf)),
                conf.getSizeAsBytes("spark.executor.memory", "1g"),
                conf.contains("spark.executor.cores") ? conf.getInt("spark.executor.cores", 1) : cores(spark));
    }

    /** What the driver has, which with a local master runs the tasks too. */
    public static ProcessMemory ofDriver(JavaSparkContext spark, EngineSettings settings) {
        return spark.isLocal()
                ? of(spark, settings)
                : new ProcessMemory(besideHeap(), Runtime.getRuntime().maxMemory(), 1);
    }

    /** Cores of an executor where no setting says it: all of its machine's that a standalone cluster has, otherwise one. */
    private static int cores(JavaSparkContext spark) {
        if (!spark.master().startsWith("spark://")) {
            return 1;
        }
        int executors = spark.sc().statusTracker().getExecutorInfos().length - 1; // the driver is among them
        return (int) Math.ceil(spark.defaultParallelism() / (double) Math.max(1, executors));
    }

    /** Tasks that a local master runs at a time, which {@code spark.default.parallelism} says nothing of. */
    static int threads(String master) {
        Matcher threads = LOCAL.matcher(master);
        if (!threads.matches()) {
            return 1;
        }
        return threads.group(1).equals("*")
                ? Runtime.getRuntime().availableProcessors()
                : Integer.parseInt(threads.group(1));
    }

    /** What this process has, if it runs so many tasks at a time. */
    public static ProcessMemory local(int tasks, EngineSettings settings) {
        return new ProcessMemory(
                settings.memoryBytes().orElseGet(ProcessMemory::besideHeap),
                Runtime.getRuntime().maxMemory(),
                tasks);
    }

    private static long besideHeap() {
        long machine = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        // Not Runtime's maximum, which leaves out a part of the heap that is there all the same.
        long heap = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxHeapSize")
                .getValue());
        return Math.max(LEAST, (long) (SHARE * (machine - heap)));
    }

    private static long overhead(SparkConf conf) {
        long executor = conf.getSizeAsBytes("spark.executor.memory", "1g");
        long least = 384L << 20;
        long byDefault = Math.max(least, executor / 10);
        return conf.contains("spark.executor.memoryOverhead")
                ? conf.getSizeAsMb("spark.executor.memoryOverhead") << 20
                : byDefault;
    }

    /** What the accumulators of a task may take beside those of a leader: half of its share, when all run at once. */
    long bytesOfAccumulators() {
        return bytes / tasks / 2;
    }

    /**
     * What rows may take that are kept between passes: what the settings allow, and no more than products and solves
     * leave.
     *
     * @param multiplying what tasks that multiply rows take together
     * @param solving what tasks that solve take together
     */
    long roomForRows(long multiplying, long solving, EngineSettings settings) {
        long room = Math.max(0, bytes - Math.max(multiplying, solving));
        return Math.min(room, settings.rowCacheBytes().orElse(Long.MAX_VALUE));
    }

    /** What tasks may share beside what their process holds for all of them. */
    public long beside(long held) {
        return Math.max(0, bytes - held);
    }
}
