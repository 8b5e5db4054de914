package org.potsweep.jobs.dataset;

import java.util.Locale;
import org.potsweep.descriptors.SimulationCell;

/**
 * Stresses from extended XYZ: nine numbers (a symmetric matrix) or six (xx, yy, zz, yz, xz, xy), as a stress in
 * eV/angstrom^3 with ASE's sign, or as a virial in eV, where stress = -virial / volume.
 */
final class StressLabel {
    /** GPa in one eV/angstrom^3: the elementary charge is 1.602176634e-19 C exactly. */
    static final double GPA_PER_EV_PER_CUBIC_ANGSTROM = 160.2176634;

    /** By how much the two halves of a matrix may differ, as a share of its largest entry. */
    private static final double ASYMMETRY = 1e-2;

    private StressLabel() {}

    static boolean isVirial(String key) {
        return key.toLowerCase(Locale.ROOT).contains("virial");
    }

    /**
     * @return six components in GPa
     * @throws IllegalArgumentException if the text is not a stress or virial of a box with a volume
     */
    static double[] gpa(String key, String text, SimulationCell cell) {
        double[] given = numbers(key, text);
        double[] six = given.length == 9 ? symmetric(key, text, given) : given;
        double factor = GPA_PER_EV_PER_CUBIC_ANGSTROM;
        if (isVirial(key)) {
            if (!(cell.volume() > 0)) {
                throw new IllegalArgumentException(
                        key + "=\"" + text + "\" eV, but the box has no volume to divide by");
            }
            factor /= -cell.volume();
        }
        for (int c = 0; c < 6; c++) {
            six[c] *= factor;
        }
        return six;
    }

    private static double[] numbers(String key, String text) {
        double[] numbers;
        try {
            numbers = DecimalNumber.parseAll(text);
        } catch (NumberFormatException e) {
            numbers = new double[0];
        }
        if (numbers.length != 9 && numbers.length != 6) {
            throw new IllegalArgumentException(key + " takes nine or six numbers, not \"" + text + "\"");
        }
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(key + "=\"" + text + "\" is not finite");
            }
        }
        return numbers;
    }

    private static double[] symmetric(String key, String text, double[] m) {
        double largest = 0;
        for (double entry : m) {
            largest = Math.max(largest, Math.abs(entry));
        }
        double asymmetry = Math.max(Math.abs(m[5] - m[7]), Math.max(Math.abs(m[2] - m[6]), Math.abs(m[1] - m[3])));
        if (asymmetry > ASYMMETRY * largest) {
            throw new IllegalArgumentException(
                    key + "=\"" + text + "\" is not symmetric: its halves differ by up to " + asymmetry);
        }
        return new double[] {m[0], m[4], m[8], (m[5] + m[7]) / 2, (m[2] + m[6]) / 2, (m[1] + m[3]) / 2};
    }
}
