package org.potsweep.jobs.dataset;

import java.util.Locale;
import java.util.StringTokenizer;

/**
 * Decimal numbers from text, independent of the locale and stricter than {@link Double#parseDouble}: no hexadecimal
 * digits, no trailing letter.
 *
 * <p>A number of up to 15 digits times a power of ten up to 22 is exact in both factors, so that one multiplication or
 * division rounds correctly (Clinger, PLDI 1990). Files of labels hold hardly anything else; the rest goes to the
 * standard library.
 */
final class DecimalNumber {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private DecimalNumber() {}

    static double parse(String text) {
        return parse(text, 0, text.length());
    }

    /**
     * The number in {@code text} from {@code from} up to {@code to}, which may be a NaN or an infinity.
     *
     * @throws NumberFormatException if that is not a number
     */
    static double parse(String text, int from, int to) {
        int at = from;
        boolean negative = at < to && text.charAt(at) == '-';
        if (negative || (at < to && text.charAt(at) == '+')) {
            at++;
        }
        long digits = 0;
        int count = 0;
        int decimals = 0;
        boolean point = false;
        for (; at < to; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                decimals += point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (at < to || count == 0 || count > 15) {
            return slow(text.substring(from, to));
        }
        double magnitude = digits / POWERS[decimals];
        return negative ? -magnitude : magnitude;
    }

    /**
     * All numbers of a list with blanks or commas between them, brackets and braces of any depth around them.
     *
     * @throws NumberFormatException if one of them is not a number
     */
    static double[] parseAll(String list) {
        StringTokenizer tokens = new StringTokenizer(list, " \t,[]{}");
        double[] numbers = new double[tokens.countTokens()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = parse(tokens.nextToken());
        }
        return numbers;
    }

    /** Exponents, long numbers, and the names of what is not finite. */
    private static double slow(String token) {
        String unsigned = token.startsWith("-") || token.startsWith("+") ? token.substring(1) : token;
        switch (unsigned.toLowerCase(Locale.ROOT)) {
            case "nan":
                return Double.NaN;
            case "inf", "infinity":
                return token.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            default:
        }
        for (int i = 0; i < token.length(); i++) {
            if ("0123456789.+-eE".indexOf(token.charAt(i)) < 0) {
                throw new NumberFormatException(token);
            }
        }
        return Double.parseDouble(token);
    }
}
