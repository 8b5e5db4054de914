package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import scala.Tuple2;

/**
 * A pass over the rows for the residuals of some models, one by one: for each descriptor variant the rows up to the
 * largest of its models, all coefficient vectors side by side.
 *
 * <p>A chunk of rows gives, for every model, sums over the rows of each part of the data, kind, label and group. They
 * are added in the order of blocks and chunks, which depends on neither cores nor partitions. Percentiles would need all
 * residuals of a model together; of thousands of models over millions of rows that is more than a cluster holds, so
 * they come from logarithmic histograms, which stay small and may be added in any order. Of a few models the chunk gives
 * the predictions themselves. Both travel in one shuffle, whose files Spark keeps: either may be asked for first.
 */
public final class ResidualPass implements AutoCloseable {
    /** Coefficients of models that go over the rows together, at most: a task holds them all. */
    public static final long COEFFICIENT_BYTES = 64L << 20;

    /** Models of a batch: what their predictions take beside a block of rows. */
    private static final int MODELS = 256;

    /** Models of a pass: the histograms of a chunk take some tens of KiB a model. */
    private static final int MODELS_A_PASS = 4096;

    private final JavaSparkContext spark;
    private final FactorialDesign design;
    private final RowSources sources;
    private final String[] groups;
    private final Broadcast<Shared> shared;
    private final List<Passed> passes;

    /**
     * What tasks need to know of every row.
     *
     * @param groupOf index of each configuration's group
     * @param centres a constant near the energies an atom of each level, eV/atom: sums of labels are relative to it
     * @param summed the models whose errors are wanted
     * @param shown the models whose predictions are wanted
     */
    record Shared(
            Memberships memberships,
            int[] groupOf,
            double[] centres,
            HashSet<DesignCell> summed,
            HashSet<DesignCell> shown) {}

    /** What a chunk says of a batch of models: sums, or predictions. */
    record ChunkResiduals(ResidualPart[] sums, ParityPoint[] points) {}

    /** Models that went through a pass together; what it gave of batch b stands in the partitions b and b + batches. */
    private record Passed(Broadcast<ArrayList<ModelBatch>> models, JavaPairRDD<SumKey, ChunkResiduals> chunks) {
        /** As many partitions as there are batches, from {@code first} on; the others are not even sorted. */
        JavaRDD<Tuple2<SumKey, ChunkResiduals>> partitions(int first) {
            return Partitions.of(
                    chunks.rdd(),
                    IntStream.range(first, first + models.value().size())
                            .boxed()
                            .collect(Collectors.toSet()));
        }
    }

    /**
     * @param dataset with the labels that were fitted
     * @param models each once
     * @param summed of which of them errors are wanted
     * @param shown of which of them predictions are wanted
     */
    public ResidualPass(
            JavaSparkContext spark,
            SweepOutcome outcome,
            LabelledDataset dataset,
            List<FittedModel> models,
            Set<DesignCell> summed,
            Set<DesignCell> shown) {
        this.spark = spark;
        this.design = outcome.design();
        this.sources = outcome.rows();
        this.groups = dataset.configurations().stream()
                .map(LabelledConfiguration::group)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        int[] groupOf = dataset.configurations().stream()
                .mapToInt(labelled -> Arrays.binarySearch(groups, labelled.group()))
                .toArray();
        this.shared = spark.broadcast(new Shared(
                Memberships.of(outcome.orderings(), outcome.split()),
                groupOf,
                centres(dataset),
                new HashSet<>(summed),
                new HashSet<>(shown)));
        this.passes = passes(models);
    }

    /**
     * What a task takes of the Java heap for the residuals that wait to be counted, and for their histograms, about.
     *
     * @param models whose errors are wanted
     * @param rows all there are
     */
    public static long heapBytes(double models, double rows) {
        double residuals = Math.min(models, MODELS_A_PASS) * rows * Against.values().length;
        return (long) (2 * Integer.BYTES * Math.min(ModelResiduals.MOST_WAITING, residuals));
    }

