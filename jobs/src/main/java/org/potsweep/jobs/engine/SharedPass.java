package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.solver.TiledProduct;

/**
 * Divides bucketings into passes over the rows, so that the sums of a task fit in its memory and what tasks send each
 * other stays small beside the rows.
 *
 * <p>Chunks follow the buckets of one bucketing of the pass, which then takes one accumulator at a time; the others take
 * one a bucket, and send a product for every bucket that a chunk has rows of. A bucketing for which one accumulator a
 * bucket is much leads a pass of its own. All narrower ones go along with the first leader, and so does the test set,
 * which no chunk mixes with others; but not where what they add up of a chunk, and at most send, is much, and more than the
 * chunk's rows, which could be computed again at that price: then they go through larger chunks of their own, led by the
 * first of them.
 *
 * <p>So which chunk a configuration belongs to, and with it the last bits of the sums, depends on the bucketings and the
 * rows alone. Memory, and tasks that would have nothing to do, only make more passes of the same chunks.
 *
 * @param leader chunks go through its buckets one by one
 * @param chunkRows rows that a chunk may hold on average
 * @param bucketings what the pass accumulates
 */
record SharedPass(Bucketing leader, long chunkRows, List<Bucketing> bucketings) {
    /** Accumulators of a chunk, or what it sends, in bytes that are much. */
    static final long MUCH = 512L << 20;

    /** So many rows of a bucket are worth the transport of their product. */
    private static final long ROWS_A_BUCKET = 4096;

    /** A task gathers rows in this part of its share of the heap. */
    private static final int GATHERING = 4;

    /**
     * How many rows there are.
     *
     * @param all of the whole dataset
     * @param training of the training set
     * @param gathered those of them that are no forces: they wait on the heap until a chunk has been gone through
     */
    record Rows(long all, long training, long gathered) {
        static Rows of(int[] rowsOf, int[] atomsOf, Split split) {
            long training = 0;
            long gathered = 0;
            for (int i : split.train()) {
                training += rowsOf[i];
                gathered += rowsOf[i] - 3 * atomsOf[i];
            }
            return new Rows(IntStream.of(rowsOf).asLongStream().sum(), training, gathered);
        }
    }

    /**
     * What a task has room for beside its leader.
     *
     * @param bytes of accumulators
     * @param columns of bucketings, all together, that rows are gathered for
     */
    private record Room(long bytes, long columns) {
        static Room of(Rows rows, long chunkRows, ProcessMemory memory) {
            long gathered = Math.max(1, rows.gathered() * Math.min(chunkRows, rows.training()) / rows.training());
            long heap = memory.heap() / memory.tasks() / GATHERING;
            return new Room(memory.bytesOfAccumulators(), heap / Double.BYTES / gathered);
        }
    }

    static List<SharedPass> of(
            List<Bucketing> bucketings, GramLayout layout, Rows rows, EngineSettings engine, ProcessMemory memory) {
        long chunkRows = Chunks.limit(rows.all(), engine.chunkRows());
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
            } else if (passes.isEmpty() || accumulators(bucketing, layout) > MUCH) {
                passes.add(new SharedPass(bucketing, chunkRows, new ArrayList<>(List.of(bucketing))));
            } else {
                narrow.add(bucketing);
            }
        }
        SharedPass first = passes.get(0);
        long sent = narrow.stream()
                .mapToLong(bucketing -> accumulators(bucketing, layout))
                .sum();
        long rowBytes = (long) layout.grid(first.leader.width()).order() * Double.BYTES;
        if (sent <= Math.max(MUCH, chunkRows * rowBytes)) {
            first.share(narrow, layout, Room.of(rows, chunkRows, memory), passes);
            return passes;
        }
        int buckets = narrow.stream().mapToInt(Bucketing::buckets).max().orElseThrow();
        long larger = Math.max(chunkRows, Math.min(engine.chunkRows(), ROWS_A_BUCKET * buckets));
        long chunks = (rows.training() + larger - 1) / larger;
        long abreast = (memory.tasks() + chunks - 1) / chunks; // passes that keep all tasks of a process busy
        long even = (sent + abreast - 1) / abreast + accumulators(narrow.get(0), layout) - 1;
        Room room = Room.of(rows, larger, memory);
        SharedPass own = new SharedPass(narrow.get(0), larger, new ArrayList<>());
        passes.add(own);
        own.share(narrow, layout, new Room(Math.min(room.bytes(), even), room.columns()), passes);
        return passes;
    }

    /** Adds bucketings to this pass and, where there is no room, to more that are like it. */
    private void share(List<Bucketing> shared, GramLayout layout, Room room, List<SharedPass> passes) {
        long bytes = 0;
        long columns = 0;
        SharedPass pass = this;
        for (Bucketing bucketing : shared) {
            long needed = accumulators(bucketing, layout);
            int order = layout.grid(bucketing.width()).order();
            if (bytes > 0 && (bytes + needed > room.bytes() || columns + order > room.columns())) {
                pass = new SharedPass(leader, chunkRows, new ArrayList<>());
                passes.add(pass);
                bytes = 0;
                columns = 0;
            }
            pass.bucketings().add(bucketing);
            bytes += needed;
            columns += order;
        }
    }

    /** Whether the test set is among what it accumulates; otherwise it needs the training rows only. */
    boolean tests() {
        return bucketings.stream().anyMatch(bucketing -> bucketing.index() == Bucketing.TEST);
    }

    /**
     * The configurations that it goes through, as {@link RowSource#rows(List, long)} takes them: the test set, where it
     * accumulates that, and the training set in groups, the leader's buckets. The chunks of the training set are the same
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

    private static long accumulators(Bucketing bucketing, GramLayout layout) {
        return bucketing.buckets() * TiledProduct.bytes(layout.grid(bucketing.width()));
    }
}
