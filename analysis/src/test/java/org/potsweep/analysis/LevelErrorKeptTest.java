package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelErrorKeptTest {
    /**
     * By hand, d = (1, 2, 3, 4, 5) and r = (1, 2, 1, 2, 4): deviations from their means (-2, -1, 0, 1, 2) and (-1, 0, -1,
     * 0, 2), whose products sum to 6 and whose squares to 10 and 6; r - d deviates by (1, 1, -1, -1, 0), squares 4.
     */
    @Test
    void agreesWithAComputationByHand() {
        LevelErrorKept kept = LevelErrorKept.of(Math.sqrt(6.0 / 5), Math.sqrt(4.0 / 5), Math.sqrt(10.0 / 5));
        assertThat(kept.share()).isCloseTo(0.6, within(1e-14));
        assertThat(kept.correlation()).isCloseTo(6 / Math.sqrt(60), within(1e-14));
    }

    @Test
    void aModelThatReproducesItsLabelsKeepsAll() {
        LevelErrorKept kept = LevelErrorKept.of(3, 0, 3);
        assertThat(kept).isEqualTo(new LevelErrorKept(1, 1));
    }

    /** A residual of 4 that has nothing to do with an error of 3: against its own level the model is off by 5. */
    @Test
    void aModelThatCorrectsItsLevelKeepsNothing() {
        assertThat(LevelErrorKept.of(4, 5, 3)).isEqualTo(new LevelErrorKept(0, 0));
    }

    @Test
    void aConstantHasNoCorrelation() {
        LevelErrorKept reference = LevelErrorKept.of(5, 5, 0);
        assertThat(reference.correlation()).isNaN();
        assertThat(reference.share()).isNaN();
        LevelErrorKept exact = LevelErrorKept.of(0, 5, 5);
        assertThat(exact.correlation()).isNaN();
        assertThat(exact.share()).isZero();
    }

    /** Against sums over pairs, among them a model much worse than its level. */
    @Test
    void agreesWithSumsOverPairs() {
        Random random = new Random(7);
        for (double spread : new double[] {0.1, 1, 100}) {
            double[] r = new double[500];
            double[] d = new double[500];
            for (int i = 0; i < 500; i++) {
                d[i] = random.nextGaussian() + 3;
                r[i] = 0.4 * d[i] + spread * random.nextGaussian();
            }
            double[] difference = new double[500];
            for (int i = 0; i < 500; i++) {
                difference[i] = r[i] - d[i];
            }
            double covariance = covariance(r, d);
            LevelErrorKept kept = LevelErrorKept.of(
                    Math.sqrt(covariance(r, r)),
                    Math.sqrt(covariance(difference, difference)),
                    Math.sqrt(covariance(d, d)));
            assertThat(kept.share()).isCloseTo(covariance / covariance(d, d), within(1e-10));
            assertThat(kept.correlation())
                    .isCloseTo(covariance / Math.sqrt(covariance(r, r) * covariance(d, d)), within(1e-12));
        }
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += a[i] / a.length;
            meanB += b[i] / b.length;
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / a.length;
    }

    @Test
    void refusesWhatIsNoRootMeanSquare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevelErrorKept.of(1, Double.NaN, 2))
                .withMessageContaining("1.0, NaN, 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> LevelErrorKept.of(-1, 1, 2));
    }
}
