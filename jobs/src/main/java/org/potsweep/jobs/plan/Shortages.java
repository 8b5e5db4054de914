package org.potsweep.jobs.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.engine.ProcessMemory;

/** What some work lacks of a process's memory, gathered so that a user sees all of it at once. */
final class Shortages {
    private static final double GIB = 1L << 30;

    private final String work;
    private final List<String> problems = new ArrayList<>();

    /** @param work what would not fit */
    Shortages(String work) {
        this.work = work;
    }

    /**
     * Notes matrices that do not fit beside the Java heap.
     *
     * @param owner "a process", "the driver"
     * @param arithmetic how many bytes each part takes
     */
    void beside(String owner, ProcessMemory available, long bytes, String arithmetic) {
        if (bytes > available.bytes()) {
            problems.add(work + " does not fit: " + arithmetic + ": " + gib(bytes) + " together, but " + owner + " has "
                    + gib(available.bytes())
                    + " for it (engine.memory; null: 85 % of what the machine has beside the heap)");
        }
    }

    /** Notes what does not fit on the Java heap. */
    void heap(String owner, ProcessMemory available, long bytes, String arithmetic) {
        if (bytes > available.heap()) {
            problems.add(work + " does not fit: " + gib(bytes) + " are needed on the Java heap (" + arithmetic
                    + "), but " + owner + " has " + gib(available.heap()));
        }
    }

    /** @throws UserErrorException with the ways out, if anything was noted */
    void refuse() {
        if (!problems.isEmpty()) {
            problems.add("ways out: a smaller largest twojmax, fewer elements or linear models only (memory grows with"
                    + " the square of the coefficients), fewer tasks at a time (--master local[1], for plan --cores 1),"
                    + " another share for the Java heap (-J-Xmx4g, on a cluster spark.executor.memory and spark.driver.memory), more"
                    + " of what is beside it (engine.memory, on a cluster spark.executor.memoryOverhead), a larger"
                    + " machine");
            throw new UserErrorException(Kind.RESOURCES, problems);
        }
    }

    static String gib(double bytes) {
        return bytes < GIB / 10
                ? String.format(Locale.ROOT, "%.1f MiB", 1024 * bytes / GIB)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
