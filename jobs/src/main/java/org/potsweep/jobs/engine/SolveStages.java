package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.EngineSettings;
import scala.Tuple2;

/**
 * From products to models with errors: solves every system, refines the ill-conditioned ones, and takes explicit
 * residuals where the products cannot tell an error.
 */
final class SolveStages {
    /**
     * At sensitivities above this ({@link org.potsweep.solver.Factor#sensitivity}), rounding may show in errors: where it
     * does, explicit residuals refine the solution (Bjorck 1987).
     */
    static final double REFINE_ABOVE = 1e6;

    private final JavaSparkContext spark;
    private final FactorialDesign design;
    private final int descriptor;
    private final ModelColumns columns;
    private final EngineSettings settings;
    private final ProcessMemory memory;
    private final StageClock clock;
    private final GramLayout layout;
    private final Broadcast<SplitProducts> splitProducts;
    private final Broadcast<ArrayList<Ordering>> orderings;
    private final Broadcast<Residuals> residuals;
    private final Map<Integer, Bucketing> bucketings;
    private final boolean weighted;

    /**
     * What residuals need to know of every row.
     *
     * @param weights factors on the rows of training configurations, by configuration and kind; null: all 1
     */
    record Residuals(Memberships memberships, double[][] weights) {}

    /** @param bucketings those that the subsets come from */
    SolveStages(
            JavaSparkContext spark,
            FactorialDesign design,
            int descriptor,
            List<Ordering> orderings,
            List<Bucketing> bucketings,
            Split split,
            SplitProducts splitProducts,
            GramLayout layout,
            double[][] weights,
            EngineSettings settings,
            ProcessMemory memory,
            StageClock clock) {
        this.spark = spark;
        this.design = design;
        this.descriptor = descriptor;
        this.columns = design.columns(descriptor);
        this.settings = settings;
        this.memory = memory;
        this.clock = clock;
        this.layout = layout;
        this.splitProducts = spark.broadcast(splitProducts);
        this.orderings = spark.broadcast(new ArrayList<>(orderings));
        this.residuals = spark.broadcast(new Residuals(Memberships.of(orderings, split), weights));
        this.bucketings = bucketings.stream().collect(Collectors.toMap(Bucketing::index, b -> b));
        this.weighted = weights != null;
    }

    /** All cells of the subsets. */
    SolvedCells solve(JavaPairRDD<BucketKey, FoldedTile> subsets, RowSource rows) {
        JavaRDD<Tuple2<BucketKey, FoldedTile>> products = subsets.rdd().toJavaRDD();
        OpenCells open = clock.time("solves", () -> persisted(systems(products, spark.broadcast(new HashMap<>()))));
        if (open.uncertainSystems().isEmpty()) {
            return new SolvedCells(withExplicitErrors(open.solved(), open.lacking(), rows), List.of(open.solved()));
        }
        OpenCells refined = clock.time("refinement", () -> refined(open, products, rows));
        HashSet<SystemKey> replaced = new HashSet<>(open.uncertainSystems());
        JavaRDD<SolvedCell> all = open.solved()
                .filter(cell -> !replaced.contains(SystemKey.of(cell.cell())))
                .union(refined.solved());
        List<SolvedCell> lacking = new ArrayList<>(open.lacking());
        lacking.addAll(refined.lacking());
        return new SolvedCells(withExplicitErrors(all, lacking, rows), List.of(open.solved(), refined.solved()));
    }

    private static OpenCells persisted(JavaRDD<SolvedCell> cells) {
        return OpenCells.of(cells.persist(StorageLevel.MEMORY_AND_DISK()));
    }

    /** Solves the systems of every subset; with corrections, corrects those that have one and skips the others. */
    private JavaRDD<SolvedCell> systems(
            JavaRDD<Tuple2<BucketKey, FoldedTile>> subsets, Broadcast<HashMap<SystemKey, Correction>> corrections) {
        FactorialDesign factorial = design;
        ModelColumns models = columns;
        GramLayout shape = layout;
        int variant = descriptor;
        boolean single = weighted;
        Broadcast<SplitProducts> products = splitProducts;
        Broadcast<ArrayList<Ordering>> shared = orderings;
        HashMap<Integer, Bucketing> origins = new HashMap<>();
        bucketings.forEach((index, b) -> origins.put(index, b.withoutMembers()));
        long limit =
                memory.beside(SolveMemory.process(design, descriptor) + RowSources.roomBytes(design, settings, memory));
        return subsets.mapPartitions(tiles -> {
            if (!tiles.hasNext()) {
                return Collections.emptyIterator();
            }
            CellSolver solver = new CellSolver(factorial, variant, models, single, corrections.value());
            return new SubsetTask(factorial, variant, shape, shared.value(), origins, products.value(), solver)
                    .solve(tiles, limit)
                    .iterator();
        });
    }

    /**
     * One step of refinement for the systems with a cell that is uncertain, batch by batch: their cells anew, none of them
     * uncertain.
     */
    private OpenCells refined(OpenCells open, JavaRDD<Tuple2<BucketKey, FoldedTile>> subsets, RowSource rows) {
        JavaRDD<SolvedCell> refined = spark.emptyRDD();
        for (List<ModelBatch> batches : grouped(open.uncertainModels())) {
            HashMap<SystemKey, Correction> corrections = corrections(batches, rows);
            JavaRDD<Tuple2<BucketKey, FoldedTile>> concerned =
                    Partitions.of(subsets.rdd(), open.partitions(corrections.keySet()));
            refined = refined.union(systems(concerned, spark.broadcast(corrections)));
        }
        return persisted(refined);
    }

