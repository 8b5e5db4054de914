package org.potsweep.jobs.storage;

import java.util.Arrays;
import java.util.Locale;

/** The tables of a run. */
public enum Table {
    CONFIGURATIONS,
    LABELS,
    ORDERINGS,
    RESULTS,
    MODELS,
    FRONT,
    RESIDUALS,
    PARITY,
    LEVELS,
    LEVEL_THRESHOLDS,
    RUN;

    /** The name of the table and of its folder. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean isName(String folder) {
        return Arrays.stream(values()).anyMatch(table -> table.folder().equals(folder));
    }
}
