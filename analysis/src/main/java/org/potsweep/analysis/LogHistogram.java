package org.potsweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often magnitudes occur, in bins whose width grows with them: {@value #BINS} a factor of two, so that a magnitude is
 * known to within {@link #RESOLUTION}. It takes two bytes or so for each bin that occurs, however many values there are, and
 * histograms may be added in any order with the same result.
 *
 * @param code for each bin that occurs, ascending, how far it is from the one before it (the first: from bin 0), and the
 *     number of its values; both in groups of seven bits, the low ones first, all but the last with the eighth bit set
 * @param largest largest magnitude, which is known in full; 0 of nothing
 */
public record LogHistogram(byte[] code, double largest) {
    /** Half the width of a bin, relative to the magnitudes in it, at most: 0.2 %. */
    public static final double RESOLUTION = 0x1.0p-9;

    /** Bins between a power of two and the next one. */
    static final int BINS = 256;

    /** Low bits of a double that its bin does not tell: the mantissa's 52 but for those that number the bins. */
    private static final int DROPPED_BITS = 52 - Integer.numberOfTrailingZeros(BINS);

    /** So many bins a value are counted in place: an array of counts is then cheaper than sorting. */
    private static final long COUNTED_BINS = 8;

    /** So many bins, a factor of 1e77 between magnitudes, histograms are added in an array of counts. */
    private static final int MOST_COUNTED = 1 << 16;

    private static final LogHistogram EMPTY = new LogHistogram(new byte[0], 0);

    /**
     * Counts values by their magnitudes.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public static LogHistogram of(double[] values) {
        Builder builder = new Builder();
        builder.add(values);
        return builder.histogram();
    }

    /**
     * Counts values, and adds histograms, that come little by little: values wait for that, four bytes each, and so do a
     * few histograms, which are cheaper to add together than one by one. Not thread-safe.
     */
    public static final class Builder {
        /** Histograms that wait at most. */
        private static final int TOGETHER = 8;

        private final List<LogHistogram> histograms = new ArrayList<>();
        private int[] bins = {};
        private int waiting;
        private double largest;

        /**
         * Adds values.
         *
         * @throws IllegalArgumentException if one is NaN or infinite
         */
        public void add(double[] values) {
            if (bins.length - waiting < values.length) {
                bins = Arrays.copyOf(bins, Math.max(Math.addExact(waiting, values.length), waiting + waiting / 2));
            }
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException("value " + i + " is " + values[i] + ": it belongs to no bin");
                }
                double magnitude = Math.abs(values[i]);
                bins[waiting + i] = binOf(magnitude);
                largest = Math.max(largest, magnitude);
            }
            waiting += values.length;
        }

        /** Adds the values of a histogram. */
        public void add(LogHistogram histogram) {
            histograms.add(histogram);
            if (histograms.size() == TOGETHER) {
                settle();
            }
        }

        /** Leaves nothing waiting, which takes the least memory. */
        public void settle() {
            if (waiting > 0) {
                histograms.add(ofBins(Arrays.copyOf(bins, waiting), largest));
                bins = new int[0];
                waiting = 0;
            }
            if (histograms.size() > 1) {
                LogHistogram sum = LogHistogram.sum(histograms);
                histograms.clear();
                histograms.add(sum);
            }
        }

        /** All values so far. */
        public LogHistogram histogram() {
            settle();
            return histograms.isEmpty() ? EMPTY : histograms.get(0);
        }
    }

    /** The values of all. */
    private static LogHistogram sum(List<LogHistogram> histograms) {
        int lowest = Integer.MAX_VALUE;
        int highest = 0;
        double largest = 0;
        for (LogHistogram histogram : histograms) {
            Reader reader = new Reader(histogram);
            if (reader.bin == 0) { // exact zeros are common, and far from all else
                reader.next();
            }
            lowest = Math.min(lowest, reader.bin);
            highest = Math.max(highest, binOf(histogram.largest));
            largest = Math.max(largest, histogram.largest);
        }
        if (highest - lowest > MOST_COUNTED) {
            return histograms.stream().reduce(EMPTY, LogHistogram::plus);
        }
        long zeros = 0;
        long[] occurrences = new long[Math.max(0, highest - lowest + 1)];
        for (LogHistogram histogram : histograms) {
            for (Reader reader = new Reader(histogram); !reader.done(); reader.next()) {
                if (reader.bin == 0) {
                    zeros += reader.count;
                } else {
                    occurrences[reader.bin - lowest] += reader.count;
                }
            }
        }
        Writer writer = new Writer(2 * occurrences.length + Writer.MOST_BYTES);
        if (zeros > 0) {
            writer.add(0, zeros);
        }
        writer.addAll(lowest, occurrences);
        return writer.histogram(largest);
    }

    private static int binOf(double magnitude) {
        return (int) (Double.doubleToRawLongBits(magnitude) >>> DROPPED_BITS);
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
        long[] occurrences = new long[highest - lowest + 1];
        for (int bin : binOf) {
            occurrences[bin - lowest]++;
        }
        Writer writer = new Writer(2 * Math.min(binOf.length, occurrences.length) + Writer.MOST_BYTES);
        writer.addAll(lowest, occurrences);
        return writer.histogram(largest);
    }

    private static LogHistogram sorted(int[] binOf, double largest) {
        Arrays.sort(binOf);
        Writer writer = new Writer(2 * binOf.length + Writer.MOST_BYTES);
        for (int from = 0, to = 0; from < binOf.length; from = to) {
            while (to < binOf.length && binOf[to] == binOf[from]) {
                to++;
            }
            writer.add(binOf[from], to - from);
        }
        return writer.histogram(largest);
    }

    /** Writes bins, in ascending order. */
    private static final class Writer {
        /** What a bin takes at most: an int and a long. */
        private static final int MOST_BYTES = 5 + 9;

        private byte[] code;
        private int length;
        private int last;

        Writer(int expected) {
            code = new byte[expected];
        }

        void add(int bin, long count) {
            int distance = bin - last;
            last = bin;
            if (code.length - length < MOST_BYTES) {
                code = Arrays.copyOf(code, 2 * code.length + MOST_BYTES);
            }
            if ((distance | count) < 0x80) { // nearly always
                code[length] = (byte) distance;
                code[length + 1] = (byte) count;
                length += 2;
            } else {
                write(distance);
                write(count);
            }
        }

        /** Adds the bins from {@code lowest} on that occur. */
        void addAll(int lowest, long[] occurrences) {
            for (int i = 0; i < occurrences.length; i++) {
                if (occurrences[i] > 0) {
                    add(lowest + i, occurrences[i]);
                }
            }
        }

        private void write(long value) {
            long left = value;
            for (; left >= 0x80; left >>>= 7) {
                code[length++] = (byte) (left | 0x80);
            }
            code[length++] = (byte) left;
        }

        LogHistogram histogram(double largest) {
            return new LogHistogram(Arrays.copyOf(code, length), largest);
        }
    }

    /** Reads bins one by one. */
    private static final class Reader {
        private final byte[] code;
        private int at;

        /** The present bin, beyond all others behind the last one, and the number of its values. */
        private int bin;

        private long count;

        Reader(LogHistogram histogram) {
            code = histogram.code;
            next();
        }

        void next() {
            if (at == code.length) {
                bin = Integer.MAX_VALUE;
                return;
            }
            bin += (int) read();
            count = read();
        }

        private long read() {
            byte group = code[at++];
            return group >= 0 ? group : read(group & 0x7fL);
        }

        /** The groups behind a first one. */
        private long read(long first) {
            long value = first;
            for (int shift = 7; ; shift += 7) {
                byte group = code[at++];
                value |= (group & 0x7fL) << shift;
                if (group >= 0) {
                    return value;
                }
            }
        }

        boolean done() {
            return bin == Integer.MAX_VALUE;
        }

        /** The number of values in a bin, if that is the present one, which is then done with; otherwise 0. */
        long take(int wanted) {
            if (bin != wanted) {
                return 0;
            }
            long taken = count;
            next();
            return taken;
        }
    }

    /** A histogram of nothing. */
    public static LogHistogram empty() {
        return EMPTY;
    }

    /** The values of both. */
    public LogHistogram plus(LogHistogram other) {
        if (code.length == 0 || other.code.length == 0) {
            return code.length == 0 ? other : this;
        }
        Writer both = new Writer(code.length + other.code.length + Writer.MOST_BYTES);
        Reader a = new Reader(this);
        Reader b = new Reader(other);
        while (!a.done() || !b.done()) {
            int bin = Math.min(a.bin, b.bin);
            both.add(bin, a.take(bin) + b.take(bin));
        }
        return both.histogram(Math.max(largest, other.largest));
    }

    /** The number of values. */
    public long count() {
        long count = 0;
        for (Reader reader = new Reader(this); !reader.done(); reader.next()) {
            count += reader.count;
        }
        return count;
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
        Reader reader = new Reader(this);
        for (long left = rank; left >= reader.count; reader.next()) {
            left -= reader.count;
        }
        long bin = reader.bin;
        double lower = Double.longBitsToDouble(bin << DROPPED_BITS);
        // The first bin holds zero, and what is too small to be told from it.
        double middle = lower + (Double.longBitsToDouble(bin + 1 << DROPPED_BITS) - lower) / 2;
        return bin == 0 ? 0 : Math.min(largest, middle);
    }
}
