package org.potsweep.jobs.cli;

import java.io.PrintStream;

/** Plain lines for a log: the stage as it begins, now and then how far it is, and its seconds. */
final class StageLines implements StageDisplay {
    private static final long INTERVAL_NANOS = 30_000_000_000L;

    private final String stage;
    private final PrintStream out;
    private long lastLine = System.nanoTime();

    StageLines(String stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
        out.println(stage + " ...");
    }

    @Override
    public void tasks(long done, long known) {
        if (System.nanoTime() - lastLine > INTERVAL_NANOS) {
            lastLine = System.nanoTime();
            out.println(stage + ": " + done + " of " + known + " tasks");
        }
    }

    @Override
    public void end(double seconds) {
        out.println(stage + ": " + Quantity.duration(seconds));
    }
}
