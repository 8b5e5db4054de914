package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.potsweep.jobs.design.Split;
import org.potsweep.solver.TiledProduct;

/**
 * Divides bucketings into passes over the rows, so that the sums of a task fit in its memory.
 *
 * <p>Chunks follow the buckets of one bucketing of the pass, which then takes one accumulator at a time; the others may take
 * one a bucket. The test set, which no chunk mixes with others, goes along with the first leader. A bucketing for which
 * one accumulator a bucket is much leads a pass of its own; all narrower ones are cut as the first
 * leader's pass is, in as many passes as memory asks for. So which chunk a configuration belongs to, and with it the last
 * bits of the sums, depends on the bucketings alone and not on the memory.
 *
 * @param leader chunks go through its buckets one by one
 * @param bucketings what the pass accumulates
 */
record SharedPass(Bucketing leader, List<Bucketing> bucketings) {
    /** A bucketing whose accumulators together take more bytes than this leads a pass. */
    private static final long WIDE = 512L << 20;

    /** @param bytes that the accumulators of a task may take, beside those of a leader */
    static List<SharedPass> of(List<Bucketing> bucketings, GramLayout layout, long bytes) {
        List<Bucketing> byWidth = bucketings.stream()
                .sorted(Comparator.comparingInt(Bucketing::width)
                        .reversed()
                        .thenComparing(bucketing -> bucketing.index() == Bucketing.TEST))
                .toList();
        List<SharedPass> passes = new ArrayList<>();
        List<Bucketing> narrow = new ArrayList<>();
        for (Bucketing bucketing : byWidth) {
            if (bucketing.index() == Bucketing.TEST && !passes.isEmpty()) {
                passes.get(0).bucketings().add(bucketing);
            } else if (passes.isEmpty() || scattered(bucketing, layout) > WIDE) {
                passes.add(new SharedPass(bucketing, new ArrayList<>(List.of(bucketing))));
            } else {
                narrow.add(bucketing);
            }
        }
        long held = 0;
        SharedPass pass = passes.get(0);
        for (Bucketing bucketing : narrow) {
            long needed = scattered(bucketing, layout);
            if (held > 0 && held + needed > bytes) {
                pass = new SharedPass(pass.leader(), new ArrayList<>());
                passes.add(pass);
                held = 0;
            }
            pass.bucketings().add(bucketing);
            held += needed;
        }
        return passes;
    }

    /** Whether the test set is among what it accumulates; otherwise it needs the training rows only. */
    boolean tests() {
        return bucketings.stream().anyMatch(bucketing -> bucketing.index() == Bucketing.TEST);
    }

    /**
     * The configurations that it goes through, as {@link RowSource#rows(List)} takes them: the test set, where that is among
     * what it accumulates, and the training set in groups, the leader's buckets. The chunks of the training set are the same
     * with and without the test set, so that sums do not depend on which pass they are taken in.
     */
    List<List<int[]>> members(Split split) {
        Map<Integer, List<Integer>> buckets = new TreeMap<>();
        for (int i : split.train()) {
            buckets.computeIfAbsent(leader.bucketOf()[i], bucket -> new ArrayList<>())
                    .add(i);
        }
        List<int[]> training = buckets.values().stream()
                .map(bucket -> bucket.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        int[] test = IntStream.range(0, split.test().length)
                .filter(i -> split.test()[i])
                .toArray();
        return tests() ? List.of(List.of(test), training) : List.of(training);
    }

    private static long scattered(Bucketing bucketing, GramLayout layout) {
        return bucketing.buckets() * TiledProduct.bytes(layout.grid(bucketing.width()));
    }
}
