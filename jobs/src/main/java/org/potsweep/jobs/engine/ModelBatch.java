package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.potsweep.solver.NativeMatrix;

/**
 * Models of one size whose predictions are wanted: their coefficient vectors side by side make one matrix product a
 * block of rows.
 *
 * @param models fitted models, all with the same columns
 * @param columns which columns of the descriptor those are, ascending; null for the leading ones
 */
record ModelBatch(FittedModel[] models, int[] columns) {

    /**
     * Groups models for passes over the rows: each group takes at most {@link ResidualPass#COEFFICIENT_BYTES} (but at
     * least one system) and holds a batch for each model size. The levels of a system stay together.
     *
     * @param columnsOf the columns of the models of a size
     */
    static List<List<ModelBatch>> grouped(List<FittedModel> models, IntFunction<int[]> columnsOf) {
        TreeMap<SystemKey, List<FittedModel>> systems = new TreeMap<>();
        for (FittedModel model : models) {
            systems.computeIfAbsent(SystemKey.of(model.cell()), key -> new ArrayList<>())
                    .add(model);
        }
        List<List<ModelBatch>> groups = new ArrayList<>();
        List<FittedModel> group = new ArrayList<>();
        long held = 0;
        for (List<FittedModel> system : systems.values()) {
            long size = (long) system.size() * system.get(0).coefficients().length * Double.BYTES;
            if (!group.isEmpty() && held + size > ResidualPass.COEFFICIENT_BYTES) {
                groups.add(byShape(group, columnsOf));
                group.clear();
                held = 0;
            }
            system.sort(Comparator.comparingInt(model -> model.cell().level()));
            group.addAll(system);
            held += size;
        }
        groups.add(byShape(group, columnsOf));
        return groups;
    }

    private static List<ModelBatch> byShape(List<FittedModel> models, IntFunction<int[]> columnsOf) {
        TreeMap<Integer, List<FittedModel>> byShape = new TreeMap<>();
        for (FittedModel model : models) {
            byShape.computeIfAbsent(model.cell().shape(), shape -> new ArrayList<>())
                    .add(model);
        }
        List<ModelBatch> batches = new ArrayList<>();
        byShape.forEach((shape, batch) ->
                batches.add(new ModelBatch(batch.toArray(new FittedModel[0]), columnsOf.apply(shape))));
        return batches;
    }

    /** The same models in batches of no more than {@code most}. */
    List<ModelBatch> split(int most) {
        List<ModelBatch> parts = new ArrayList<>();
        for (int from = 0; from < models.length; from += most) {
            int to = Math.min(models.length, from + most);
            parts.add(new ModelBatch(Arrays.copyOfRange(models, from, to), columns));
        }
        return parts;
    }

    /** The number of coefficients of each model. */
    int count() {
        return models[0].coefficients().length;
    }

    /** The number of leading entries of an augmented row that the models look at. */
    int order(int first) {
        return first + (columns == null ? count() : columns[count() - 1] + 1);
    }

    /**
     * All coefficients, each model's as a column as long as the augmented rows that they are multiplied with: order x
     * models.
     *
     * @param first augmented columns before the descriptors
     */
    NativeMatrix coefficients(int first) {
        NativeMatrix side = NativeMatrix.unset(order(first), models.length);
        double[] column = new double[side.rows()];
        for (int m = 0; m < models.length; m++) {
            spread(models[m].coefficients(), column, first);
            side.write(0, m, column, 0, column.length);
        }
        return side;
    }

    private void spread(double[] coefficients, double[] augmented, int first) {
        for (int i = 0; i < coefficients.length; i++) {
            augmented[first + (columns == null ? i : columns[i])] = coefficients[i];
        }
    }

    /** The entries of an augmented vector that belong to the models' columns. */
    void take(double[] augmented, int first, double[] target, int offset) {
        for (int i = 0; i < count(); i++) {
            target[offset + i] = augmented[first + (columns == null ? i : columns[i])];
        }
    }
}
