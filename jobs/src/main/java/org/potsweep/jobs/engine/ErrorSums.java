package org.potsweep.jobs.engine;

import java.util.Arrays;

/**
 * Sums of a cell's residuals and of their squares over each row set and row kind, against each level of interest.
 *
 * <p>Energies in eV/atom, forces in eV/angstrom.
 *
 * @param sums for each (row set, row kind, level) the sum and the sum of squares
 * @param counts number of rows of each (row set, row kind)
 */
public record ErrorSums(double[] sums, long[] counts) {
    private static final int KINDS = RowKind.values().length;
    private static final int LEVELS = Against.values().length;

    /** The length of {@code sums}. */
    static final int LENGTH = RowSet.values().length * KINDS * LEVELS * 2;

    static ErrorSums empty() {
        return new ErrorSums(new double[LENGTH], new long[RowSet.values().length * KINDS]);
    }

    /** Where in {@code sums} a sum stands; the sum of squares follows it. */
    static int index(RowSet set, RowKind kind, Against against) {
        return 2 * ((set.ordinal() * KINDS + kind.ordinal()) * LEVELS + against.ordinal());
    }

    void set(RowSet set, RowKind kind, Against against, double sum, double sumOfSquares) {
        int i = index(set, kind, against);
        sums[i] = sum;
        sums[i + 1] = sumOfSquares;
    }

    void setCount(RowSet set, RowKind kind, long count) {
        counts[set.ordinal() * KINDS + kind.ordinal()] = count;
    }

    /** The number of rows. */
    public long count(RowSet set, RowKind kind) {
        return counts[set.ordinal() * KINDS + kind.ordinal()];
    }

    /** Root of the mean squared residual, eV/atom or eV/angstrom. */
    public double rmse(RowSet set, RowKind kind, Against against) {
        return Math.sqrt(sums[index(set, kind, against) + 1] / count(set, kind));
    }

    /** Root of the mean squared residual after subtracting the mean residual. */
    public double shiftedRmse(RowSet set, RowKind kind, Against against) {
        int i = index(set, kind, against);
        double mean = sums[i] / count(set, kind);
        return Math.sqrt(Math.max(0, sums[i + 1] / count(set, kind) - mean * mean));
    }

    /** The same counts with other sums. */
    ErrorSums withSums(double[] other) {
        return new ErrorSums(Arrays.copyOf(other, LENGTH), counts);
    }
}
