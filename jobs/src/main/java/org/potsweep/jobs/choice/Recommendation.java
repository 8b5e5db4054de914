package org.potsweep.jobs.choice;

import java.util.List;
import java.util.Map;

/**
 * Which cells of a run to take. Only cells that were fitted are recommended; nothing is interpolated between them.
 *
 * @param wishes what was asked
 * @param cells number of cells that were considered
 * @param meeting number of those that meet every limit
 * @param advised the cells to take, each once, with all that speaks for it; empty if none meets every limit
 * @param relaxed for each limit, when none meets them all, how far it has to give way
 * @param nearest when none meets them all, the cell whose worst miss is the smallest; null otherwise
 * @param further what further cost buys, for each accuracy that counts: steps between cells, limits on speed kept
 * @param notes what the reader must know
 */
public record Recommendation(
        Wishes wishes,
        int cells,
        int meeting,
        List<Advised> advised,
        List<Relaxed> relaxed,
        Nearest nearest,
        Map<Criterion, List<Step>> further,
        List<String> notes) {

    /** What speaks for a cell. */
    public enum Merit {
        /** Of all that meet the limits it has the smallest DFT cost; of equally cheap ones, the smallest errors. */
        CHEAPEST,
        /** The smallest energy RMSE. */
        BEST_ENERGY,
        /** The smallest force RMSE. */
        BEST_FORCE,
        /** The smallest product of energy and force RMSE. */
        BEST_BOTH
    }

    /**
     * A cell to take.
     *
     * @param holdsAtP84 whether it meets the limits at the 84th percentiles of its replicates, too
     */
    public record Advised(RunCell cell, List<Merit> merits, boolean holdsAtP84) {}

    /**
     * How far a limit has to give way, all others kept.
     *
     * @param bound the tightest bound that leaves a cell; NaN if no bound does
     * @param cell that meets it; null if there is none
     */
    public record Relaxed(Criterion criterion, double bound, RunCell cell) {}

    /**
     * A cell that meets the limits nearly.
     *
     * @param factor by which it misses the limit that it misses most, above 1
     */
    public record Nearest(RunCell cell, double factor) {}

    /**
     * A step from a cell to a dearer one with a smaller error.
     *
     * @param seconds of further DFT
     * @param gain by how much the error is smaller
     */
    public record Step(RunCell from, RunCell to, double seconds, double gain) {}
}