    private List<List<ModelBatch>> grouped(List<FittedModel> models) {
        return ModelBatch.grouped(
                models, shape -> columns.selection(design.shapes().get(shape).quadratic()));
    }

    /** Gradients of the given models, summed over blocks in a fixed order, put together by system. */
    private HashMap<SystemKey, Correction> corrections(List<ModelBatch> batches, RowSource rows) {
        HashMap<SystemKey, Correction> corrections = new HashMap<>();
        Memberships memberships = residuals.value().memberships();
        int[] wanted = memberships.configurations(i -> batches.stream()
                .flatMap(batch -> Arrays.stream(batch.models()))
                .anyMatch(model -> memberships.inSubset(model.cell(), i)));
        List<double[]> sums = foldInOrder(batches, rows, wanted, ExplicitResiduals::gradients);
        for (int b = 0; b < batches.size(); b++) {
            FittedModel[] models = batches.get(b).models();
            int count = batches.get(b).count();
            for (int m = 0; m < models.length; m++) {
                Correction correction = corrections.computeIfAbsent(
                        SystemKey.of(models[m].cell()),
                        key -> Correction.empty(count, design.levels().size()));
                correction.set(models[m].cell().level(), models[m].coefficients(), sums.get(b), m * count);
            }
        }
        return corrections;
    }

    /** Explicit residuals, over the sets of rows for which cells lack sums. */
    private JavaRDD<SolvedCell> withExplicitErrors(
            JavaRDD<SolvedCell> solved, List<SolvedCell> lacking, RowSource rows) {
        if (lacking.isEmpty()) {
            return solved;
        }
        return clock.time("explicit errors", () -> {
            Memberships memberships = residuals.value().memberships();
            int[] wanted = memberships.configurations(i -> lacking.stream()
                    .anyMatch(cell ->
                            Arrays.stream(memberships.sets(cell.cell(), i)).anyMatch(cell::lacks)));
            HashMap<DesignCell, double[]> explicit = new HashMap<>();
            List<FittedModel> models = lacking.stream().map(SolvedCell::model).toList();
            for (List<ModelBatch> batches : grouped(models)) {
                List<double[]> sums = foldInOrder(batches, rows, wanted, ExplicitResiduals::errorSums);
                for (int b = 0; b < batches.size(); b++) {
                    FittedModel[] batch = batches.get(b).models();
                    for (int m = 0; m < batch.length; m++) {
                        int from = m * ErrorSums.LENGTH;
                        explicit.put(batch[m].cell(), Arrays.copyOfRange(sums.get(b), from, from + ErrorSums.LENGTH));
                    }
                }
            }
            Broadcast<HashMap<DesignCell, double[]>> shared = spark.broadcast(explicit);
            return solved.map(cell -> {
                double[] sums = shared.value().get(cell.cell());
                return sums == null ? cell : cell.withExplicitErrors(sums);
            });
        });
    }

    /** What to compute of a block of rows and a batch of models; serialisable for Spark. */
    private interface BlockSums extends Serializable {
        double[] of(ExplicitResiduals residuals, RowPanel panel, ModelBatch batch);
    }

    /**
     * Sums over the rows of some configurations, for each batch: a pass over these rows whose partial sums are added in a
     * fixed order.
     */
    private List<double[]> foldInOrder(List<ModelBatch> batches, RowSource rows, int[] wanted, BlockSums sums) {
        Broadcast<ArrayList<ModelBatch>> models = spark.broadcast(new ArrayList<>(batches));
        FactorialDesign factorial = design;
        int levels = design.levels().size();
        Broadcast<Residuals> known = residuals;
        List<Tuple2<Integer, double[]>> folded = rows.rows(wanted)
                .blocks()
                .mapPartitionsToPair(blocks -> {
                    ExplicitResiduals explicit = TaskEnd.closing(new ExplicitResiduals(
                            factorial,
                            known.value().memberships(),
                            known.value().weights()));
                    return new FlatIterator<>(
                            new ChunksOfBlocks(blocks),
                            chunk -> partialSums(chunk, levels, explicit, models.value(), sums));
                })
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

    /** The sums of a chunk, block after block, for each batch. */
    private static Iterator<Tuple2<SumKey, double[]>> partialSums(
            Iterator<RowBlock> chunk,
            int levels,
            ExplicitResiduals explicit,
            List<ModelBatch> batches,
            BlockSums sums) {
        double[][] totals = new double[batches.size()][];
        int index = 0;
        while (chunk.hasNext()) {
            RowBlock block = chunk.next();
            index = block.chunk();
            try (RowPanel panel = new RowPanel(block, levels)) {
                for (int b = 0; b < totals.length; b++) {
                    totals[b] = add(totals[b], sums.of(explicit, panel, batches.get(b)));
                }
            }
        }
        List<Tuple2<SumKey, double[]>> parts = new ArrayList<>();
        for (int b = 0; b < totals.length; b++) {
            parts.add(new Tuple2<>(new SumKey(b, index), totals[b]));
        }
        return parts.iterator();
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
