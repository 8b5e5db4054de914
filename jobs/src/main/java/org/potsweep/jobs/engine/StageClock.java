package org.potsweep.jobs.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Times the stages of a sweep, one after the other, and says when one begins. */
public final class StageClock {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Consumer<String> onBegin;

    /** @param onBegin is told the name of each stage as it begins */
    public StageClock(Consumer<String> onBegin) {
        this.onBegin = onBegin;
    }

    /** Runs a stage; stages of the same name add up. */
    public <T> T time(String stage, Supplier<T> work) {
        onBegin.accept(stage);
        long start = System.nanoTime();
        T result = work.get();
        seconds.merge(stage, (System.nanoTime() - start) * 1e-9, Double::sum);
        return result;
    }

    /** Seconds of each stage, in the order in which they first ran. */
    public Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }
}
