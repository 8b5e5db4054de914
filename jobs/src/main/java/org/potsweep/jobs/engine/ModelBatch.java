package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;

/**
 * Models of one twojmax whose predictions are wanted: their coefficient vectors side by side make one matrix product a
 * block of rows.
 *
 * @param cells solved cells, all with the same number of coefficients
 */
record ModelBatch(SolvedCell[] cells) {

    /**
     * Groups cells for passes over the rows: each group takes at most {@code bytes} of coefficients (but at least one
     * system) and holds a batch for each twojmax. The levels of a system stay together.
     */
    static List<List<ModelBatch>> grouped(List<SolvedCell> cells, long bytes) {
        TreeMap<SystemKey, List<SolvedCell>> systems = new TreeMap<>();
        for (SolvedCell cell : cells) {
            systems.computeIfAbsent(SystemKey.of(cell.cell()), key -> new ArrayList<>())
                    .add(cell);
        }
        List<List<ModelBatch>> groups = new ArrayList<>();
        List<SolvedCell> group = new ArrayList<>();
        long held = 0;
        for (List<SolvedCell> system : systems.values()) {
            long size = (long) system.size() * system.get(0).coefficients().length * Double.BYTES;
            if (!group.isEmpty() && held + size > bytes) {
                groups.add(byTwojmax(group));
                group.clear();
                held = 0;
            }
            system.sort(Comparator.comparingInt(cell -> cell.cell().level()));
            group.addAll(system);
            held += size;
        }
        groups.add(byTwojmax(group));
        return groups;
    }

    private static List<ModelBatch> byTwojmax(List<SolvedCell> cells) {
        TreeMap<Integer, List<SolvedCell>> byTwojmax = new TreeMap<>();
        for (SolvedCell cell : cells) {
            byTwojmax
                    .computeIfAbsent(cell.cell().twojmax(), j -> new ArrayList<>())
                    .add(cell);
        }
        return byTwojmax.values().stream()
                .map(batch -> new ModelBatch(batch.toArray(new SolvedCell[0])))
                .toList();
    }

    int columns() {
        return cells[0].coefficients().length;
    }

    /**
     * Predictions of every model for rows of a block: rows x models.
     *
     * @param panel the block's augmented rows as columns, stride x rows
     * @param first augmented columns before the descriptors
     */
    NativeMatrix predict(NativeMatrix panel, int first) {
        int order = first + columns();
        NativeMatrix predictions = new NativeMatrix(panel.columns(), cells.length);
        try (NativeMatrix b = new NativeMatrix(order, cells.length)) {
            for (int c = 0; c < cells.length; c++) {
                b.write(first, c, cells[c].coefficients(), 0, columns());
            }
            Blas.multiplyTransposed(panel.columns(), cells.length, order, panel, b, predictions);
        }
        return predictions;
    }
}
