package org.potsweep.jobs.engine;

import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.EngineSettings;

/** The rows of a sweep's descriptor variants, of one at a time: what is kept of one makes room for the next. */
public final class RowSources implements AutoCloseable {
    private final JavaSparkContext spark;
    private final LabelledDataset dataset;
    private final FactorialDesign design;
    private final EngineSettings settings;
    private final long roomBytes;
    private final int[] preference;
    private RowSource current;
    private SnapParameters descriptor;

    RowSources(
            JavaSparkContext spark,
            LabelledDataset dataset,
            FactorialDesign design,
            Split split,
            EngineSettings settings) {
        this.spark = spark;
        this.dataset = dataset;
        this.design = design;
        this.settings = settings;
        this.roomBytes = roomBytes(design, settings, ProcessMemory.of(spark, settings));
        // Training rows are gone through most often.
        this.preference = IntStream.concat(
                        IntStream.of(split.train()),
                        IntStream.range(0, split.test().length).filter(i -> split.test()[i]))
                .toArray();
    }

    /** Bytes of rows that a process of a sweep may keep between passes: what its tasks leave. */
    static long roomBytes(FactorialDesign design, EngineSettings settings, ProcessMemory memory) {
        long room = Long.MAX_VALUE;
        for (int d = 0; d < design.descriptors().size(); d++) {
            long held = SolveMemory.process(design, d);
            long multiplying = multiplyingBytes(design, d, settings, memory);
            long solving = memory.tasks() * SolveMemory.task(design, d);
            room = Math.min(room, memory.roomForRows(held + multiplying, held + solving, settings));
        }
        return room;
    }

    /** The most that the tasks of a process take together which multiply rows. */
    static long multiplyingBytes(
            FactorialDesign design, int descriptor, EngineSettings settings, ProcessMemory memory) {
        int order = 1 + design.levels().size() + design.columns(descriptor).widest();
        long sums = Math.min(memory.bytesOfAccumulators(), SolveMemory.accumulators(design, descriptor, settings));
        return memory.tasks() * (sums + SolveMemory.multiplying(design.kinds(), order, settings));
    }

    /**
     * Rows that begin with the columns of {@code wanted}. Kept rows serve for every smaller twojmax too; what has to be
     * computed is no wider than it need be.
     */
    RowSource of(SnapParameters wanted) {
        if (current == null || !serves(wanted)) {
            close();
            current = new RowSource(
                    spark,
                    dataset.configurations(),
                    design.levels().size(),
                    design.stress(),
                    wanted,
                    settings,
                    roomBytes,
                    preference);
            descriptor = wanted;
        }
        return current;
    }

    private boolean serves(SnapParameters wanted) {
        return wanted.equals(descriptor)
                || current.keepsAll()
                        && wanted.twojmax() < descriptor.twojmax()
                        && wanted.equals(descriptor.withTwojmax(wanted.twojmax()));
    }

    /** Lets go of rows that are kept. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
