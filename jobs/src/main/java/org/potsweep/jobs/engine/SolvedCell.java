package org.potsweep.jobs.engine;

import org.potsweep.jobs.design.DesignCell;

/**
 * A fitted model and its errors.
 *
 * @param errors sums of residuals
 * @param explicit the row sets, as bits by their ordinals, whose sums have to be taken anew from explicit residuals: they
 *     cancel, or weights of single configurations spoil them
 * @param uncertain whether rounding may have changed an error by more than {@link ProductErrors#RELATIVE_CHANGE}
 */
public record SolvedCell(FittedModel model, ErrorSums errors, int explicit, boolean uncertain) {
    /** The point of the design. */
    public DesignCell cell() {
        return model.cell();
    }

    /** Whether the sums over a set have to be taken anew. */
    boolean lacks(RowSet set) {
        return (explicit & bit(set)) != 0;
    }

    static int bit(RowSet set) {
        return 1 << set.ordinal();
    }

    /** The same cell with the sums that it lacks from explicit residuals. */
    SolvedCell withExplicitErrors(double[] sums) {
        ErrorSums completed = errors;
        for (RowSet set : RowSet.values()) {
            completed = lacks(set) ? completed.with(set, sums) : completed;
        }
        return new SolvedCell(model, completed, 0, false);
    }
}
