package org.potsweep.jobs.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what a mistyped word was meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * {@code " (did you mean 'x'?)"} for the nearest candidate, or nothing when none is near: within one edit for
     * every three letters (one in a word of two, none in a single letter), or one that the word begins, as {@code encut} does {@code encut-ev}.
     */
    public static String among(Collection<String> candidates, String word) {
        String typed = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> isNear(typed, candidate.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate.toLowerCase(Locale.ROOT))))
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse("");
    }

    private static boolean isNear(String typed, String candidate) {
        boolean begun = typed.length() >= 3 && candidate.startsWith(typed);
        boolean alike = candidate.length() >= 2 && distance(typed, candidate) <= Math.max(1, candidate.length() / 3);
        return begun || alike;
    }

    /** Insertions, deletions, substitutions and swaps of neighbouring letters that turn one word into the other. */
    static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(int[][] edits, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, 1 + edits[i - 2][j - 2]) : best;
    }
}
