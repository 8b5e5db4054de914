package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.settings.EngineSettings;
import scala.Tuple2;

/**
 * A pass over the rows for the residuals of some models, one by one: for each descriptor variant the rows up to the
 * largest of its models, all coefficient vectors side by side.
 *
 * <p>A block of rows gives, for every model, sums over the rows of each part of the data, kind, label and group. They are
 * added in the order of blocks and chunks, which depends on neither cores nor partitions. Percentiles would need all residuals
 * of a model together; of thousands of models over millions of rows that is more than a cluster holds, so they come from
 * logarithmic histograms, which stay small and may be added in any order.
 */
public final class ResidualPass implements AutoCloseable {
    /** Models of a batch: what their predictions take beside a block of rows. */
    private static final int MODELS = 256;

    private final JavaSparkContext spark;
    private final FactorialDesign design;
    private final EngineSettings settings;
    private final RowSources sources;
    private final String[] groups;
    private final Broadcast<Shared> shared;

    /**
     * What tasks need to know of every row.
     *
     * @param groupOf index of each configuration's group
     * @param centres a constant near the energies an atom of each level, eV/atom: sums of labels are relative to it
     */
    record Shared(Memberships memberships, int[] groupOf, double[] centres) {}

    /** @param dataset with the labels that were fitted */
    public ResidualPass(
            JavaSparkContext spark, SweepOutcome outcome, LabelledDataset dataset, EngineSettings settings) {
        this.spark = spark;
        this.design = outcome.design();
        this.settings = settings;
        this.sources = outcome.rows();
        this.groups = dataset.configurations().stream()
                .map(LabelledConfiguration::group)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        int[] groupOf = dataset.configurations().stream()
                .mapToInt(labelled -> Arrays.binarySearch(groups, labelled.group()))
                .toArray();
        this.shared = spark.broadcast(
                new Shared(Memberships.of(outcome.orderings(), outcome.split()), groupOf, centres(dataset)));
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

    /** Errors of models over each set, kind, label and group that has rows; computed when they are asked for. */
    public JavaRDD<CellResiduals> residuals(List<FittedModel> models) {
        JavaRDD<CellResiduals> all = spark.emptyRDD();
        for (Batches batches : batches(models)) {
            all = all.union(residuals(batches));
        }
        return all;
    }

    /** Predictions of models for the structures that they are tested on; computed when they are asked for. */
    public JavaRDD<ParityPoint> parity(List<FittedModel> models) {
        JavaRDD<ParityPoint> all = spark.emptyRDD();
        for (Batches batches : batches(models)) {
            all = all.union(parity(batches));
        }
        return all;
    }

    /** Models of one descriptor variant, and the rows that they predict. */
    private record Batches(RowSource rows, ArrayList<ModelBatch> models) {}

    private List<Batches> batches(List<FittedModel> models) {
        TreeMap<Integer, List<FittedModel>> byDescriptor = new TreeMap<>();
        models.forEach(model -> byDescriptor
                .computeIfAbsent(model.cell().descriptor(), descriptor -> new ArrayList<>())
                .add(model));
        List<Batches> batches = new ArrayList<>();
        byDescriptor.forEach((descriptor, own) -> {
            ModelColumns columns = design.columns(descriptor);
            int twojmax = own.stream()
                    .mapToInt(model -> design.shapes().get(model.cell().shape()).twojmax())
                    .max()
                    .orElseThrow();
            RowSource rows = sources.of(columns.snap().withTwojmax(twojmax));
            for (List<ModelBatch> group : ModelBatch.grouped(
                    own,
                    settings.blockBytes(),
                    shape -> columns.selection(design.shapes().get(shape).quadratic()))) {
                ArrayList<ModelBatch> split = new ArrayList<>();
                group.forEach(batch -> split.addAll(batch.split(MODELS)));
                batches.add(new Batches(rows, split));
            }
        });
        return batches;
    }

    private JavaRDD<CellResiduals> residuals(Batches batches) {
        Broadcast<ArrayList<ModelBatch>> models = spark.broadcast(batches.models());
        Broadcast<Shared> known = shared;
        FactorialDesign factorial = design;
        String[] names = groups;
        JavaPairRDD<SumKey, ResidualPart[]> parts = batches.rows()
                .all(i -> 0)
                .blocks()
                .mapPartitionsToPair(blocks -> {
                    ModelResiduals residuals = new ModelResiduals(factorial, known.value(), names.length);
                    return new FlatIterator<>(
                            new ChunksOfBlocks(blocks),
                            chunk -> partialSums(chunk, factorial.levels().size(), residuals, models.value()));
                });
        return parts.repartitionAndSortWithinPartitions(
                        new SumKey.Batches(batches.models().size()))
                .mapPartitions(sorted -> fold(sorted, models.value(), factorial.kinds(), names));
    }

    /** The sums of a chunk, block after block, for each batch. */
    private static Iterator<Tuple2<SumKey, ResidualPart[]>> partialSums(
            Iterator<RowBlock> chunk, int levels, ModelResiduals residuals, List<ModelBatch> batches) {
        List<Map<Integer, ResidualPart>> sums = new ArrayList<>();
        batches.forEach(batch -> sums.add(new HashMap<>()));
        int index = 0;
        while (chunk.hasNext()) {
            RowBlock block = chunk.next();
            index = block.chunk();
            try (RowPanel panel = new RowPanel(block, levels)) {
                for (int b = 0; b < batches.size(); b++) {
                    add(residuals.parts(panel, batches.get(b)), sums.get(b));
                }
            }
        }
        List<Tuple2<SumKey, ResidualPart[]>> parts = new ArrayList<>();
        for (int b = 0; b < sums.size(); b++) {
            parts.add(new Tuple2<>(new SumKey(b, index), sums.get(b).values().toArray(ResidualPart[]::new)));
        }
        return parts.iterator();
    }

    private static void add(ResidualPart[] parts, Map<Integer, ResidualPart> sums) {
        for (ResidualPart part : parts) {
            sums.merge(part.slot(), part, ResidualPart::plus);
        }
    }

    /** Adds the parts of one batch up, and takes errors of their sums. */
    private static Iterator<CellResiduals> fold(
            Iterator<Tuple2<SumKey, ResidualPart[]>> parts, List<ModelBatch> batches, int kinds, String[] groups) {
        HashMap<Integer, ResidualPart> sums = new HashMap<>();
        int batch = -1;
        while (parts.hasNext()) {
            Tuple2<SumKey, ResidualPart[]> next = parts.next();
            batch = next._1().batch();
            add(next._2(), sums);
        }
        if (batch < 0) {
            return List.<CellResiduals>of().iterator();
        }
        ModelBatch models = batches.get(batch);
        return new FlatIterator<>(
                IntStream.range(0, models.models().length).iterator(),
                m -> new SummedResiduals(sums, kinds, groups)
                        .of(m, models.models()[m].cell())
                        .iterator());
    }

    private JavaRDD<ParityPoint> parity(Batches batches) {
        Broadcast<ArrayList<ModelBatch>> models = spark.broadcast(batches.models());
        Broadcast<Shared> known = shared;
        FactorialDesign factorial = design;
        int groupCount = groups.length;
        Memberships memberships = known.value().memberships();
        int[] tested = memberships.configurations(i -> batches.models().stream()
                .flatMap(batch -> Arrays.stream(batch.models()))
                .anyMatch(model -> memberships.tests(model.cell(), i)));
        return batches.rows().some(tested, i -> 0).blocks().flatMap(block -> {
            ModelResiduals residuals = new ModelResiduals(factorial, known.value(), groupCount);
            List<ParityPoint> points = new ArrayList<>();
            try (RowPanel panel = new RowPanel(block, factorial.levels().size())) {
                for (ModelBatch batch : models.value()) {
                    points.addAll(residuals.parity(panel, batch));
                }
            }
            return points.iterator();
        });
    }

    @Override
    public void close() {
        shared.unpersist();
    }
}
