package org.potsweep.jobs.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.potsweep.solver.NormalEquations;

/**
 * The products of all training and of all test rows, sent to every executor and put together there once. Closing gives
 * back what was put together in this process; who asks again has it put together again.
 */
final class SplitProducts implements AutoCloseable {
    private final int width;
    private final GramLayout layout;
    private final FoldedTile[] trainTiles;
    private FoldedTile[] testTiles;
    private transient Map<String, NormalEquations> assembled;

    /** The training set's; {@link #setTest} adds those of the test set. */
    SplitProducts(int width, GramLayout layout, FoldedTile[] trainTiles) {
        this.width = width;
        this.layout = layout;
        this.trainTiles = trainTiles;
    }

    void setTest(FoldedTile[] tiles) {
        testTiles = tiles;
    }

    /** @param columns the columns of the models, ascending; null for leading ones */
    NormalEquations train(int[] columns) {
        return assembled("train", trainTiles, columns);
    }

    /** @param columns the columns of the models, ascending; null for leading ones */
    NormalEquations test(int[] columns) {
        return assembled("test", testTiles, columns);
    }

    private synchronized NormalEquations assembled(String name, FoldedTile[] tiles, int[] columns) {
        if (assembled == null) {
            assembled = new HashMap<>();
        }
        NormalEquations whole = assembled.computeIfAbsent(
                name,
                key -> GramPass.assemble(width, layout, Arrays.asList(tiles).iterator()));
        return columns == null ? whole : assembled.computeIfAbsent(name + " linear", key -> whole.select(columns));
    }

    @Override
    public synchronized void close() {
        if (assembled != null) {
            assembled.values().forEach(NormalEquations::close);
            assembled = null;
        }
    }
}
