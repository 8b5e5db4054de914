package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
    /** Sizes 10, 20, ..., with a median and an 84th percentile each. */
    private static LearningCurve curve(double[] medians, double[] p84) {
        TreeMap<Integer, Spread> errors = new TreeMap<>();
        for (int i = 0; i < medians.length; i++) {
            errors.put(10 * (i + 1), new Spread(0, medians[i], p84[i]));
        }
        return new LearningCurve(errors);
    }

    @Test
    void takesTheSmallestSizeWithinTheToleranceOfTheLargest() {
        // Bounds: 44 at 10 %, 60 at 50 %, 40 at none.
        LearningCurve curve = curve(new double[] {90, 60, 44, 40}, new double[] {120, 80, 58, 44});
        assertThat(curve.largest()).isEqualTo(40);
        assertThat(curve.smallestByMedian(0.1)).isEqualTo(30);
        assertThat(curve.smallestByMedian(0.5)).isEqualTo(20);
        assertThat(curve.smallestByMedian(0)).isEqualTo(40);
        assertThat(curve.smallestByP84(0.1)).hasValue(40);
        assertThat(curve.smallestByP84(0.5)).hasValue(30);
        assertThat(curve.smallestByP84(0)).isEmpty();
    }

    @Test
    void aSmallSubsetThatIsGoodByLuckDoesNotCount() {
        LearningCurve curve = curve(new double[] {41, 60, 43, 40}, new double[] {42, 70, 50, 41});
        assertThat(curve.smallestByMedian(0.1)).isEqualTo(30);
        assertThat(curve.smallestByP84(0.1)).hasValue(40);
    }

    @Test
    void refusesANegativeTolerance() {
        LearningCurve curve = curve(new double[] {1}, new double[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.smallestByMedian(-0.1))
                .withMessageContaining("-0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningCurve(new TreeMap<>()));
    }
}
