package org.potsweep.jobs.engine;

import java.util.Arrays;
import org.potsweep.solver.NormalEquations;

/** The products of all training and of all test rows, sent to every executor and put together there once. */
final class SplitProducts {
    private final int width;
    private final int levels;
    private final int tileColumns;
    private final FoldedTile[] trainTiles;
    private final FoldedTile[] testTiles;
    private transient NormalEquations train;
    private transient NormalEquations test;

    SplitProducts(int width, int levels, int tileColumns, FoldedTile[] trainTiles, FoldedTile[] testTiles) {
        this.width = width;
        this.levels = levels;
        this.tileColumns = tileColumns;
        this.trainTiles = trainTiles;
        this.testTiles = testTiles;
    }

    synchronized NormalEquations train() {
        if (train == null) {
            train = GramPass.assemble(width, levels, tileColumns, Arrays.asList(trainTiles));
        }
        return train;
    }

    synchronized NormalEquations test() {
        if (test == null) {
            test = GramPass.assemble(width, levels, tileColumns, Arrays.asList(testTiles));
        }
        return test;
    }
}
