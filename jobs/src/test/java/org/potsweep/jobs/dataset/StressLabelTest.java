package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.potsweep.descriptors.SimulationCell;

class StressLabelTest {
    private static final SimulationCell BOX =
            new SimulationCell(new double[] {2, 0, 0, 0, 2, 0, 0, 0, 2}, new boolean[] {true, true, true});

    @Test
    void turnsSixNumbersIntoGigapascal() {
        assertThat(StressLabel.gpa("stress", "1 2 3 4 5 -0.5", BOX))
                .containsExactly(160.2176634, 320.4353268, 480.6529902, 640.8706536, 801.088317, -80.1088317);
    }

    @Test
    void takesAMatrixInVoigtOrder() {
        double[] six = StressLabel.gpa("stress", "1 6 5 6 2 4 5 4 3", BOX);
        assertThat(six).containsExactly(StressLabel.gpa("stress", "[1, 2, 3, 4, 5, 6]", BOX));
    }

    @Test
    void averagesTheHalvesOfANearlySymmetricMatrix() {
        double[] six = StressLabel.gpa("stress", "1 0.001 0 0 1 0 0 0 1", BOX);
        assertThat(six[5]).isCloseTo(0.0005 * 160.2176634, within(1e-12));
    }

    @Test
    void dividesAVirialByMinusTheVolume() {
        double[] expected = StressLabel.gpa("stress", "-1 -2 -3 -4 -5 -6", BOX);
        assertThat(StressLabel.gpa("virial", "8 16 24 32 40 48", BOX)).containsExactly(expected, within(1e-12));
        assertThat(StressLabel.gpa("dft_Virials", "8 48 40 48 16 32 40 32 24", BOX))
                .containsExactly(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stress | 1 2 3 | stress takes nine or six numbers, not \"1 2 3\"",
                "stress | a b c d e f | stress takes nine or six numbers, not \"a b c d e f\"",
                "stress | 1 2 3 4 5 nan | stress=\"1 2 3 4 5 nan\" is not finite",
                "stress | 1 2 0 0 1 0 0 0 1 | stress=\"1 2 0 0 1 0 0 0 1\" is not symmetric: its halves differ by up to 2.0"
            })
    void refuses(String key, String text, String message) {
        assertThatThrownBy(() -> StressLabel.gpa(key, text, BOX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAVirialWithoutAVolume() {
        assertThatThrownBy(() -> StressLabel.gpa("virial", "1 2 3 4 5 6", SimulationCell.open()))
                .hasMessage("virial=\"1 2 3 4 5 6\" eV, but the box has no volume to divide by");
    }
}
