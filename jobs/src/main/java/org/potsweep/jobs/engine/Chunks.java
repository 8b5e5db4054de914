package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts configurations into chunks, the units of work of a pass. The cut depends on the data and the settings alone,
 * never on cores or partitions: partial sums, and with them the last bits of every result, follow from it.
 */
final class Chunks {
    /** Where data are plenty, at least this many chunks keep a cluster busy. */
    private static final int WANTED = 48;

    /** Where they are not, so many chunks; */
    private static final int FEW = 16;

    /** unless that makes them larger than this many rows, whose product pays for its transport several times over. */
    private static final int WORTHWHILE_ROWS = 16_384;

    /** Smaller chunks than this many rows do not pay for their task. */
    private static final int MINIMUM_ROWS = 192;

    private Chunks() {}

    /**
     * Cuts groups of configurations. One that is too large for a chunk is divided into about equal ones; those that
     * follow each other share one while they fit into it.
     *
     * @param rowsOf rows of each configuration
     * @param groups configuration indices of each group
     * @param limit rows that the chunks of a group may hold on average (a configuration is not divided)
     * @return configuration indices of each chunk, in the order of the groups
     */
    static List<int[]> cutGroups(int[] rowsOf, List<int[]> groups, long limit) {
        List<int[]> chunks = new ArrayList<>();
        int[] open = {};
        for (int[] group : groups) {
            if (rows(rowsOf, open) + rows(rowsOf, group) <= limit) {
                open = IntStream.concat(IntStream.of(open), IntStream.of(group)).toArray();
                continue;
            }
            divide(open, rowsOf, limit, chunks);
            open = group;
        }
        divide(open, rowsOf, limit, chunks);
        return chunks;
    }

    /** Cuts the groups of several parts, which no chunk mixes. */
    static int[][] cut(int[] rowsOf, List<List<int[]>> parts, long limit) {
        return parts.stream()
                .flatMap(groups -> cutGroups(rowsOf, groups, limit).stream())
                .toArray(int[][]::new);
    }

    private static long rows(int[] rowsOf, int[] members) {
        return IntStream.of(members).mapToLong(i -> rowsOf[i]).sum();
    }

    /** Divides configurations into parts: one belongs to the part that its middle row falls into. */
    private static void divide(int[] members, int[] rowsOf, long limit, List<int[]> chunks) {
        if (members.length == 0) {
            return;
        }
        long rows = rows(rowsOf, members);
        long parts = (rows + limit - 1) / limit;
        long before = 0;
        long last = 0;
        int from = 0;
        for (int at = 0; at < members.length; at++) {
            int own = rowsOf[members[at]];
            long part = (2 * before + own) * parts / (2 * rows);
            if (at > from && part > last) {
                chunks.add(Arrays.copyOfRange(members, from, at));
                from = at;
            }
            last = part;
            before += own;
        }
        chunks.add(Arrays.copyOfRange(members, from, members.length));
    }

    /**
     * Rows of a chunk.
     *
     * @param rows of the whole dataset
     * @param most rows that a chunk may hold at most, on average
     */
    static long limit(long rows, int most) {
        long plenty = rows / WANTED;
        long few = Math.min(rows / FEW, WORTHWHILE_ROWS);
        return Math.min(most, Math.max(MINIMUM_ROWS, Math.max(plenty, few)));
    }
}
