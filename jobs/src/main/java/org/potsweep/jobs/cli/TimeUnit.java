package org.potsweep.jobs.cli;

/** The unit that a range of times reads best in. */
enum TimeUnit {
    SECOND("s", 1),
    MINUTE("min", 60),
    HOUR("h", 3600);

    private static final int WORTH = 2;

    private final String symbol;
    private final double seconds;

    TimeUnit(String symbol, double seconds) {
        this.symbol = symbol;
        this.seconds = seconds;
    }

    String symbol() {
        return symbol;
    }

    /** A time in this unit. */
    double in(double time) {
        return time / seconds;
    }

    double seconds() {
        return seconds;
    }

    /** The largest unit of which the longest time, in seconds, has at least two. */
    static TimeUnit upTo(double longest) {
        return longest >= WORTH * HOUR.seconds ? HOUR : longest >= WORTH * MINUTE.seconds ? MINUTE : SECOND;
    }
}
