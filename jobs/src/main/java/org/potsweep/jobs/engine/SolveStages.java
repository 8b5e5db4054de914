package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.solver.NormalEquations;
import scala.Tuple2;

/**
 * From products to models with errors: solves every system, refines the ill-conditioned ones, and takes explicit
 * residuals where the products cannot tell an error.
 */
final class SolveStages {
    /** Conditions above this are refined with explicit residuals (Bjorck 1987). */
    static final double REFINE_ABOVE = 1e6;

    private final JavaSparkContext spark;
    private final FactorialDesign design;
    private final EngineSettings settings;
    private final StageClock clock;
    private final Broadcast<SplitProducts> splitProducts;
    private final boolean[] test;
    private final Broadcast<ArrayList<Bucketing>> subsets;

    SolveStages(
            JavaSparkContext spark,
            FactorialDesign design,
            Split split,
            List<Bucketing> subsets,
            SplitProducts splitProducts,
            EngineSettings settings,
            StageClock clock) {
        this.spark = spark;
        this.design = design;
        this.settings = settings;
        this.clock = clock;
        this.splitProducts = spark.broadcast(splitProducts);
        this.test = split.test();
        this.subsets = spark.broadcast(new ArrayList<>(subsets));
    }

    /** All cells of the sweep; the result is persisted. */
    JavaRDD<SolvedCell> solve(
            List<Ordering> orderings, JavaPairRDD<BucketKey, Iterable<FoldedTile>> subsets, RowSource rows) {
        Broadcast<ArrayList<Ordering>> shared = spark.broadcast(new ArrayList<>(orderings));
        JavaRDD<SolvedCell> solved =
                clock.time("solves", () -> persist(systems(subsets, shared, spark.broadcast(new HashMap<>()))));
        solved = refine(solved, subsets, shared, rows);
        return withExplicitErrors(solved, rows);
    }

    private static JavaRDD<SolvedCell> persist(JavaRDD<SolvedCell> cells) {
        JavaRDD<SolvedCell> kept = cells.persist(StorageLevel.MEMORY_AND_DISK());
        kept.count();
        return kept;
    }

    /** Solves the systems of every subset; with corrections, corrects those that have one and skips the others. */
    private JavaRDD<SolvedCell> systems(
            JavaPairRDD<BucketKey, Iterable<FoldedTile>> subsets,
            Broadcast<ArrayList<Ordering>> orderings,
            Broadcast<HashMap<SystemKey, Correction>> corrections) {
        FactorialDesign factorial = design;
        int tileColumns = settings.tileColumns();
        Broadcast<SplitProducts> products = splitProducts;
        return subsets.flatMap(entry -> {
            int index = entry._1().bucketing();
            Ordering ordering = orderings.value().get(index);
            CellSolver solver = new CellSolver(
                    factorial, products.value().train(), products.value().test(), corrections.value());
            if (!solver.concerns(index, entry._1().bucket())) {
                return Collections.emptyIterator();
            }
            try (NormalEquations subset = GramPass.assemble(
                    factorial.width(ordering), factorial.levels().size(), tileColumns, entry._2())) {
                return solver.solve(ordering, index, entry._1().bucket(), subset)
                        .iterator();
            }
        });
    }

    /** One step of refinement for the systems whose condition asks for it, batch by batch. */
    private JavaRDD<SolvedCell> refine(
            JavaRDD<SolvedCell> solved,
            JavaPairRDD<BucketKey, Iterable<FoldedTile>> subsets,
            Broadcast<ArrayList<Ordering>> orderings,
            RowSource rows) {
        List<SolvedCell> uncertain =
                solved.filter(cell -> cell.condition() > REFINE_ABOVE).collect();
        if (uncertain.isEmpty()) {
            return solved;
        }
        return clock.time("refinement", () -> {
            JavaRDD<SolvedCell> all = solved.filter(cell -> cell.condition() <= REFINE_ABOVE);
            for (List<ModelBatch> batches : ModelBatch.grouped(uncertain, settings.chunkBytes())) {
                HashMap<SystemKey, Correction> corrections = corrections(batches, rows);
                all = all.union(systems(subsets, orderings, spark.broadcast(corrections)));
            }
            return persist(all);
        });
    }

