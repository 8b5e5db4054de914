package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.potsweep.jobs.design.DesignCell;

/** Takes errors of a batch's sums: training set from its two parts, all structures from their groups. */
final class SummedResiduals {
    private final Map<Integer, ResidualPart> sums;
    private final ResidualSlots slots;
    private final int referenceLevel;
    private final String[] groups;

    /** @param sums by slot; of labels with the same values those against the first ones */
    SummedResiduals(Map<Integer, ResidualPart> sums, int kinds, int referenceLevel, String[] groups) {
        this.sums = sums;
        this.slots = new ResidualSlots(kinds, groups.length);
        this.referenceLevel = referenceLevel;
        this.groups = groups;
    }

    /** All errors of one model; those of single groups where there are several. */
    List<CellResiduals> of(int model, DesignCell cell) {
        List<CellResiduals> rows = new ArrayList<>();
        for (RowSet set : RowSet.values()) {
            for (RowKind kind : RowKind.first(slots.kinds())) {
                for (Against against : Against.values()) {
                    Against summed = cell.level() == referenceLevel ? Against.OWN_LEVEL : against;
                    ResidualPart[] byGroup = new ResidualPart[groups.length];
                    Arrays.setAll(byGroup, group -> sum(model, set, kind, summed, group));
                    ResidualPart all = Arrays.stream(byGroup).reduce(ResidualPart.empty(), ResidualPart::plus);
                    add(rows, cell, set, kind, against, null, all);
                    for (int group = 0; group < groups.length && groups.length > 1; group++) {
                        add(rows, cell, set, kind, against, groups[group], byGroup[group]);
                    }
                }
            }
        }
        return rows;
    }

    private ResidualPart sum(int model, RowSet set, RowKind kind, Against against, int group) {
        ResidualPart own = sums.getOrDefault(slots.of(model, set, kind, against, group), ResidualPart.empty());
        return set == RowSet.TRAIN
                ? own.plus(
                        sums.getOrDefault(slots.of(model, RowSet.SUBSET, kind, against, group), ResidualPart.empty()))
                : own;
    }

    private static void add(
            List<CellResiduals> rows,
            DesignCell cell,
            RowSet set,
            RowKind kind,
            Against against,
            String group,
            ResidualPart sum) {
        if (sum.count() > 0) {
            rows.add(new CellResiduals(
                    cell,
                    set,
                    kind,
                    against,
                    group,
                    sum.count(),
                    sum.rmse(),
                    sum.meanAbsolute(),
                    sum.percentile95(),
                    sum.magnitudes().largest(),
                    sum.determination()));
        }
    }
}
