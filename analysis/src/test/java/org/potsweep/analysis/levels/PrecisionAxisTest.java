package org.potsweep.analysis.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PrecisionAxisTest {
    @Test
    void smallSpacingsComeFirst() {
        PrecisionAxis axis = PrecisionAxis.of(new double[] {0.5, 1.2, 0.3}, false);
        assertThat(axis.levels()).containsExactly(2, 0, 1);
        assertThat(axis.settings()).containsExactly(0.3, 0.5, 1.2);
        assertThat(axis.finestFirst(new double[] {50, 120, 30})).containsExactly(30, 50, 120);
    }

    @Test
    void largeCutOffsComeFirst() {
        PrecisionAxis axis = PrecisionAxis.of(new double[] {200, 450, 300}, true);
        assertThat(axis.levels()).containsExactly(1, 2, 0);
        assertThat(axis.settings()).containsExactly(450.0, 300.0, 200.0);
    }

    @Test
    void levelsWithoutASettingAreLeftOut() {
        PrecisionAxis axis = PrecisionAxis.of(new double[] {Double.NaN, 0.5, 0.3}, false);
        assertThat(axis.levels()).containsExactly(2, 1);
        assertThat(axis.size()).isEqualTo(2);
    }

    @Test
    void refusesLevelsThatShareASetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrecisionAxis.of(new double[] {0.5, 0.3, 0.5}, false))
                .withMessage("levels 0 and 2 share the setting 0.5");
    }
}