    /** Gradients of the given models, summed over chunks in their order, put together by system. */
    private HashMap<SystemKey, Correction> corrections(List<ModelBatch> batches, RowSource rows) {
        HashMap<SystemKey, Correction> corrections = new HashMap<>();
        List<double[]> sums = foldInChunkOrder(batches, rows, ExplicitResiduals::gradients);
        for (int b = 0; b < batches.size(); b++) {
            SolvedCell[] cells = batches.get(b).cells();
            int columns = batches.get(b).columns();
            for (int m = 0; m < cells.length; m++) {
                Correction correction = corrections.computeIfAbsent(
                        SystemKey.of(cells[m].cell()),
                        key -> Correction.empty(columns, design.levels().size()));
                correction.set(cells[m].cell().level(), cells[m].coefficients(), sums.get(b), m * columns);
            }
        }
        return corrections;
    }

    /** Explicit residuals for the cells whose error sums cancel. */
    private JavaRDD<SolvedCell> withExplicitErrors(JavaRDD<SolvedCell> solved, RowSource rows) {
        List<SolvedCell> cancelling = solved.filter(SolvedCell::cancels).collect();
        if (cancelling.isEmpty()) {
            return solved;
        }
        return clock.time("explicit errors", () -> {
            HashMap<DesignCell, double[]> explicit = new HashMap<>();
            for (List<ModelBatch> batches : ModelBatch.grouped(cancelling, settings.chunkBytes())) {
                List<double[]> sums = foldInChunkOrder(batches, rows, ExplicitResiduals::errorSums);
                for (int b = 0; b < batches.size(); b++) {
                    SolvedCell[] cells = batches.get(b).cells();
                    for (int m = 0; m < cells.length; m++) {
                        int from = m * ErrorSums.LENGTH;
                        explicit.put(cells[m].cell(), Arrays.copyOfRange(sums.get(b), from, from + ErrorSums.LENGTH));
                    }
                }
            }
            Broadcast<HashMap<DesignCell, double[]>> shared = spark.broadcast(explicit);
            return persist(solved.map(cell -> {
                double[] sums = shared.value().get(cell.cell());
                return sums == null ? cell : cell.withExplicitErrors(sums);
            }));
        });
    }

    /** What to compute of a block of rows and a batch of models; serialisable for Spark. */
    private interface BlockSums extends Serializable {
        double[] of(ExplicitResiduals residuals, RowBlock block, ModelBatch batch);
    }

    /** Sums over all rows, for each batch: a pass over the rows whose partial sums are added in the order of chunks. */
    private List<double[]> foldInChunkOrder(List<ModelBatch> batches, RowSource rows, BlockSums sums) {
        Broadcast<ArrayList<ModelBatch>> models = spark.broadcast(new ArrayList<>(batches));
        FactorialDesign factorial = design;
        boolean[] testFlags = test;
        Broadcast<ArrayList<Bucketing>> buckets = subsets;
        List<Tuple2<Integer, double[]>> folded = rows.blocks(i -> 0)
                .flatMapToPair(block -> new FlatIterator<>(
                        IntStream.range(0, models.value().size()).iterator(),
                        b -> List.of(new Tuple2<>(
                                        new SumKey(b, block.chunk()),
                                        sums.of(
                                                new ExplicitResiduals(factorial, testFlags, buckets.value()),
                                                block,
                                                models.value().get(b))))
                                .iterator()))
                .repartitionAndSortWithinPartitions(new SumKey.Batches(batches.size()))
                .mapPartitions(parts -> {
                    int batch = -1;
                    double[] sum = null;
                    while (parts.hasNext()) {
                        Tuple2<SumKey, double[]> part = parts.next();
                        batch = part._1().batch();
                        sum = add(sum, part._2());
                    }
                    return List.of(new Tuple2<>(batch, sum)).iterator();
                })
                .collect();
        models.unpersist();
        double[][] totals = new double[batches.size()][];
        folded.forEach(entry -> totals[entry._1()] = entry._2());
        return Arrays.asList(totals);
    }

    private static double[] add(double[] sum, double[] part) {
        if (sum == null) {
            return part;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += part[i];
        }
        return sum;
    }
}
