package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Cuts configurations into chunks, the units of work of a pass. The cut depends on the data and the settings alone,
 * never on cores or partitions: partial sums, and with them the last bits of every result, follow from it.
 */
final class Chunks {
    /** Where data are plenty, at least this many chunks keep a cluster busy. */
    private static final int WANTED = 48;

    /** Where they are not, so many chunks; */
    private static final int FEW = 8;

    /** unless that makes them larger than this many rows, whose product pays for its transport several times over. */
    private static final int WORTHWHILE_ROWS = 4096;

    /** Smaller chunks than this many rows do not pay for their task. */
    private static final int MINIMUM_ROWS = 192;

    private Chunks() {}

    /**
     * @param rowsOf rows of each configuration, in the order of config_id
     * @param groupOf group of each configuration, from 0: a chunk never mixes groups
     * @param limit rows that a chunk may hold (a single configuration may exceed it)
     * @return configuration indices of each chunk, ascending within a chunk
     */
    static int[][] cut(int[] rowsOf, IntUnaryOperator groupOf, long limit) {
        int[] groups = IntStream.range(0, rowsOf.length).map(groupOf).toArray();
        List<int[]> chunks = new ArrayList<>();
        for (int group : IntStream.of(groups).distinct().sorted().toArray()) {
            IntStream.Builder members = IntStream.builder();
            long held = 0;
            for (int i = 0; i < rowsOf.length; i++) {
                if (groups[i] != group) {
                    continue;
                }
                if (held > 0 && held + rowsOf[i] > limit) {
                    chunks.add(members.build().toArray());
                    members = IntStream.builder();
                    held = 0;
                }
                members.add(i);
                held += rowsOf[i];
            }
            chunks.add(members.build().toArray());
        }
        return chunks.toArray(int[][]::new);
    }

    /**
     * Rows of a chunk.
     *
     * @param rows of the whole dataset
     * @param most rows that a chunk may hold at most
     */
    static long limit(long rows, int most) {
        long plenty = rows / WANTED;
        long few = Math.min(rows / FEW, WORTHWHILE_ROWS);
        return Math.min(most, Math.max(MINIMUM_ROWS, Math.max(plenty, few)));
    }
}
