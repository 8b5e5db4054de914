package org.potsweep.jobs.engine;

import java.io.Serializable;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.solver.TileGrid;

/**
 * The shape of augmented products.
 *
 * @param levels number of levels, L
 * @param kinds number of row kinds
 * @param tileColumns largest edge of a tile
 * @param counted whether no configuration has a weight of its own, so that products count their rows
 */
record GramLayout(int levels, int kinds, int tileColumns, boolean counted) implements Serializable {
    static GramLayout of(FactorialDesign design, EngineSettings engine, boolean counted) {
        return new GramLayout(design.levels().size(), design.kinds(), engine.tileColumns(), counted);
    }

    /** The columns before the descriptors: ones and labels. */
    int first() {
        return 1 + levels;
    }

    /** The tiles of a product of so many descriptor columns. */
    TileGrid grid(int width) {
        return TileGrid.even(first() + width, tileColumns);
    }
}
