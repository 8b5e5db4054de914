package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Orderings;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.jobs.settings.LeverageSettings;
import org.potsweep.jobs.settings.SamplingSettings;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.solver.LeverageScores;
import org.potsweep.solver.NestedFactorisation;
import org.potsweep.solver.WeightedEquations;
import scala.Tuple2;

/**
 * Runs a sweep: passes over the rows for the products, then solves, refinement and errors ({@link SolveStages}).
 *
 * <p>Pass 1 accumulates the training set, the test set and the orderings that need no scores; leverage scores come from
 * the training products; pass 2 accumulates the orderings drawn with them.
 */
public final class SweepEngine {
    private static final int TRAIN_BUCKET = 0;
    private static final int TEST_BUCKET = 1;

    private final JavaSparkContext spark;
    private final LabelledDataset dataset;
    private final FactorialDesign design;
    private final EngineSettings settings;
    private final SamplingSettings sampling;
    private final Split split;
    private final StageClock clock;
    private final List<String> warnings = new ArrayList<>();
    private final List<Ordering> orderings = new ArrayList<>();

    /** @param split which configurations of the dataset are kept for testing */
    public SweepEngine(
            JavaSparkContext spark, SweepSettings settings, LabelledDataset dataset, Split split, StageClock clock) {
        this.spark = spark;
        this.dataset = dataset;
        this.design = FactorialDesign.of(settings);
        this.settings = settings.engine();
        this.sampling = settings.sampling();
        this.split = split;
        this.clock = clock;
    }

    /** Solves every cell of the design. */
    public SweepOutcome execute() {
        Orderings sampler = new Orderings(dataset, split, sampling);
        try (RowSource rows = new RowSource(spark, dataset, design.snap(), settings)) {
            orderings.addAll(sampler.unscored());
            JavaPairRDD<BucketKey, Iterable<FoldedTile>> first = pass(rows, Bucketing.SPLIT);
            SplitProducts splitProducts = clock.time("products", () -> collectSplit(first));
            JavaPairRDD<BucketKey, Iterable<FoldedTile>> subsets =
                    first.filter(entry -> entry._1().bucketing() != Bucketing.SPLIT);
            if (design.strategies().contains(Strategy.LEVERAGE)) {
                int unscored = orderings.size();
                orderings.addAll(clock.time("leverage scores", () -> scored(sampler, rows, splitProducts)));
                subsets = subsets.union(pass(rows, unscored));
            }
            SolveStages stages = new SolveStages(spark, design, split, bucketings(0), splitProducts, settings, clock);
            return new SweepOutcome(
                    design, split, List.copyOf(orderings), stages.solve(orderings, subsets, rows), warnings);
        }
    }

    /** A pass over the rows for the bucketings from {@code firstIndex} on; lazy, as Spark is. */
    private JavaPairRDD<BucketKey, Iterable<FoldedTile>> pass(RowSource rows, int firstIndex) {
        List<Bucketing> bucketings = new ArrayList<>();
        if (firstIndex == Bucketing.SPLIT) {
            int[] bucketOf = new int[split.test().length];
            Arrays.setAll(bucketOf, i -> split.test()[i] ? TEST_BUCKET : TRAIN_BUCKET);
            bucketings.add(new Bucketing(Bucketing.SPLIT, design.widest(), bucketOf, 2, false));
        }
        bucketings.addAll(bucketings(Math.max(0, firstIndex)));
        return new GramPass(bucketings, dataset.levels().size(), settings.tileColumns())
                .over(rows.blocks(groups(bucketings)));
    }

    /** The bucketings of the orderings from {@code first} on. */
    private List<Bucketing> bucketings(int first) {
        int[] sizes = design.sizes().stream().mapToInt(Integer::intValue).toArray();
        return IntStream.range(first, orderings.size())
                .mapToObj(o -> Bucketing.ofPrefixes(
                        o, design.width(orderings.get(o)), orderings.get(o).configs(), sizes, split.test().length))
                .toList();
    }

    /** Chunks follow the buckets of the widest ordering, and keep test configurations apart. */
    private IntUnaryOperator groups(List<Bucketing> bucketings) {
        Bucketing widest = bucketings.stream()
                .filter(Bucketing::cumulative)
                .reduce((a, b) -> b.width() > a.width() ? b : a)
                .orElse(bucketings.get(0));
        int rest = widest.buckets();
        boolean[] test = split.test();
        return i -> test[i] ? rest + 1 : widest.bucketOf()[i] == Bucketing.NONE ? rest : widest.bucketOf()[i];
    }

    private SplitProducts collectSplit(JavaPairRDD<BucketKey, Iterable<FoldedTile>> first) {
        List<Tuple2<BucketKey, FoldedTile>> collected = first.filter(
                        entry -> entry._1().bucketing() == Bucketing.SPLIT)
                .flatMapValues(Iterable::iterator)
                .collect();
        List<FoldedTile> train = new ArrayList<>();
        List<FoldedTile> test = new ArrayList<>();
        for (Tuple2<BucketKey, FoldedTile> entry : collected) {
            (entry._1().bucket() == TRAIN_BUCKET ? train : test).add(entry._2());
        }
        return new SplitProducts(
                design.widest(),
                dataset.levels().size(),
                settings.tileColumns(),
                train.toArray(new FoldedTile[0]),
                test.toArray(new FoldedTile[0]));
    }

    /** Orderings by the leverage of the training configurations' energy rows, at each twojmax. */
    private List<Ordering> scored(Orderings sampler, RowSource rows, SplitProducts products) {
        int[] train = split.train();
        double[] energyRows = rows.energyRows(train);
        int[] orders = design.columns().stream().mapToInt(Integer::intValue).toArray();
        LeverageSettings leverage = sampling.leverage();
        FitWeights weights = new FitWeights(leverage.eweight(), leverage.fweight(), 0);
        WeightedEquations equations = products.train().weighted(weights.byKind(), 0);
        List<Ordering> scored = new ArrayList<>();
        try (NestedFactorisation factorisation = new NestedFactorisation(equations, orders)) {
            for (int j = 0; j < orders.length; j++) {
                double[] scores = LeverageScores.of(
                        equations, factorisation.factor(j), energyRows, design.widest(), leverage.eweight());
                warnIfConstant(design.twojmax().get(j), scores);
                scored.addAll(sampler.leverage(design.twojmax().get(j), scores));
            }
        }
        return scored;
    }

    private void warnIfConstant(int twojmax, double[] scores) {
        double smallest = Arrays.stream(scores).min().orElseThrow();
        double largest = Arrays.stream(scores).max().orElseThrow();
        if (largest - smallest <= 1e-6 * largest) {
            warnings.add("leverage scores at twojmax " + twojmax + " are all " + largest
                    + ": the training set has too few rows to tell its configurations apart, so leverage sampling is"
                    + " random sampling there");
        }
    }
}
