package org.potsweep.jobs.choice;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.design.Axis;

/**
 * A cell of a run's design with its replicates.
 *
 * @param axes the value of each axis, in the order of the table's columns
 * @param replicates at least one, by number
 */
public record RunCell(Map<String, Object> axes, List<CellReplicate> replicates) {
    public RunCell {
        axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
        replicates = replicates.stream()
                .sorted(Comparator.comparingInt(CellReplicate::replicate))
                .toList();
    }

    /** Test energy RMSE against the reference level, meV/atom. */
    public Spread energyRmse() {
        return spread(CellReplicate::energyRmse);
    }

    /** Test force RMSE against the reference level, meV/angstrom. */
    public Spread forceRmse() {
        return spread(CellReplicate::forceRmse);
    }

    /** Price of the subset's labels, s; empty where the data tell no costs. */
    public Optional<Spread> dftSeconds() {
        boolean known = replicates.stream().noneMatch(replicate -> Double.isNaN(replicate.dftSeconds()));
        return known ? Optional.of(spread(CellReplicate::dftSeconds)) : Optional.empty();
    }

    private Spread spread(ToDoubleFunction<CellReplicate> value) {
        return Spread.of(replicates.stream().mapToDouble(value).toArray());
    }

    public int twojmax() {
        return (Integer) axes.get(Axis.TWOJMAX.column());
    }

    /** How its replicates were solved; {@code mixed} if not all alike. */
    public String method() {
        List<String> methods =
                replicates.stream().map(CellReplicate::method).distinct().toList();
        return methods.size() == 1 ? methods.get(0) : "mixed";
    }

    /** Whether a replicate has fewer independent rows than coefficients. */
    public boolean hasMinimumNorm() {
        return replicates.stream().anyMatch(CellReplicate::isMinimumNorm);
    }

    /** The replicate whose energy RMSE is nearest to the median; of equally near ones the first. */
    public CellReplicate central() {
        double median = energyRmse().median();
        return replicates.stream()
                .min(Comparator.comparingDouble(replicate -> Math.abs(replicate.energyRmse() - median)))
                .orElseThrow();
    }
}
