package org.potsweep.jobs.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * What a sweep amounts to, before anything runs. Counts are exact; operations and bytes are the leading terms of what
 * the engine does ({@link PlannedWork}, {@link PlannedMemory}), with the mean number of rows of a training configuration
 * for every subset.
 *
 * @param cells points of the design, replicates not counted
 * @param models fitted models, replicates included
 * @param factorisations Cholesky factorisations, one an (ordering, subset size, weights)
 * @param passes times that all rows are gone through; ill-conditioned models and errors that cancel add some
 * @param trainConfigurations number of training configurations
 * @param testConfigurations number of test configurations
 * @param trainRows energy and force rows of the training configurations
 * @param testRows energy and force rows of the test configurations
 * @param blocks the models by size
 * @param work floating-point operations
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
     * @param deficientSizes subset sizes, ascending, with fewer rows than coefficients: sure to be minimum-norm fits
     */
    public record Block(ModelShape shape, int columns, long models, List<Integer> deficientSizes) {}

    /** The plan of a sweep over a dataset that is split in a given way. */
    public static SweepPlan of(SweepSettings settings, LabelledDataset dataset, Split split) {
        FactorialDesign design = FactorialDesign.of(settings);
        int[] rows = dataset.configurations().stream()
                .mapToInt(c -> design.rowsOf(c.configuration().natoms()))
                .toArray();
        int[] train = split.train();
        long trainRows = Arrays.stream(train).mapToLong(i -> rows[i]).sum();
        long testRows = Arrays.stream(rows).asLongStream().sum() - trainRows;
        double meanRows = (double) trainRows / train.length;
        int largest = Arrays.stream(rows).max().orElseThrow();
        boolean scored = design.scored();
        return new SweepPlan(
                design.cells(),
                design.models(),
                design.factorisations(),
                scored ? 2 : 1,
                train.length,
                split.testCount(),
                trainRows,
                testRows,
                blocks(design, meanRows),
                PlannedWork.of(design, train.length, trainRows, testRows),
                PlannedMemory.of(design, settings.engine(), train.length, trainRows, testRows, largest));
    }

    private static List<Block> blocks(FactorialDesign design, double meanRows) {
        List<Block> blocks = new ArrayList<>();
        for (int shape = 0; shape < design.shapes().size(); shape++) {
            int columns = design.columns(0).count(shape);
            List<Integer> deficient = design.sizes().stream()
                    .filter(size -> size * meanRows < columns)
                    .toList();
            blocks.add(new Block(design.shapes().get(shape), columns, design.modelsOfOneShape(), deficient));
        }
        return blocks;
    }
}
