package org.potsweep.jobs.cli;

import org.potsweep.jobs.choice.CellKeys;
import org.potsweep.jobs.choice.RunCell;

/** The command that exports a cell, ready for a shell. */
final class ExportLine {
    private ExportLine() {}

    static String of(String run, CellKeys keys, RunCell cell) {
        return "potsweep export " + quoted(run) + " --cell " + quoted(keys.of(cell)) + " --out MODEL";
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
