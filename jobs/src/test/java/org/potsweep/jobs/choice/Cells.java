package org.potsweep.jobs.choice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cells of a small run that tests make up: two axes vary, weights do not. */
final class Cells {
    private Cells() {}

    static RunCell cell(int size, int twojmax, String level, CellReplicate... replicates) {
        Map<String, Object> axes = new LinkedHashMap<>();
        axes.put("strategy", "random");
        axes.put("subset_size", size);
        axes.put("energy_weight", 12.25);
        axes.put("quadraticflag", true);
        axes.put("twojmax", twojmax);
        axes.put("level", level);
        return new RunCell(axes, List.of(replicates));
    }

    static CellReplicate fit(int replicate, double energy, double force, double seconds) {
        return new CellReplicate(replicate, energy, force, seconds, "cholesky", 20, 20, 1e4);
    }

    static RunCells run(RunCell... cells) {
        return new RunCells(new ArrayList<>(cells[0].axes().keySet()), List.of(cells));
    }
}
