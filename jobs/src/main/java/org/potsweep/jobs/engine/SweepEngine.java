package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.ConfigurationWeights;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Orderings;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.SweepSettings;

/** Runs a sweep: one descriptor variant after the other, on the same split and the same random orderings. */
public final class SweepEngine {
    private final JavaSparkContext spark;
    private final SweepSettings settings;
    private final LabelledDataset dataset;
    private final Split split;
    private final ConfigurationWeights weights;
    private final StageClock clock;

    /**
     * @param dataset with the labels that are fitted
     * @param split which configurations of the dataset are kept for testing
     */
    public SweepEngine(
            JavaSparkContext spark,
            SweepSettings settings,
            LabelledDataset dataset,
            Split split,
            ConfigurationWeights weights,
            StageClock clock) {
        this.spark = spark;
        this.settings = settings;
        this.dataset = dataset;
        this.split = split;
        this.weights = weights;
        this.clock = clock;
    }

    /** Solves every cell of the design. */
    public SweepOutcome execute() {
        FactorialDesign design = FactorialDesign.of(settings);
        Orderings sampler = new Orderings(dataset, split, settings.sampling());
        List<Ordering> orderings = new ArrayList<>(sampler.unscored());
        List<String> warnings = new ArrayList<>();
        RowSources rows = new RowSources(spark, dataset, design, split, settings.engine());
        SolvedCells cells = null;
        try {
            for (int descriptor = 0; descriptor < design.descriptors().size(); descriptor++) {
                DescriptorSweep sweep = new DescriptorSweep(
                        spark, design, descriptor, dataset, split, sampler, weights, settings, clock, warnings);
                SolvedCells solved = sweep.execute(
                        orderings, rows.of(design.columns(descriptor).snap()));
                cells = cells == null ? solved : cells.and(solved);
            }
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
        return new SweepOutcome(design, split, List.copyOf(orderings), cells, rows, warnings);
    }
}
