package org.potsweep.jobs.cli;

import java.util.Locale;
import org.potsweep.analysis.Spread;

/** Numbers as a person reads them. */
final class Quantity {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};

    private Quantity() {}

    /** A whole number with its thousands apart: 12,345. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Bytes in the largest unit of which there is at least one: 1.5 GiB. */
    static String bytes(double bytes) {
        return scaled(bytes, 1024, BINARY, " ");
    }

    /** Floating-point operations: 3.2 TFlop. */
    static String flops(double flops) {
        return scaled(flops, 1000, DECIMAL, " ") + "Flop";
    }

    private static String scaled(double value, double step, String[] units, String gap) {
        int unit = 0;
        while (value >= step && unit < units.length - 1) {
            value /= step;
            unit++;
        }
        return significant(value, 3) + gap + units[unit];
    }

    /** Seconds below two minutes with a decimal, above in minutes or hours. */
    static String duration(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long rounded = Math.round(seconds);
        return rounded < 7200
                ? String.format(Locale.ROOT, "%d min %02d s", rounded / 60, rounded % 60)
                : String.format(Locale.ROOT, "%d h %02d min", rounded / 3600, rounded % 3600 / 60);
    }

    /**
     * At least the given number of significant digits, without an exponent between 0.001 and 10 million; a dash for an
     * unknown value (NaN).
     */
    static String significant(double value, int digits) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value == 0) {
            return "0";
        }
        double magnitude = Math.abs(value);
        if (!(magnitude >= 1e-3 && magnitude < 1e7)) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
        }
        int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(magnitude)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** The 16-84 % band of a spread: 47.3-52.0; nothing where there is none, as with one replicate. */
    static String range(Spread spread) {
        if (spread.p16() == spread.p84()) {
            return "";
        }
        return significant(spread.p16(), 3) + "-" + significant(spread.p84(), 3);
    }

    /** A setting as short as it can be written: 5, 12.25, 1e-6. */
    static String setting(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? Long.toString((long) value)
                : Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }
}
