package org.potsweep.analysis;

import java.util.Arrays;

/**
 * Finds the dominated among n points given as d permutations of 0..n-1, one an objective: p dominates q if p's rank is
 * smaller in all d.
 *
 * <p>Divide and conquer over objectives (Bentley, Commun. ACM 23 (1980) 214; Kung, Luccio and Preparata, J. ACM 22
 * (1975) 469). The step {@code sieve(sources, targets, k)} marks the targets that a source dominates in the objectives
 * k..d-1. It halves the range of rank k: sources and targets of the lower half are compared among themselves, those of
 * the upper half among themselves, and lower sources against upper targets, for which objective k is then settled. With
 * two objectives left, one sweep in ascending rank of the last but one suffices, with the smallest last rank of the
 * sources passed so far. Both lists stay in the order of that sweep throughout, so that nothing is sorted again.
 *
 * <p>A source that is known to be dominated is dropped: whatever it dominates, its own dominator does too. Marks from
 * the lower half are complete before the upper half needs them, so small fronts thin the lists early.
 */
final class DominanceSieve {
    /** Below so many pairs comparing them all is quicker than dividing further; any number gives the same answer. */
    private static final int FEW_PAIRS = 256;

    private final int[][] ranks;
    private final boolean[] dominated;

    private DominanceSieve(int[][] ranks) {
        this.ranks = ranks;
        this.dominated = new boolean[ranks[0].length];
    }

    /**
     * @param ranks d permutations of 0..n-1, d at least 2; {@code ranks[k][i]} is the rank of point i in objective k
     * @return for each point whether another one dominates it
     */
    static boolean[] dominated(int[][] ranks) {
        int n = ranks[0].length;
        DominanceSieve sieve = new DominanceSieve(ranks);
        int[] all = new int[n];
        int[] sweep = ranks[ranks.length - 2];
        for (int i = 0; i < n; i++) {
            all[sweep[i]] = i;
        }
        sieve.sieve(all, all, 0, 0, n);
        return sieve.dominated;
    }

    /** Sources and targets have ranks from {@code from} to {@code to - 1} in objective k. */
    private void sieve(int[] sources, int[] targets, int k, int from, int to) {
        if (sources.length == 0 || targets.length == 0) {
            return;
        }
        if ((long) sources.length * targets.length <= FEW_PAIRS) {
            compareAll(sources, targets, k);
        } else if (k == ranks.length - 2) {
            sweep(sources, targets);
        } else {
            int middle = (from + to) >>> 1;
            sieve(within(sources, k, from, middle), within(targets, k, from, middle), k, from, middle);
            sieve(within(sources, k, from, middle), within(targets, k, middle, to), k + 1, 0, dominated.length);
            sieve(within(sources, k, middle, to), within(targets, k, middle, to), k, middle, to);
        }
    }

    private void compareAll(int[] sources, int[] targets, int k) {
        for (int target : targets) {
            for (int i = 0; i < sources.length && !dominated[target]; i++) {
                dominated[target] = dominates(sources[i], target, k);
            }
        }
    }

    private boolean dominates(int source, int target, int k) {
        for (int objective = k; objective < ranks.length; objective++) {
            if (ranks[objective][source] >= ranks[objective][target]) {
                return false;
            }
        }
        return true;
    }

    private void sweep(int[] sources, int[] targets) {
        int[] abscissa = ranks[ranks.length - 2];
        int[] ordinate = ranks[ranks.length - 1];
        int lowest = Integer.MAX_VALUE;
        int next = 0;
        for (int target : targets) {
            while (next < sources.length && abscissa[sources[next]] < abscissa[target]) {
                lowest = Math.min(lowest, ordinate[sources[next++]]);
            }
            dominated[target] |= lowest < ordinate[target];
        }
    }

    /** The points not known to be dominated whose rank in objective k lies in [from, to), in unchanged order. */
    private int[] within(int[] points, int k, int from, int to) {
        int[] rank = ranks[k];
        int[] kept = new int[points.length];
        int count = 0;
        for (int point : points) {
            if (rank[point] >= from && rank[point] < to && !dominated[point]) {
                kept[count++] = point;
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
