package org.potsweep.jobs.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.ConfigurationWeights;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelShape;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Orderings;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.engine.PassOutline;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.solver.KeyedUniform;

/**
 * What a sweep amounts to, before anything runs. Counts are exact; operations are the leading terms of what the engine
 * does, with the mean number of rows of a training configuration for every subset. Who will be drawn by leverage is not
 * known yet: traffic takes any such draw for it.
 *
 * @param cells points of the design, replicates not counted
 * @param models fitted models, replicates included
 * @param factorisations Cholesky factorisations, one an (ordering, subset size, weights)
 * @param passes times that rows are gone through for their products; ill-conditioned models and errors that cancel add
 *     some
 * @param trainConfigurations number of training configurations
 * @param testConfigurations number of test configurations
 * @param trainRows rows of the training configurations
 * @param testRows rows of the test configurations
 * @param blocks the models by size
 * @param work operations and rows computed
 * @param memory bytes
 */
public record SweepPlan(
        long cells,
        long models,
        long factorisations,
        int passes,
        int trainConfigurations,
        int testConfigurations,
        long trainRows,
        long testRows,
        List<Block> blocks,
        PlannedWork work,
        PlannedMemory memory) {

    /**
     * The models of one size.
     *
     * @param columns number of coefficients, p
     * @param models fitted models, replicates included
     * @param deficientSizes subset sizes, ascending, with fewer rows than coefficients at some of the weights at least:
     *     sure to be minimum-norm fits
     */
    public record Block(ModelShape shape, int columns, long models, List<Integer> deficientSizes) {}

    /**
     * The plan of a sweep.
     *
     * @param memory what each process has that runs tasks
     * @param driver what the driver has
     */
    public static SweepPlan of(
            SweepSettings settings,
            LabelledDataset dataset,
            Split split,
            ConfigurationWeights weights,
            ProcessMemory memory,
            ProcessMemory driver) {
        FactorialDesign design = FactorialDesign.of(settings);
        int[] atoms = dataset.configurations().stream()
                .mapToInt(c -> c.configuration().natoms())
                .toArray();
        RowCounts rows = RowCounts.of(design, atoms, split);
        List<PassOutline> outlines = outlines(settings, design, dataset, split, atoms, memory);
        List<Block> blocks = blocks(design, rows);
        return new SweepPlan(
                design.cells(),
                design.models(),
                design.factorisations(),
                outlines.stream().mapToInt(PassOutline::passes).sum(),
                rows.trainConfigurations(),
                split.testCount(),
                rows.train(),
                rows.test(),
                blocks,
                PlannedWork.of(design, outlines, rows, !weights.trivial(), settings),
                PlannedMemory.of(
                        design, outlines, rows, blocks, !weights.trivial(), settings.residuals(), memory, driver));
    }

    private static List<PassOutline> outlines(
            SweepSettings settings,
            FactorialDesign design,
            LabelledDataset dataset,
            Split split,
            int[] atoms,
            ProcessMemory memory) {
        Orderings sampler = new Orderings(dataset, split, settings.sampling());
        List<Ordering> unscored = sampler.unscored();
        List<PassOutline> outlines = new ArrayList<>();
        for (int descriptor = 0; descriptor < design.descriptors().size(); descriptor++) {
            List<Ordering> scored = guessed(sampler, design, descriptor, dataset, split);
            outlines.add(PassOutline.of(design, descriptor, atoms, split, unscored, scored, settings.engine(), memory));
        }
        return outlines;
    }

    /** Orderings like those that leverage scores will draw: by any scores, that differ with the model size. */
    private static List<Ordering> guessed(
            Orderings sampler, FactorialDesign design, int descriptor, LabelledDataset dataset, Split split) {
        List<Ordering> orderings = new ArrayList<>();
        for (Strategy strategy : design.strategies()) {
            for (int shape : strategy.scored() ? design.scoredShapes() : new int[0]) {
                KeyedUniform uniform = new KeyedUniform(0, strategy + " " + shape);
                double[] scores = Arrays.stream(split.train())
                        .mapToDouble(i -> 0.1
                                + uniform.of(dataset.configurations()
                                        .get(i)
                                        .configuration()
                                        .id()))
                        .toArray();
                orderings.addAll(sampler.scored(strategy, design, descriptor, shape, scores));
            }
        }
        return orderings;
    }

    /** The model sizes; a size twice where descriptor variants give it different numbers of columns. */
    private static List<Block> blocks(FactorialDesign design, RowCounts rows) {
        List<Block> blocks = new ArrayList<>();
        int variants = design.descriptors().size();
        for (int s = 0; s < design.shapes().size(); s++) {
            int shape = s;
            int[] columns = IntStream.range(0, variants)
                    .map(d -> design.columns(d).count(shape))
                    .toArray();
            for (int count : Arrays.stream(columns).distinct().toArray()) {
                long alike = Arrays.stream(columns).filter(c -> c == count).count();
                List<Integer> deficient = design.sizes().stream()
                        .filter(size -> design.weights().stream()
                                .anyMatch(weights ->
                                        weights.leavesUndetermined(rows.ofTraining(size, design.kinds()), count)))
                        .toList();
                blocks.add(new Block(
                        design.shapes().get(shape), count, design.modelsOfOneShape() / variants * alike, deficient));
            }
        }
        return blocks;
    }
}
