package org.potsweep.jobs.spark;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.solver.OpenBlas;

/** Whether the processes of a session compute alike: OpenBLAS chooses its kernels by the processor. */
public final class Kernels {
    private Kernels() {}

    /** What the user should know where executors and driver differ in the last bits of products. */
    public static Optional<String> disagreement(JavaSparkContext spark) {
        if (spark.isLocal()) {
            return Optional.empty();
        }
        int tasks = 4 * Math.max(1, spark.defaultParallelism()); // enough for every executor to have some
        Set<String> found = new TreeSet<>(spark.parallelize(Collections.nCopies(tasks, 0), tasks)
                .map(none -> OpenBlas.kernelFingerprint())
                .collect());
        found.add(OpenBlas.kernelFingerprint());
        return warning(found);
    }

    /** @param fingerprints that occur */
    static Optional<String> warning(Set<String> fingerprints) {
        return fingerprints.size() == 1
                ? Optional.empty()
                : Optional.of("driver and executors have processors for which OpenBLAS chooses different kernels"
                        + " (fingerprints " + String.join(", ", fingerprints) + "): the last bits of results depend on"
                        + " which of them did what; OPENBLAS_CORETYPE=Haswell before the command makes them alike");
    }
}
