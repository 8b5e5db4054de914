package org.potsweep.jobs.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with the time that is left, on a terminal. */
final class StageBar implements StageDisplay {
    private static final int INTERVAL_MILLIS = 250;

    private final ProgressBar bar;

    StageBar(String stage, PrintStream terminal, int columns) {
        bar = new ProgressBarBuilder()
                .setTaskName(String.format("%-16s", stage))
                .setUnit(" tasks", 1)
                .setInitialMax(-1)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, columns - 1))
                .build();
    }

    @Override
    public void tasks(long done, long known) {
        bar.maxHint(known);
        bar.stepTo(done);
    }

    @Override
    public void end(double seconds) {
        bar.stepTo(Math.max(1, bar.getCurrent())); // a stage without tasks is full as well
        bar.maxHint(bar.getCurrent());
        bar.close();
    }
}
