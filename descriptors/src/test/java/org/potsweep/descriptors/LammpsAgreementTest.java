package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Rows against LAMMPS's: within 1e-9 of the largest entry of each row, or 1e-12 absolute. */
class LammpsAgreementTest {
    @SuppressWarnings("unused")
    static final java.util.List<String> CASES = LammpsCase.NAMES;

    @ParameterizedTest
    @FieldSource("CASES")
    void rowsAgree(String name) {
        LammpsCase reference = LammpsCase.read(name);
        AtomicConfiguration configuration = reference.configuration();
        double[][] rows = Rows.lammpsOrder(reference.parameters(), configuration);
        int n = configuration.natoms();

        double[] energy = reference.numbers("energy_row");
        assertThat(energy).hasSize(rows[0].length);
        assertRow(name + " energy", scaled(rows[0], n), energy);
        if (reference.has("force_rows_1x_1y_1z_2x")) {
            double[] forces = reference.numbers("force_rows_1x_1y_1z_2x");
            int p = energy.length;
            assertThat(forces).hasSize(3 * n * p);
            for (int r = 0; r < 3 * n; r++) {
                double[] expected = java.util.Arrays.copyOfRange(forces, r * p, (r + 1) * p);
                assertRow(name + " force row " + r, rows[1 + r], expected);
            }
        } else {
            double[] probe = reference.numbers("probe_coefficients");
            double[] expected = reference.numbers("force_rows_times_probe");
            double[] actual = new double[3 * n];
            for (int r = 0; r < 3 * n; r++) {
                for (int c = 0; c < probe.length; c++) {
                    actual[r] += rows[1 + r][c] * probe[c];
                }
            }
            assertRow(name + " forces by probe", actual, expected);
        }
    }

    /** LAMMPS's virial rows are minus the derivative with respect to strain, not divided by the volume. */
    @ParameterizedTest
    @FieldSource("CASES")
    void stressRowsAgree(String name) {
        LammpsCase reference = LammpsCase.read(name);
        AtomicConfiguration configuration = reference.inBox();
        double[][] rows = Rows.withStressLammpsOrder(reference.parameters(), configuration);
        double toVirial = -configuration.cell().volume() / 160.2176634;
        int n = configuration.natoms();
        double[] virial = reference.numbers("virial_rows_xx_yy_zz_yz_xz_xy");
        if (reference.json().path("virial_is_times_probe").asBoolean()) {
            double[] probe = reference.numbers("probe_coefficients");
            double[] actual = new double[6];
            for (int r = 0; r < 6; r++) {
                for (int c = 0; c < probe.length; c++) {
                    actual[r] += toVirial * rows[1 + 3 * n + r][c] * probe[c];
                }
            }
            assertRow(name + " virial by probe", actual, virial);
        } else {
            int p = rows[0].length;
            assertThat(virial).hasSize(6 * p);
            for (int r = 0; r < 6; r++) {
                double[] expected = java.util.Arrays.copyOfRange(virial, r * p, (r + 1) * p);
                assertRow(name + " virial row " + r, scaled(rows[1 + 3 * n + r], toVirial), expected);
            }
        }
    }

    private static double[] scaled(double[] row, double factor) {
        return java.util.Arrays.stream(row).map(x -> x * factor).toArray();
    }

    private static void assertRow(String what, double[] actual, double[] expected) {
        double largest = java.util.Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        double worst = 0;
        for (int c = 0; c < expected.length; c++) {
            worst = Math.max(worst, Math.abs(actual[c] - expected[c]));
        }
        assertThat(worst).as(what + ", largest entry " + largest).isLessThanOrEqualTo(Math.max(1e-12, 1e-9 * largest));
    }
}
