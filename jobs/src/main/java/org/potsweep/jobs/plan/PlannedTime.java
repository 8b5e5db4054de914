package org.potsweep.jobs.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The seconds that a plan takes at calibrated speeds.
 *
 * @param cores that work on it
 * @param stages seconds of the stages, by the names that they have in a run, those of none left out
 * @param parts the same seconds by what is done: rows, products, traffic, and so on
 */
public record PlannedTime(int cores, Map<String, Double> stages, Map<String, Double> parts) {
    /** What serialisation, disk and sums make of traffic, bytes a second and core: an assumption, not measured. */
    private static final double TRAFFIC = 4e8;

    /** @param cores of all processes together */
    public static PlannedTime of(SweepPlan plan, Calibration speed, int cores) {
        PlannedWork work = plan.work();
        Map<String, Double> parts = new LinkedHashMap<>();
        Map<String, Double> stages = new LinkedHashMap<>();
        double solving = solving(plan.memory(), cores);
        add(parts, stages, "products", "rows", work.atoms() * speed.atomSeconds() / cores);
        add(parts, stages, "products", "products", work.products() / speed.products() / cores);
        add(parts, stages, "products", "shuffle", work.shuffleBytes() / TRAFFIC / cores);
        double scores = work.scores() / speed.substitutions()
                + work.blockScores() / speed.products()
                + work.energyAtoms() * speed.energyAtomSeconds();
        // The driver factorises while other cores multiply the test set's rows.
        add(parts, stages, "products", "leverage scores", work.scoreFactors() / speed.factorisations() / cores);
        add(parts, stages, "leverage scores", "leverage scores", scores / cores);
        add(parts, stages, "solves", "factorisations", work.factorisations() / speed.factorisations() / solving);
        add(parts, stages, "solves", "minimum-norm fits", work.fallbacks() / speed.fallbacks() / solving);
        add(parts, stages, "solves", "errors", work.errors() / speed.errors() / solving);
        double explicit = work.explicitAtoms() * speed.atomSeconds() + work.explicit() / speed.products();
        add(parts, stages, "explicit errors", "explicit errors", explicit / cores);
        double residuals = work.residualAtoms() * speed.atomSeconds() + work.residuals() / speed.products();
        add(parts, stages, "residuals", "residuals", residuals / cores);
        return new PlannedTime(cores, stages, parts);
    }

    private static void add(
            Map<String, Double> parts, Map<String, Double> stages, String stage, String part, double seconds) {
        if (seconds > 0) {
            parts.merge(part, seconds, Double::sum);
            stages.merge(stage, seconds, Double::sum);
        }
    }

    /** Cores that solve at a time: fewer than there are where memory does not hold as many of the largest models. */
    private static double solving(PlannedMemory memory, int cores) {
        double share = (double) Math.max(1, memory.solvesAtATime())
                / memory.available().tasks();
        return Math.max(1, cores * Math.min(1, share));
    }

    public double total() {
        return stages.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
