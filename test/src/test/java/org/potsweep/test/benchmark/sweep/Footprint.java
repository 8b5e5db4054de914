package org.potsweep.test.benchmark.sweep;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a piece of work took of the machine.
 *
 * @param seconds wall time
 * @param cpuSeconds of all threads of the process
 * @param heapBytes sum of the peaks of the heap's pools, an upper bound of the heap's own peak
 * @param residentBytes peak of the process's resident memory, heap and native; of the whole process's life where the
 *     system does not let the mark be reset
 */
record Footprint(double seconds, double cpuSeconds, long heapBytes, long residentBytes) {

    /** Runs until {@link #stop}. */
    static final class Meter {
        private final long start;
        private final long cpu;

        Meter() {
            System.gc(); // what earlier work left is not this one's
            heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
            try {
                Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // resets VmHWM, see proc(5)
            } catch (IOException notLinux) {
                // The peak is then that of the process's life.
            }
            cpu = cpuNanos();
            start = System.nanoTime();
        }

        Footprint stop() {
            double seconds = (System.nanoTime() - start) * 1e-9;
            long heap = heapPools().stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            return new Footprint(seconds, (cpuNanos() - cpu) * 1e-9, heap, residentPeak());
        }
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    /** VmHWM of /proc/self/status in bytes; -1 where there is none. */
    private static long residentPeak() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException notLinux) {
            return -1;
        }
    }
}