    private static double[] centres(LabelledDataset dataset) {
        return IntStream.range(0, dataset.levels().size())
                .mapToDouble(level -> dataset.configurations().stream()
                        .mapToDouble(labelled -> labelled.energyEv(level)
                                / labelled.configuration().natoms())
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** Errors of the summed models over each set, kind, label and group that has rows; computed when asked for. */
    public JavaRDD<CellResiduals> residuals() {
        JavaRDD<CellResiduals> all = spark.emptyRDD();
        int kinds = design.kinds();
        int reference = design.referenceLevel();
        String[] names = groups;
        for (Passed pass : passes) {
            Broadcast<ArrayList<ModelBatch>> models = pass.models();
            all = all.union(pass.partitions(0)
                    .mapPartitionsWithIndex(
                            (batch, parts) -> fold(batch, parts, models.value(), kinds, reference, names), false));
        }
        return all;
    }

    /** Predictions of the shown models for the structures that they are tested on; computed when asked for. */
    public JavaRDD<ParityPoint> parity() {
        JavaRDD<ParityPoint> all = spark.emptyRDD();
        for (Passed pass : passes) {
            all = all.union(pass.partitions(pass.models().value().size())
                    .mapPartitions(parts -> new FlatIterator<>(
                            parts, part -> List.of(part._2().points()).iterator())));
        }
        return all;
    }

    private List<Passed> passes(List<FittedModel> models) {
        TreeMap<Integer, List<FittedModel>> byDescriptor = new TreeMap<>();
        models.forEach(model -> byDescriptor
                .computeIfAbsent(model.cell().descriptor(), descriptor -> new ArrayList<>())
                .add(model));
        List<Passed> passed = new ArrayList<>();
        byDescriptor.forEach((descriptor, own) -> {
            ModelColumns columns = design.columns(descriptor);
            int twojmax = own.stream()
                    .mapToInt(model -> design.shapes().get(model.cell().shape()).twojmax())
                    .max()
                    .orElseThrow();
            RowSource rows = sources.of(columns.snap().withTwojmax(twojmax));
            for (int from = 0; from < own.size(); from += MODELS_A_PASS) {
                List<FittedModel> together = own.subList(from, Math.min(own.size(), from + MODELS_A_PASS));
                for (List<ModelBatch> group : ModelBatch.grouped(
                        together,
                        shape -> columns.selection(design.shapes().get(shape).quadratic()))) {
                    ArrayList<ModelBatch> batches = new ArrayList<>();
                    group.forEach(batch -> batches.addAll(batch.split(MODELS)));
                    passed.add(pass(rows, batches));
                }
            }
        });
        return passed;
    }

    private Passed pass(RowSource rows, ArrayList<ModelBatch> batches) {
        Broadcast<ArrayList<ModelBatch>> models = spark.broadcast(batches);
        Broadcast<Shared> known = shared;
        FactorialDesign factorial = design;
        int groupCount = groups.length;
        Shared all = known.value();
        int[] wanted = all.memberships()
                .configurations(i -> batches.stream()
                        .flatMap(batch -> Arrays.stream(batch.models()))
                        .map(FittedModel::cell)
                        .anyMatch(cell ->
                                all.summed().contains(cell) || all.memberships().tests(cell, i)));
        JavaPairRDD<SumKey, ChunkResiduals> chunks = rows.rows(wanted).blocks().mapPartitionsToPair(blocks -> {
            ModelResiduals residuals = TaskEnd.closing(new ModelResiduals(factorial, known.value(), groupCount));
            return new FlatIterator<>(new ChunksOfBlocks(blocks), chunk -> residuals.ofChunk(chunk, models.value()));
        });
        return new Passed(models, chunks.repartitionAndSortWithinPartitions(new SumKey.Batches(2 * batches.size())));
    }

    /** Adds the sums of one batch up, and takes errors of them. */
    private static Iterator<CellResiduals> fold(
            int batch,
            Iterator<Tuple2<SumKey, ChunkResiduals>> parts,
            List<ModelBatch> batches,
            int kinds,
            int referenceLevel,
            String[] groups) {
        HashMap<Integer, ResidualSums> added = new HashMap<>();
        while (parts.hasNext()) {
            for (ResidualPart part : parts.next()._2().sums()) {
                added.computeIfAbsent(part.slot(), ResidualSums::new).add(part);
            }
        }
        HashMap<Integer, ResidualPart> sums = new HashMap<>();
        added.forEach((slot, all) -> sums.put(slot, all.part()));
        ModelBatch models = batches.get(batch);
        return new FlatIterator<>(
                IntStream.range(0, models.models().length).iterator(),
                m -> new SummedResiduals(sums, kinds, referenceLevel, groups)
                        .of(m, models.models()[m].cell())
                        .iterator());
    }

    @Override
    public void close() {
        shared.unpersist();
    }
}
