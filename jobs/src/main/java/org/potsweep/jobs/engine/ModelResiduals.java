package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.solver.NativeMatrix;

/** Residuals of a batch of models over one block of rows. */
final class ModelResiduals {
    private final FactorialDesign design;
    private final ResidualPass.Shared known;
    private final ResidualSlots slots;

    /** @param groups number of groups */
    ModelResiduals(FactorialDesign design, ResidualPass.Shared known, int groups) {
        this.design = design;
        this.known = known;
        this.slots = new ResidualSlots(design.kinds(), groups);
    }

    /** What a model predicts for each row of the block. */
    private interface PerModel {
        void accept(int model, DesignCell cell, double[] prediction);
    }

    private static void predict(RowPanel panel, ModelBatch batch, PerModel each) {
        try (NativeMatrix predictions = batch.predict(panel.rows(), panel.first())) {
            double[] prediction = new double[panel.block().rows()];
            for (int m = 0; m < batch.models().length; m++) {
                predictions.read(0, m, prediction, 0, prediction.length);
                each.accept(m, batch.models()[m].cell(), prediction);
            }
        }
    }

    /** Sums over the block's rows, those that have any. */
    ResidualPart[] parts(RowPanel panel, ModelBatch batch) {
        List<ResidualPart> parts = new ArrayList<>();
        predict(panel, batch, (model, cell, prediction) -> addParts(panel, model, cell, prediction, parts));
        return parts.toArray(ResidualPart[]::new);
    }

    private void addParts(RowPanel panel, int model, DesignCell cell, double[] prediction, List<ResidualPart> parts) {
        RowBlock block = panel.block();
        for (RowSet set : RowSet.values()) {
            membersByGroup(block, cell, set).forEach((group, members) -> {
                for (RowKind kind : RowKind.first(design.kinds())) {
                    for (Against against : Against.values()) {
                        double[] labels = gather(block, members, kind, panel.labels(level(cell, against)));
                        double[] residuals = gather(block, members, kind, prediction);
                        double centre = kind == RowKind.ENERGY ? known.centres()[level(cell, against)] : 0;
                        for (int i = 0; i < residuals.length; i++) {
                            residuals[i] -= labels[i];
                            labels[i] -= centre;
                        }
                        parts.add(ResidualPart.of(slots.of(model, set, kind, against, group), residuals, labels));
                    }
                }
            });
        }
    }

    /** The block's configurations of a part of the data (TRAIN: without the subset), by group. */
    private Map<Integer, List<Integer>> membersByGroup(RowBlock block, DesignCell cell, RowSet part) {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int c = 0; c < block.configurations(); c++) {
            int config = block.configIndices()[c];
            List<RowSet> sets = Arrays.asList(known.memberships().sets(cell, config));
            boolean subset = sets.contains(RowSet.SUBSET);
            if (sets.contains(part) && (part == RowSet.SUBSET || !subset)) {
                members.computeIfAbsent(known.groupOf()[config], group -> new ArrayList<>())
                        .add(c);
            }
        }
        return members;
    }

    private int level(DesignCell cell, Against against) {
        return against == Against.OWN_LEVEL ? cell.level() : design.referenceLevel();
    }

    private static double[] gather(RowBlock block, List<Integer> members, RowKind kind, double[] ofRows) {
        double[] gathered = new double[count(block, members, kind)];
        int at = 0;
        for (int c : members) {
            System.arraycopy(ofRows, block.first(c, kind), gathered, at, block.rows(c, kind));
            at += block.rows(c, kind);
        }
        return gathered;
    }

    private static int count(RowBlock block, List<Integer> members, RowKind kind) {
        return members.stream().mapToInt(c -> block.rows(c, kind)).sum();
    }

    /** Predictions beside labels, for the structures of the block that models are tested on. */
    List<ParityPoint> parity(RowPanel panel, ModelBatch batch) {
        RowBlock block = panel.block();
        List<ParityPoint> points = new ArrayList<>();
        predict(panel, batch, (model, cell, prediction) -> {
            for (int c = 0; c < block.configurations(); c++) {
                int config = block.configIndices()[c];
                if (known.memberships().tests(cell, config)) {
                    points.add(point(panel, c, cell, prediction));
                }
            }
        });
        return points;
    }

    private ParityPoint point(RowPanel panel, int c, DesignCell cell, double[] prediction) {
        RowBlock block = panel.block();
        RowKind[] kinds = RowKind.first(design.kinds());
        List<Integer> one = List.of(c);
        double[][] predicted = new double[kinds.length][];
        double[][][] labels = new double[Against.values().length][kinds.length][];
        for (RowKind kind : kinds) {
            predicted[kind.ordinal()] = gather(block, one, kind, prediction);
            for (Against against : Against.values()) {
                labels[against.ordinal()][kind.ordinal()] =
                        gather(block, one, kind, panel.labels(level(cell, against)));
            }
        }
        return new ParityPoint(cell, block.configIndices()[c], predicted, labels);
    }
}
