package org.potsweep.jobs.engine;

/**
 * Sums of a cell's residuals and of their squares over each row set and row kind, against each level of interest.
 *
 * <p>Energies in eV/atom, forces in eV/angstrom, stresses in GPa.
 *
 * @param sums for each (row set, row kind) the number of rows, and for each level the sum and the sum of squares
 */
public record ErrorSums(double[] sums) {
    private static final int KINDS = RowKind.values().length;
    private static final int ENTRIES = 1 + 2 * Against.values().length;

    /** The length of {@code sums}. */
    static final int LENGTH = RowSet.values().length * KINDS * ENTRIES;

    /** Where in {@code sums} a number of rows stands. */
    static int count(RowSet set, RowKind kind, int offset) {
        return offset + (set.ordinal() * KINDS + kind.ordinal()) * ENTRIES;
    }

    /** Where in {@code sums} a sum stands; the sum of squares follows it. */
    static int sum(RowSet set, RowKind kind, Against against, int offset) {
        return count(set, kind, offset) + 1 + 2 * against.ordinal();
    }

    /** These sums, with those over one set from others. */
    ErrorSums with(RowSet set, double[] others) {
        double[] mixed = sums.clone();
        System.arraycopy(
                others, set.ordinal() * KINDS * ENTRIES, mixed, set.ordinal() * KINDS * ENTRIES, KINDS * ENTRIES);
        return new ErrorSums(mixed);
    }

    /** The number of rows. */
    public long count(RowSet set, RowKind kind) {
        return Math.round(sums[count(set, kind, 0)]);
    }

    /** Root of the mean squared residual, eV/atom, eV/angstrom or GPa. */
    public double rmse(RowSet set, RowKind kind, Against against) {
        return Math.sqrt(sums[sum(set, kind, against, 0) + 1] / sums[count(set, kind, 0)]);
    }

    /** Root of the mean squared residual after subtracting the mean residual. */
    public double shiftedRmse(RowSet set, RowKind kind, Against against) {
        int i = sum(set, kind, against, 0);
        double count = sums[count(set, kind, 0)];
        double mean = sums[i] / count;
        return Math.sqrt(Math.max(0, sums[i + 1] / count - mean * mean));
    }
}
