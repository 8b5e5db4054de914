package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.engine.ResidualPass.ChunkResiduals;
import org.potsweep.solver.NativeMatrix;
import scala.Tuple2;

/** Residuals of batches of models over a chunk of rows. */
final class ModelResiduals implements AutoCloseable {
    /** Residuals that wait, four bytes each, to be counted in histograms: the more together, the cheaper. */
    static final int MOST_WAITING = 16 << 20;

    private final FactorialDesign design;
    private final ResidualPass.Shared known;
    private final ResidualSlots slots;
    private final Predictor predictor = new Predictor();

    /** Residuals of the chunk at hand that are not counted in histograms yet. */
    private long waiting;

    /** @param groups number of groups */
    ModelResiduals(FactorialDesign design, ResidualPass.Shared known, int groups) {
        this.design = design;
        this.known = known;
        this.slots = new ResidualSlots(design.kinds(), groups);
    }

    /**
     * What a chunk says, block after block, of each batch: sums with the batch's number, predictions with that number
     * behind all batches'.
     */
    Iterator<Tuple2<SumKey, ChunkResiduals>> ofChunk(Iterator<RowBlock> chunk, List<ModelBatch> batches) {
        List<Map<Integer, ResidualSums>> sums = new ArrayList<>();
        List<List<ParityPoint>> points = new ArrayList<>();
        batches.forEach(batch -> {
            sums.add(new HashMap<>());
            points.add(new ArrayList<>());
        });
        int index = 0;
        while (chunk.hasNext()) {
            RowBlock block = chunk.next();
            index = block.chunk();
            try (RowPanel panel = new RowPanel(block, design.levels().size())) {
                for (int b = 0; b < batches.size(); b++) {
                    add(panel, batches.get(b), sums.get(b), points.get(b));
                }
            }
            if (waiting > MOST_WAITING) {
                sums.forEach(ofBatch -> ofBatch.values().forEach(ResidualSums::settle));
                waiting = 0;
            }
        }
        waiting = 0;
        List<Tuple2<SumKey, ChunkResiduals>> parts = new ArrayList<>();
        for (int b = 0; b < batches.size(); b++) {
            ResidualPart[] ofBatch =
                    sums.get(b).values().stream().map(ResidualSums::part).toArray(ResidualPart[]::new);
            parts.add(new Tuple2<>(new SumKey(b, index), new ChunkResiduals(ofBatch, new ParityPoint[0])));
            ParityPoint[] shown = points.get(b).toArray(ParityPoint[]::new);
            parts.add(new Tuple2<>(
                    new SumKey(batches.size() + b, index), new ChunkResiduals(new ResidualPart[0], shown)));
        }
        return parts.iterator();
    }

    /**
     * Adds what the block's rows say of every model.
     *
     * @param sums by slot, of the models that are summed
     * @param points of the models that are shown
     */
    private void add(RowPanel panel, ModelBatch batch, Map<Integer, ResidualSums> sums, List<ParityPoint> points) {
        try (NativeMatrix predictions = predictor.predict(panel, batch)) {
            double[] prediction = new double[panel.block().rows()];
            for (int m = 0; m < batch.models().length; m++) {
                predictions.read(0, m, prediction, 0, prediction.length);
                DesignCell cell = batch.models()[m].cell();
                if (known.summed().contains(cell)) {
                    addSums(panel, m, cell, prediction, sums);
                }
                if (known.shown().contains(cell)) {
                    addPoints(panel, cell, prediction, points);
                }
            }
        }
    }

    private void addSums(
            RowPanel panel, int model, DesignCell cell, double[] prediction, Map<Integer, ResidualSums> sums) {
        RowBlock block = panel.block();
        for (int c = 0; c < block.configurations(); c++) {
            int config = block.configIndices()[c];
            RowSet[] sets = known.memberships().sets(cell, config);
            if (sets.length == 0) {
                continue;
            }
            RowSet part = sets[sets.length - 1]; // the subset comes behind the training set
            for (RowKind kind : RowKind.first(design.kinds())) {
                for (Against against : Against.different(cell.level(), design.referenceLevel())) {
                    int slot = slots.of(model, part, kind, against, known.groupOf()[config]);
                    int level = level(cell, against);
                    double centre = kind == RowKind.ENERGY ? known.centres()[level] : 0;
                    sums.computeIfAbsent(slot, ResidualSums::new)
                            .add(prediction, panel.labels(level), block.first(c, kind), block.rows(c, kind), centre);
                    waiting += block.rows(c, kind);
                }
            }
        }
    }

    private int level(DesignCell cell, Against against) {
        return against == Against.OWN_LEVEL ? cell.level() : design.referenceLevel();
    }

    private void addPoints(RowPanel panel, DesignCell cell, double[] prediction, List<ParityPoint> points) {
        RowBlock block = panel.block();
        for (int c = 0; c < block.configurations(); c++) {
            if (known.memberships().tests(cell, block.configIndices()[c])) {
                points.add(point(panel, c, cell, prediction));
            }
        }
    }

    private ParityPoint point(RowPanel panel, int c, DesignCell cell, double[] prediction) {
        RowBlock block = panel.block();
        RowKind[] kinds = RowKind.first(design.kinds());
        double[][] predicted = new double[kinds.length][];
        double[][][] labels = new double[Against.values().length][kinds.length][];
        for (RowKind kind : kinds) {
            int from = block.first(c, kind);
            int to = from + block.rows(c, kind);
            predicted[kind.ordinal()] = Arrays.copyOfRange(prediction, from, to);
            for (Against against : Against.values()) {
                labels[against.ordinal()][kind.ordinal()] =
                        Arrays.copyOfRange(panel.labels(level(cell, against)), from, to);
            }
        }
        return new ParityPoint(cell, block.configIndices()[c], predicted, labels);
    }

    @Override
    public void close() {
        predictor.close();
    }
}
