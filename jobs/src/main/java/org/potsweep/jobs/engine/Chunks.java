package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Cuts configurations into chunks, the units of work of a pass. The cut depends on the data and the settings alone,
 * never on cores or partitions: partial sums, and with them the last bits of every result, follow from it.
 */
final class Chunks {
    /** Enough chunks to keep a small cluster busy on a small dataset. */
    private static final int WANTED = 48;

    /** Smaller chunks than this many rows do not pay for their task. */
    private static final int MINIMUM_ROWS = 192;

    private Chunks() {}

    /**
     * @param natoms atoms of each configuration, in the order of config_id
     * @param groupOf group of each configuration: a chunk never mixes groups
     * @param rowBytes bytes of one augmented row
     * @param chunkBytes bytes of rows that a chunk may hold (a single configuration may exceed it)
     * @return configuration indices of each chunk, ascending within a chunk
     */
    static List<int[]> cut(int[] natoms, IntUnaryOperator groupOf, long rowBytes, long chunkBytes) {
        long rows = 0;
        int groups = 0;
        for (int i = 0; i < natoms.length; i++) {
            rows += rowsOf(natoms[i]);
            groups = Math.max(groups, groupOf.applyAsInt(i) + 1);
        }
        long limit = Math.min(chunkBytes / rowBytes, Math.max(MINIMUM_ROWS, rows / WANTED));
        List<int[]> chunks = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            List<Integer> members = new ArrayList<>();
            long held = 0;
            for (int i = 0; i < natoms.length; i++) {
                if (groupOf.applyAsInt(i) != group) {
                    continue;
                }
                if (!members.isEmpty() && held + rowsOf(natoms[i]) > limit) {
                    chunks.add(members.stream().mapToInt(Integer::intValue).toArray());
                    members.clear();
                    held = 0;
                }
                members.add(i);
                held += rowsOf(natoms[i]);
            }
            if (!members.isEmpty()) {
                chunks.add(members.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        return chunks;
    }

    /** Energy and force rows of a configuration. */
    static int rowsOf(int natoms) {
        return 1 + 3 * natoms;
    }
}
