package org.potsweep.jobs.engine;

import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.settings.EngineSettings;

/** The rows of a sweep's descriptor variants, of one at a time: what is kept of one makes room for the next. */
public final class RowSources implements AutoCloseable {
    private final JavaSparkContext spark;
    private final LabelledDataset dataset;
    private final FactorialDesign design;
    private final EngineSettings settings;
    private RowSource current;
    private SnapParameters descriptor;

    RowSources(JavaSparkContext spark, LabelledDataset dataset, FactorialDesign design, EngineSettings settings) {
        this.spark = spark;
        this.dataset = dataset;
        this.design = design;
        this.settings = settings;
    }

    /**
     * Rows that begin with the columns of {@code wanted}. Kept rows serve for every smaller twojmax too; what has to be
     * computed is no wider than it need be.
     */
    RowSource of(SnapParameters wanted) {
        if (current == null || !serves(wanted)) {
            close();
            current = new RowSource(spark, dataset, design, wanted, settings);
            descriptor = wanted;
        }
        return current;
    }

    private boolean serves(SnapParameters wanted) {
        return wanted.equals(descriptor)
                || current.keepsRows()
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
