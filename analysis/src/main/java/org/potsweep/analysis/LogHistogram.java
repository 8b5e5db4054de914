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

    /** Of a thread, empty while nobody uses it. */
    private static final ThreadLocal<Counts> COUNTS = ThreadLocal.withInitial(Counts::new);

    private static final LogHistogram EMPTY = new LogHistogram(new byte[0], 0);

    /**
     * Counts values by their magnitudes.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public static LogHistogram of(double[] values) {
        Builder builder = new Builder();
        for (double value : values) {
            builder.add(value);
        }
        return builder.histogram();
    }

    /**
     * Counts values, and adds histograms, that come little by little: values wait for that, four bytes each, and so do a
     * few histograms, which are cheaper to add together than one by one. Not thread-safe.
     */
    public static final class Builder {
        /** Histograms that wait at most. */
        private static final int TOGETHER = 8;

        /** Values that there is room for at first. */
        private static final int FIRST_ROOM = 64;

        private final List<LogHistogram> histograms = new ArrayList<>();
        private int[] bins = {};
        private int waiting;
        private double largest;

        /**
         * Adds a value.
         *
         * @throws IllegalArgumentException if it is NaN or infinite
         */
        public void add(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value " + count() + " is " + value + ": it belongs to no bin");
            }
            if (waiting == bins.length) {
                bins = Arrays.copyOf(bins, Math.max(FIRST_ROOM, Math.addExact(waiting, waiting / 2)));
            }
            double magnitude = Math.abs(value);
            bins[waiting++] = binOf(magnitude);
            largest = Math.max(largest, magnitude);
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
                histograms.add(ofBins(bins, waiting, largest));
                bins = new int[0];
                waiting = 0;
            }
            if (histograms.size() > 1) {
                LogHistogram sum = LogHistogram.sum(histograms);
                histograms.clear();
                histograms.add(sum);
            }
        }

        /** The number of values so far. */
        private long count() {
            return waiting + histograms.stream().mapToLong(LogHistogram::count).sum();
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
        double largest = 0;
        int length = 0;
        for (LogHistogram histogram : histograms) {
            lowest = Math.min(lowest, new Reader(histogram).pastZeros().bin);
            largest = Math.max(largest, histogram.largest);
            length += histogram.code.length;
        }
        int range = binOf(largest) - lowest + 1; // not positive where there is nothing but zeros
        if (range > Counts.RANGE) {
            return histograms.stream().reduce(EMPTY, LogHistogram::plus);
        }
        long zeros = 0;
        Counts counts = COUNTS.get();
        for (LogHistogram histogram : histograms) {
            for (Reader reader = new Reader(histogram); !reader.done(); reader.next()) {
                if (reader.bin == 0) {
                    zeros += reader.count;
                } else {
                    counts.add(reader.bin - lowest, reader.count);
                }
            }
        }
        return counts.take(zeros, lowest, range, length).histogram(largest);
    }

    private static int binOf(double magnitude) {
        return (int) (Double.doubleToRawLongBits(magnitude) >>> DROPPED_BITS);
    }

    /** Of the first {@code count} values. */
    private static LogHistogram ofBins(int[] binOf, int count, double largest) {
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, binOf[i] == 0 ? Integer.MAX_VALUE : binOf[i]);
        }
        int range = binOf(largest) - lowest + 1; // not positive where there is nothing but zeros
        if (range > Counts.RANGE) {
            return sorted(binOf, count, largest);
        }
        long zeros = 0;
        Counts counts = COUNTS.get();
        for (int i = 0; i < count; i++) {
            if (binOf[i] == 0) {
                zeros++;
            } else {
                counts.add(binOf[i] - lowest, 1);
            }
        }
        return counts.take(zeros, lowest, range, 2 * count).histogram(largest);
    }

    private static LogHistogram sorted(int[] binOf, int count, double largest) {
        Arrays.sort(binOf, 0, count);
        Writer writer = new Writer(2 * count);
        for (int from = 0, to = 0; from < count; from = to) {
            while (to < count && binOf[to] == binOf[from]) {
                to++;
            }
            writer.add(binOf[from], to - from);
        }
        return writer.histogram(largest);
    }

    /** Counts bins of a range, but for that of zero: exact zeros are common, and far from all else. */
    private static final class Counts {
        /** Bins: a factor of 1e77 between magnitudes. */
        static final int RANGE = 1 << 16;

        private final long[] counts = new long[RANGE];

        /** A bit for each bin, set where it occurs: few do, as a rule. */
        private final long[] occurs = new long[RANGE / Long.SIZE];

        void add(int bin, long count) {
            counts[bin] += count;
            occurs[bin / Long.SIZE] |= 1L << bin;
        }

        /**
         * Writes zeros and the bins that occur, and forgets them.
         *
         * @param lowest number of the first bin
         * @param range number of bins
         * @param expected bytes, about
         */
        Writer take(long zeros, int lowest, int range, int expected) {
            Writer writer = new Writer(expected);
            if (zeros > 0) {
                writer.add(0, zeros);
            }
            for (int word = 0; word * Long.SIZE < range; word++) {
                for (long left = occurs[word]; left != 0; left &= left - 1) {
                    int bin = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                    writer.add(lowest + bin, counts[bin]);
                    counts[bin] = 0;
                }
                occurs[word] = 0;
            }
            return writer;
        }
    }

    /** Writes bins, in ascending order. */
    private static final class Writer {
        /** What a bin takes at most: an int and a long. */
        private static final int MOST_BYTES = 5 + 9;

        private byte[] code;
        private int length;
        private int last;

        /** @param expected bytes, about */
        Writer(int expected) {
            code = new byte[expected + MOST_BYTES];
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

        /** This reader, at the first bin that is not that of zero. */
        Reader pastZeros() {
            if (bin == 0) {
                next();
            }
            return this;
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
        Writer both = new Writer(code.length + other.code.length);
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
