package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.potsweep.jobs.FrontRow;

/** Points of a front as an aligned table, at most 120 characters wide where names of levels are short. */
final class PointTable {
    /** Marks a point that was not solved at full rank. */
    static final String FALLBACK_MARK = "*";

    private final boolean showForceWeight;
    private final boolean showRidge;
    private final String caption;
    private final TextTable table;

    /** @param all every point that the reader gets to see: what is alike in all of them becomes a caption */
    PointTable(List<FrontRow> all) {
        showForceWeight = varies(all, FrontRow::forceWeight);
        showRidge = varies(all, FrontRow::ridge);
        List<String> alike = new ArrayList<>();
        if (!showForceWeight) {
            alike.add("force weight " + Quantity.setting(all.get(0).forceWeight()));
        }
        if (!showRidge) {
            alike.add("ridge " + Quantity.setting(all.get(0).ridge()));
        }
        caption = String.join(", ", alike);
        table = new TextTable("ll" + "rr" + (showForceWeight ? "r" : "") + (showRidge ? "r" : "") + "rlrrrrl");
        table.head(cells(
                "",
                "strategy",
                "struc-",
                "energy",
                "force",
                "",
                "",
                "",
                "DFT cost",
                "energy RMSE",
                "force RMSE",
                "on",
                ""));
        table.head(cells(
                "", "", "tures", "weight", "weight", "ridge", "2Jmax", "level", "s", "meV/atom", "meV/A", "front", ""));
    }

    private static boolean varies(List<FrontRow> rows, ToDoubleFunction<FrontRow> value) {
        return rows.stream().mapToDouble(value).distinct().count() > 1;
    }

    /** Columns that are alike in all points; empty if there are none. */
    String caption() {
        return caption;
    }

    /** Adds a point, with a remark behind it. */
    PointTable row(FrontRow row, String remark) {
        table.row(cells(
                row.method().equals("cholesky") ? "" : FALLBACK_MARK,
                row.strategy(),
                Integer.toString(row.subsetSize()),
                Quantity.setting(row.energyWeight()),
                Quantity.setting(row.forceWeight()),
                Quantity.setting(row.ridge()),
                Integer.toString(row.twojmax()),
                row.level(),
                Quantity.significant(row.dftCostSeconds(), 4),
                Quantity.significant(row.testEnergyRmseMevPerAtom(), 4),
                Quantity.significant(row.testForceRmseMevPerAngstrom(), 4),
                Math.round(100 * row.membership()) + " %",
                remark));
        return this;
    }

    private String[] cells(String... all) {
        List<String> shown = new ArrayList<>(List.of(all));
        if (!showRidge) {
            shown.remove(5);
        }
        if (!showForceWeight) {
            shown.remove(4);
        }
        return shown.toArray(new String[0]);
    }

    List<String> lines() {
        return table.lines("");
    }
}
