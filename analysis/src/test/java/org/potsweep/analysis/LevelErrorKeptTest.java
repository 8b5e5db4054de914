package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelErrorKeptTest {
    private static final double[] ERRORS = {1, 2, 3, 4, 5};

    @Test
    void aModelThatReproducesItsLabelsKeepsAll() {
        LevelErrorKept kept = LevelErrorKept.of(ERRORS, ERRORS);
        assertThat(kept.count()).isEqualTo(5);
        assertThat(kept.correlation()).isCloseTo(1, within(1e-15));
        assertThat(kept.share()).isCloseTo(1, within(1e-15));
    }

    /** By hand: deviations (-2, -1, 0, 1, 2) and (-1, 0, -1, 0, 2), means 3 and 2: products 6, squares 10 and 6. */
    @Test
    void agreesWithAComputationByHand() {
        LevelErrorKept kept = LevelErrorKept.of(new double[] {1, 2, 1, 2, 4}, ERRORS);
        assertThat(kept.share()).isCloseTo(0.6, within(1e-15));
        assertThat(kept.correlation()).isCloseTo(6 / Math.sqrt(60), within(1e-15));
    }

    @Test
    void aModelThatCorrectsTheLevelKeepsNothing() {
        LevelErrorKept kept = LevelErrorKept.of(new double[] {1, -1, 0, -1, 1}, ERRORS);
        assertThat(kept.correlation()).isZero();
        assertThat(kept.share()).isZero();
    }

    @Test
    void aConstantHasNoCorrelation() {
        LevelErrorKept constantError = LevelErrorKept.of(ERRORS, new double[5]);
        assertThat(constantError.correlation()).isNaN();
        assertThat(constantError.share()).isNaN();
        LevelErrorKept constantResidual = LevelErrorKept.of(new double[5], ERRORS);
        assertThat(constantResidual.correlation()).isNaN();
        assertThat(constantResidual.share()).isZero();
    }

    @Test
    void refusesWhatHasNoCorrelation() {
        assertThatIllegalArgumentException().isThrownBy(() -> LevelErrorKept.of(new double[3], ERRORS));
        assertThatIllegalArgumentException().isThrownBy(() -> LevelErrorKept.of(new double[1], new double[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevelErrorKept.of(new double[] {0, Double.NaN}, new double[2]))
                .withMessageContaining("residual 1 is NaN");
    }
}
