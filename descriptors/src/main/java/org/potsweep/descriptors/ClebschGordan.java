package org.potsweep.descriptors;

/** Clebsch-Gordan coefficients of SU(2), by Racah's formula (Varshalovich, Moskalev, Khersonskii 1988, eq. 8.2.1 (3)). */
final class ClebschGordan {
    /** Factorials are exact enough as doubles: the largest argument is (3 x 14) / 2 + 1 = 22. */
    private static final double[] FACTORIAL = new double[3 * SnapParameters.MAX_TWOJMAX / 2 + 2];

    static {
        FACTORIAL[0] = 1;
        for (int n = 1; n < FACTORIAL.length; n++) {
            FACTORIAL[n] = n * FACTORIAL[n - 1];
        }
    }

    private ClebschGordan() {}

    /**
     * The coefficient of |j1 m1>|j2 m2> in |j m>.
     *
     * @param j1 twice the first angular momentum; {@code j2} and {@code j} alike
     * @param k1 m1 counted from zero, m1 = k1 - j1/2; {@code k2} alike; m = m1 + m2 must not exceed j
     */
    static double coefficient(int j1, int k1, int j2, int k2, int j) {
        int k = k1 + k2 - (j1 + j2 - j) / 2;
        int plus = (j1 + j2 - j) / 2;
        int shift1 = (j - j2 + 2 * k1 - j1) / 2;
        int shift2 = (j - j1 - 2 * k2 + j2) / 2;
        double sum = 0;
        for (int z = Math.max(0, Math.max(-shift1, -shift2)); z <= Math.min(plus, Math.min(j1 - k1, k2)); z++) {
            double denominator = FACTORIAL[z]
                    * FACTORIAL[plus - z]
                    * FACTORIAL[j1 - k1 - z]
                    * FACTORIAL[k2 - z]
                    * FACTORIAL[shift1 + z]
                    * FACTORIAL[shift2 + z];
            sum += (z % 2 == 0 ? 1 : -1) / denominator;
        }
        double triangle = FACTORIAL[plus]
                * FACTORIAL[(j1 - j2 + j) / 2]
                * FACTORIAL[(j2 - j1 + j) / 2]
                / FACTORIAL[(j1 + j2 + j) / 2 + 1];
        double states = FACTORIAL[k1]
                * FACTORIAL[j1 - k1]
                * FACTORIAL[k2]
                * FACTORIAL[j2 - k2]
                * FACTORIAL[k]
                * FACTORIAL[j - k]
                * (j + 1);
        return sum * Math.sqrt(triangle) * Math.sqrt(states);
    }
}
