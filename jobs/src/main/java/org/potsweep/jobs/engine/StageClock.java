package org.potsweep.jobs.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Times the stages of a sweep, one after the other, and says when one begins. */
public final class StageClock {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Listener listener;

    /** Follows the stages. */
    @FunctionalInterface
    public interface Listener {
        void begin(String stage);

        /** The stage that began last is over. */
        default void end(double seconds) {}
    }

    public StageClock(Listener listener) {
        this.listener = listener;
    }

    /** Runs a stage; stages of the same name add up. */
    public <T> T time(String stage, Supplier<T> work) {
        listener.begin(stage);
        long start = System.nanoTime();
        T result = work.get();
        double taken = (System.nanoTime() - start) * 1e-9;
        seconds.merge(stage, taken, Double::sum);
        listener.end(taken);
        return result;
    }

    /** Seconds of each stage, in the order in which they first ran. */
    public Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }
}
