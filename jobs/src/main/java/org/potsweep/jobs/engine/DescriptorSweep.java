package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
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

/**
 * The part of a sweep that belongs to one descriptor variant: passes over its rows for the products, then solves,
 * refinement and errors ({@link SolveStages}).
 *
 * <p>The first passes accumulate the training set, the test set and the orderings that need no scores; scores come from
 * the training products; the second ones accumulate the orderings drawn with them. The driver factorises for the scores
 * while tasks multiply the test set's rows.
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

    /** What passes accumulate: a partition for each bucket. The test set is a Spark job of its own. */
    private record Passed(JavaPairRDD<BucketKey, FoldedTile> training, JavaPairRDD<BucketKey, FoldedTile> test) {}

    /** Scores that orderings are drawn with, at model sizes of one form. */
    private record Scoring(
            Strategy strategy, int[] shapes, int[] selection, double[] kindWeights, LeverageScores scores) {}

    /** The products of training and test set, and what follows from the former. */
    private record FirstProducts(SplitProducts products, List<Scoring> scorings) {}

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
        Passed passed = passes(rows, unscored);
        int train = unscored.stream().anyMatch(b -> b.index() == Bucketing.TRAIN)
                ? 0
                : unscored.get(1).buckets() - 1;
        int trainIndex = unscored.get(1).index();
        FirstProducts first = clock.time("products", () -> firstProducts(passed, new BucketKey(trainIndex, train)));
        SplitProducts splitProducts = first.products();
        JavaPairRDD<BucketKey, FoldedTile> subsets = passed.training();
        List<Bucketing> all = new ArrayList<>(unscored);
        if (design.scored()) {
            int known = orderings.size();
            orderings.addAll(clock.time("leverage scores", () -> drawn(first.scorings(), rows)));
            List<Bucketing> scored = bucketings.scored(orderings, known);
            JavaPairRDD<BucketKey, FoldedTile> second = passes(rows, scored).training();
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
    private Passed passes(RowSource rows, List<Bucketing> wanted) {
        JavaPairRDD<BucketKey, FoldedTile> training = null;
        JavaPairRDD<BucketKey, FoldedTile> test = null;
        int[] atomsOf = dataset.configurations().stream()
                .mapToInt(labelled -> labelled.configuration().natoms())
                .toArray();
        SharedPass.Rows counts = SharedPass.Rows.of(rows.rowsOf(), atomsOf, split);
        for (SharedPass pass : SharedPass.of(wanted, layout, counts, settings.engine(), memory)) {
            Map<Boolean, List<Bucketing>> byPart = pass.bucketings().stream()
                    .collect(Collectors.partitioningBy(bucketing -> bucketing.index() == Bucketing.TEST));
            List<List<int[]>> parts = pass.members(split);
            JavaPairRDD<BucketKey, FoldedTile> more =
                    accumulate(byPart.get(false), rows, parts.get(parts.size() - 1), pass.chunkRows());
            training = training == null ? more : training.union(more);
            if (pass.tests()) {
                test = accumulate(byPart.get(true), rows, parts.get(0), pass.chunkRows());
            }
        }
        return new Passed(training, test);
    }

    private JavaPairRDD<BucketKey, FoldedTile> accumulate(
            List<Bucketing> wanted, RowSource rows, List<int[]> groups, long chunkRows) {
        return new GramPass(wanted, weights, layout).over(rows.rows(List.of(groups), chunkRows), rows.rowsOf());
    }

    /** Runs passes, whose result Spark keeps in its shuffle files, by asking for one of the partitions. */
    private static boolean accumulated(JavaPairRDD<BucketKey, FoldedTile> tiles) {
        return !tiles.mapPartitions(all -> List.of(all.hasNext()).iterator())
                .take(1)
                .isEmpty();
    }

    /** Spark goes to the test set's tasks as those of the training set run out. */
    private FirstProducts firstProducts(Passed passed, BucketKey train) {
        JavaFutureAction<List<FoldedTile>> training = collected(passed.training(), train);
        JavaFutureAction<List<FoldedTile>> test = collected(passed.test(), new BucketKey(Bucketing.TEST, 0));
        try {
            SplitProducts products = new SplitProducts(columns.widest(), layout, result(training));
            if (!roomToFactorise()) {
                result(test);
            }
            List<Scoring> scorings = scorings(products);
            products.setTest(result(test));
            return new FirstProducts(products, scorings);
        } finally {
            training.cancel(true); // which does nothing to what is done
            test.cancel(true);
        }
    }

    private static JavaFutureAction<List<FoldedTile>> collected(
            JavaPairRDD<BucketKey, FoldedTile> tiles, BucketKey bucket) {
        return tiles.filter(entry -> entry._1().equals(bucket)).values().collectAsync();
    }

    private static FoldedTile[] result(JavaFutureAction<List<FoldedTile>> job) {
        try {
            return job.get().toArray(new FoldedTile[0]);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a Spark job failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether the driver may factorise while tasks multiply: where they share memory, what they take at most must fit. */
    private boolean roomToFactorise() {
        long others = RowSources.roomBytes(design, settings.engine(), memory)
                + SolveMemory.process(design, descriptor) / 2
                + RowSources.multiplyingBytes(design, descriptor, settings.engine(), memory);
        return !spark.isLocal() || memory.beside(others) >= SolveMemory.factoring(columns.widest());
    }

    private List<Scoring> scorings(SplitProducts products) {
        List<Scoring> scorings = new ArrayList<>();
        for (Strategy strategy : design.strategies()) {
            for (boolean quadratic : new boolean[] {false, true}) {
                int[] shapes = IntStream.of(design.scoredShapes())
                        .filter(shape -> design.shapes().get(shape).quadratic() == quadratic)
                        .toArray();
                if (strategy.scored() && shapes.length > 0) {
                    scorings.add(scoring(strategy, shapes, columns.selection(quadratic), products));
                }
            }
        }
        return scorings;
    }

    private Scoring scoring(Strategy strategy, int[] shapes, int[] selection, SplitProducts products) {
        LeverageSettings leverage = settings.sampling().leverage();
        boolean energies = strategy != Strategy.BLOCK_LEVERAGE && leverage.basis() == Basis.ENERGY;
        double[] kindWeights = new FitWeights(
                        leverage.eweight(), energies ? 0 : 1, energies ? 0 : leverage.vweight(), 0)
                .byKind(design.kinds());
        int[] orders = IntStream.of(shapes).map(columns::count).toArray();
        NormalEquations train = products.train(selection);
        WeightedEquations equations = train.weighted(kindWeights, 0);
        try (NestedFactorisation factorisation = new NestedFactorisation(equations, orders)) {
            LeverageScores scores = new LeverageScores(equations, factorisation, orders);
            return new Scoring(strategy, shapes, selection, kindWeights, scores);
        }
    }

    private List<Ordering> drawn(List<Scoring> scorings, RowSource rows) {
        return scorings.stream()
                .flatMap(scoring -> drawn(scoring, rows).stream())
                .toList();
    }

    /** Orderings by leverage, at model sizes of one form. */
    private List<Ordering> drawn(Scoring scoring, RowSource rows) {
        Strategy strategy = scoring.strategy();
        int[] shapes = scoring.shapes();
        boolean block = strategy == Strategy.BLOCK_LEVERAGE;
        ScorePass pass = new ScorePass(
                spark, scoring.scores(), scoring.selection(), layout.first(), scoring.kindWeights(), weights);
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
