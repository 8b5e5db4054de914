package org.potsweep.jobs.engine;

import org.potsweep.jobs.design.DesignCell;

/**
 * A fitted model and its errors.
 *
 * @param errors sums of residuals
 * @param explicit whether the sums have to be taken anew from explicit residuals: they cancel, or weights of single
 *     configurations spoil them
 */
public record SolvedCell(FittedModel model, ErrorSums errors, boolean explicit) {
    /** The point of the design. */
    public DesignCell cell() {
        return model.cell();
    }

    /** The same cell with sums from explicit residuals. */
    SolvedCell withExplicitErrors(double[] sums) {
        return new SolvedCell(model, new ErrorSums(sums), false);
    }
}
