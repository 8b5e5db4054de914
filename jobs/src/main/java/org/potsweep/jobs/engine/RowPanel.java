package org.potsweep.jobs.engine;

import org.potsweep.solver.NativeMatrix;

/**
 * A block of rows ready to be multiplied by the coefficients of many models: the rows side by side outside of the Java
 * heap, and their labels together, level by level.
 */
final class RowPanel implements AutoCloseable {
    private final RowBlock block;
    private final double[][] labels;
    private final NativeMatrix rows;

    /** @param levels number of levels */
    RowPanel(RowBlock block, int levels) {
        this.block = block;
        this.labels = new double[levels][block.rows()];
        this.rows = NativeMatrix.unset(block.stride(), block.rows());
        block.writeAll(rows);
        double[] ofRow = new double[levels];
        for (int row = 0; row < block.rows(); row++) {
            rows.read(1, row, ofRow, 0, levels);
            for (int level = 0; level < levels; level++) {
                labels[level][row] = ofRow[level];
            }
        }
    }

    RowBlock block() {
        return block;
    }

    /** The augmented columns before the descriptors, 1 + L. */
    int first() {
        return 1 + labels.length;
    }

    /** The augmented rows as columns, q x rows. */
    NativeMatrix rows() {
        return rows;
    }

    /** What every row is labelled with at a level. */
    double[] labels(int level) {
        return labels[level];
    }

    @Override
    public void close() {
        rows.close();
    }
}
