package org.potsweep.analysis;

import java.util.Arrays;

/**
 * How often magnitudes occur, in bins whose width grows with them: {@value #BINS} a factor of two, so that a magnitude is
 * known to within {@link #RESOLUTION}. It takes memory by the bins that occur, not by the values, and counts may be added
 * in any order with the same result.
 *
 * @param bins indices of the bins that occur, ascending
 * @param counts number of values in each
 * @param largest largest magnitude, which is known in full; 0 of nothing
 */
public record LogHistogram(int[] bins, long[] counts, double largest) {
    /** Half the width of a bin, relative to the magnitudes in it, at most: 0.2 %. */
    public static final double RESOLUTION = 0x1.0p-9;

    /** Bins between a power of two and the next one. */
    static final int BINS = 256;

    /** Low bits of a double that its bin does not tell: the mantissa's 52 but for those that number the bins. */
    private static final int DROPPED_BITS = 52 - Integer.numberOfTrailingZeros(BINS);

    /** So many bins a value are counted in place: an array of counts is then cheaper than sorting. */
    private static final long COUNTED_BINS = 8;

    private static final LogHistogram EMPTY = new LogHistogram(new int[0], new long[0], 0);

    /**
     * Counts values by their magnitudes.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public static LogHistogram of(double[] values) {
        int[] binOf = new int[values.length];
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " is " + values[i] + ": it belongs to no bin");
            }
            double magnitude = Math.abs(values[i]);
            binOf[i] = (int) (Double.doubleToRawLongBits(magnitude) >>> DROPPED_BITS);
            largest = Math.max(largest, magnitude);
        }
        return binOf.length == 0 ? EMPTY : ofBins(binOf, largest);
    }

    private static LogHistogram ofBins(int[] binOf, double largest) {
        int lowest = Integer.MAX_VALUE;
        int highest = 0;
        for (int bin : binOf) {
            lowest = Math.min(lowest, bin);
            highest = Math.max(highest, bin);
        }
        // Values far apart, of which there may be few, would leave most of an array of counts empty.
        return highest - lowest <= COUNTED_BINS * binOf.length
                ? counted(binOf, lowest, highest, largest)
                : sorted(binOf, largest);
    }

    private static LogHistogram counted(int[] binOf, int lowest, int highest, double largest) {
        int[] occurrences = new int[highest - lowest + 1];
        int length = 0;
        for (int bin : binOf) {
            length += occurrences[bin - lowest]++ == 0 ? 1 : 0;
        }
        int[] bins = new int[length];
        long[] counts = new long[length];
        for (int i = 0, at = 0; at < length; i++) {
            if (occurrences[i] > 0) {
                bins[at] = lowest + i;
                counts[at++] = occurrences[i];
            }
        }
        return new LogHistogram(bins, counts, largest);
    }

    private static LogHistogram sorted(int[] binOf, double largest) {
        Arrays.sort(binOf);
        int[] bins = new int[binOf.length];
        long[] counts = new long[binOf.length];
        int length = 0;
        for (int bin : binOf) {
            if (length == 0 || bins[length - 1] != bin) {
                bins[length++] = bin;
            }
            counts[length - 1]++;
        }
        return new LogHistogram(Arrays.copyOf(bins, length), Arrays.copyOf(counts, length), largest);
    }

    /** A histogram of nothing. */
    public static LogHistogram empty() {
        return EMPTY;
    }

    /** The values of both. */
    public LogHistogram plus(LogHistogram other) {
        int[] both = new int[bins.length + other.bins.length];
        long[] sums = new long[both.length];
        int length = 0;
        for (int i = 0, j = 0; i < bins.length || j < other.bins.length; ) {
            boolean own = j == other.bins.length || (i < bins.length && bins[i] <= other.bins[j]);
            boolean others = i == bins.length || (j < other.bins.length && other.bins[j] <= bins[i]);
            both[length] = own ? bins[i] : other.bins[j];
            sums[length++] = (own ? counts[i++] : 0) + (others ? other.counts[j++] : 0);
        }
        return new LogHistogram(
                Arrays.copyOf(both, length), Arrays.copyOf(sums, length), Math.max(largest, other.largest));
    }

    /** The number of values. */
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /**
     * A percentile of the magnitudes, by the definition of {@link Quantiles}, to within {@link #RESOLUTION}.
     *
     * @param percent 0 to 100
     * @throws IllegalArgumentException if there are no values, or percent is out of range
     */
    public double percentile(double percent) {
        long count = count();
        if (count == 0) {
            throw new IllegalArgumentException("no values: their percentiles are undefined");
        }
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile lies between 0 and 100, not at " + percent);
        }
        double position = (count - 1) * percent / 100;
        long below = (long) position;
        double fraction = position - below;
        double value = ranked(below, count);
        return fraction == 0 ? value : (1 - fraction) * value + fraction * ranked(below + 1, count);
    }

    /** The magnitude of a rank from 0: the largest, or the middle of its bin. */
    private double ranked(long rank, long count) {
        if (rank == count - 1) {
            return largest;
        }
        int at = 0;
        for (long left = rank; left >= counts[at]; at++) {
            left -= counts[at];
        }
        long bin = bins[at];
        double lower = Double.longBitsToDouble(bin << DROPPED_BITS);
        // The first bin holds zero, and what is too small to be told from it.
        double middle = lower + (Double.longBitsToDouble(bin + 1 << DROPPED_BITS) - lower) / 2;
        return bin == 0 ? 0 : Math.min(largest, middle);
    }
}
