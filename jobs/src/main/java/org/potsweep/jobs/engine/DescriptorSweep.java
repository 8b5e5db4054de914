package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.ConfigurationWeights;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Orderings;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.LeverageSettings;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.solver.LeverageScores;
import org.potsweep.solver.NestedFactorisation;
import org.potsweep.solver.NormalEquations;
import org.potsweep.solver.WeightedEquations;
import scala.Tuple2;

/**
 * The part of a sweep that belongs to one descriptor variant: passes over its rows for the products, then solves,
 * refinement and errors ({@link SolveStages}).
 *
 * <p>The first passes accumulate the training set, the test set and the orderings that need no scores; scores come from
 * the training products; the second ones accumulate the orderings drawn with them.
 */
final class DescriptorSweep {
    private final JavaSparkContext spark;
    private final FactorialDesign design;
    private final int descriptor;
    private final ModelColumns columns;
    private final LabelledDataset dataset;
    private final Split split;
    private final Orderings sampler;
    private final double[][] weights;
    private final SweepSettings settings;
    private final GramLayout layout;
    private final Bucketings bucketings;
    private final ProcessMemory memory;
    private final StageClock clock;
    private final List<String> warnings;

    /** @param warnings receives what the user should know */
    DescriptorSweep(
            JavaSparkContext spark,
            FactorialDesign design,
            int descriptor,
            LabelledDataset dataset,
            Split split,
            Orderings sampler,
            ConfigurationWeights weights,
            SweepSettings settings,
            StageClock clock,
            List<String> warnings) {
        this.spark = spark;
        this.design = design;
        this.descriptor = descriptor;
        this.columns = design.columns(descriptor);
        this.dataset = dataset;
        this.split = split;
        this.sampler = sampler;
        this.weights = weights.trivial() ? null : weights.factors();
        this.settings = settings;
        this.layout = GramLayout.of(design, settings.engine(), weights.trivial());
        this.bucketings = new Bucketings(design, descriptor, split);
        this.memory = ProcessMemory.of(spark, settings.engine());
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * Solves every cell of this descriptor.
     *
     * @param orderings those that need no scores, in the order of the sweep; those that are drawn here are added
     * @param rows of the descriptor
     */
    SolvedCells execute(List<Ordering> orderings, RowSource rows) {
        List<Bucketing> unscored = bucketings.unscored(orderings);
        JavaPairRDD<BucketKey, FoldedTile> first = passes(rows, unscored);
        int train = unscored.stream().anyMatch(b -> b.index() == Bucketing.TRAIN)
                ? 0
                : unscored.get(1).buckets() - 1;
        int trainIndex = unscored.get(1).index();
        SplitProducts splitProducts =
                clock.time("products", () -> collectSplit(first, new BucketKey(trainIndex, train)));
        JavaPairRDD<BucketKey, FoldedTile> subsets = first;
        List<Bucketing> all = new ArrayList<>(unscored);
        if (design.scored()) {
            int known = orderings.size();
            orderings.addAll(clock.time("leverage scores", () -> scored(rows, splitProducts)));
            List<Bucketing> scored = bucketings.scored(orderings, known);
            JavaPairRDD<BucketKey, FoldedTile> second = passes(rows, scored);
            clock.time("products", () -> accumulated(second));
            subsets = subsets.union(second);
            all.addAll(scored);
        }
        SolveStages stages = new SolveStages(
                spark,
                design,
                descriptor,
                orderings,
                all,
                split,
                splitProducts,
                layout,
                weights,
                settings.engine(),
                memory,
                clock);
        SolvedCells solved = stages.solve(subsets, rows);
        splitProducts.close();
        return solved;
    }

    /** Passes over the rows for some bucketings; lazy, as Spark is. */
    private JavaPairRDD<BucketKey, FoldedTile> passes(RowSource rows, List<Bucketing> wanted) {
        JavaPairRDD<BucketKey, FoldedTile> tiles = null;
        int[] atomsOf = dataset.configurations().stream()
                .mapToInt(labelled -> labelled.configuration().natoms())
                .toArray();
        SharedPass.Rows counts = SharedPass.Rows.of(rows.rowsOf(), atomsOf, split);
        for (SharedPass pass : SharedPass.of(wanted, layout, counts, settings.engine(), memory)) {
            JavaPairRDD<BucketKey, FoldedTile> more = new GramPass(pass.bucketings(), weights, layout)
                    .over(rows.rows(pass.members(split), pass.chunkRows()), rows.rowsOf());
            tiles = tiles == null ? more : tiles.union(more);
        }
        return tiles;
    }

    /** Runs passes, whose result Spark keeps in its shuffle files, by asking for one of the partitions. */
    private static boolean accumulated(JavaPairRDD<BucketKey, FoldedTile> tiles) {
        return !tiles.mapPartitions(all -> List.of(all.hasNext()).iterator())
                .take(1)
                .isEmpty();
    }

    private SplitProducts collectSplit(JavaPairRDD<BucketKey, FoldedTile> first, BucketKey train) {
        BucketKey test = new BucketKey(Bucketing.TEST, 0);
        List<Tuple2<BucketKey, FoldedTile>> collected = first.filter(
                        entry -> entry._1().equals(test) || entry._1().equals(train))
                .collect();
        return new SplitProducts(columns.widest(), layout, tiles(collected, train), tiles(collected, test));
    }

    private static FoldedTile[] tiles(List<Tuple2<BucketKey, FoldedTile>> collected, BucketKey bucket) {
        return collected.stream()
                .filter(entry -> entry._1().equals(bucket))
                .map(Tuple2::_2)
                .toArray(FoldedTile[]::new);
    }

    private List<Ordering> scored(RowSource rows, SplitProducts products) {
        List<Ordering> drawn = new ArrayList<>();
        for (Strategy strategy : design.strategies()) {
            for (boolean quadratic : new boolean[] {false, true}) {
                int[] shapes = IntStream.of(design.scoredShapes())
                        .filter(shape -> design.shapes().get(shape).quadratic() == quadratic)
                        .toArray();
                if (strategy.scored() && shapes.length > 0) {
                    drawn.addAll(scored(strategy, shapes, columns.selection(quadratic), rows, products));
                }
            }
        }
        return drawn;
    }

    /** Orderings by leverage, at model sizes of one form. */
    private List<Ordering> scored(
            Strategy strategy, int[] shapes, int[] selection, RowSource rows, SplitProducts products) {
        LeverageSettings leverage = settings.sampling().leverage();
        boolean block = strategy == Strategy.BLOCK_LEVERAGE;
        boolean energies = !block && leverage.basis() == Basis.ENERGY;
        double[] kindWeights = new FitWeights(
                        leverage.eweight(), energies ? 0 : 1, energies ? 0 : leverage.vweight(), 0)
                .byKind(design.kinds());
        int[] orders = IntStream.of(shapes).map(columns::count).toArray();
        NormalEquations train = products.train(selection);
        WeightedEquations equations = train.weighted(kindWeights, 0);
        LeverageScores scores;
        try (NestedFactorisation factorisation = new NestedFactorisation(equations, orders)) {
            scores = new LeverageScores(equations, factorisation, orders);
        }
        ScorePass pass = new ScorePass(spark, scores, selection, layout.first(), kindWeights, weights);
        int[] configs = split.train();
        double[][] sums = pass.over((block ? rows.rows(configs) : rows.energyRows(configs)).blocks(), configs);
        List<Ordering> drawn = new ArrayList<>();
        for (int s = 0; s < shapes.length; s++) {
            warnIfConstant(strategy, shapes[s], sums[s], block ? rows.rowsOf() : null);
            drawn.addAll(sampler.scored(strategy, design, descriptor, shapes[s], sums[s]));
        }
        return drawn;
    }

    private void warnIfConstant(Strategy strategy, int shape, double[] scores, int[] rowsOf) {
        int[] configs = split.train();
        double[] means = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i] / (rowsOf == null ? 1 : rowsOf[configs[i]]))
                .toArray();
        if (StructureScores.areConstant(means)) {
            warnings.add(strategy.label() + " scores at twojmax "
                    + design.shapes().get(shape).twojmax() + " are all " + means[0]
                    + ": the training set has too few rows to tell its configurations apart, so sampling by them is"
                    + " random sampling there");
        }
    }
}
