package org.potsweep.analysis.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Worked by hand from the definition. */
class HalfMadThresholdTest {
    /** Mean 3, so that MAD = (3 + 2 + 1 + 6) / 4 = 3. */
    private static final double[] RISING = {0, 1, 2, 9};

    /** Mean 1.1, so that MAD = (1.1 + 0.1 + 0.3 + 0.9) / 4 = 0.6. */
    private static final double[] FLAT = {0, 1, 1.4, 2};

    @Test
    void isTheFirstDepartureByHalfTheMeanAbsoluteDeviation() {
        assertThat(HalfMadThreshold.meanAbsoluteDeviation(RISING)).isCloseTo(3, within(1e-15));
        assertThat(HalfMadThreshold.rank(RISING)).as("1 < 1.5 <= 2").hasValue(2);
        assertThat(HalfMadThreshold.meanAbsoluteDeviation(FLAT)).isCloseTo(0.6, within(1e-15));
        assertThat(HalfMadThreshold.rank(FLAT)).as("0.3 <= 1").hasValue(1);
    }

    @Test
    void departuresCountFromTheFinestValueInEitherDirection() {
        assertThat(HalfMadThreshold.rank(new double[] {0, -1, -2, -9})).hasValue(2);
        assertThat(HalfMadThreshold.rank(new double[] {7, 6, 5, -2})).hasValue(2);
    }

    /** Mean 4, MAD = (4 + 2 + 2 + 8) / 4 = 4: half of it is the first departure exactly. */
    @Test
    void atLeastHalfIncludesHalf() {
        assertThat(HalfMadThreshold.rank(new double[] {0, 2, 2, 12})).hasValue(1);
    }

    @Test
    void curvesThatAreComparedShareTheLargestDeviation() {
        assertThat(HalfMadThreshold.ranks(List.of(RISING, FLAT, new double[] {0, 0.1, 0.2, 0.3})))
                .as("against 3 / 2")
                .containsExactly(OptionalInt.of(2), OptionalInt.of(3), OptionalInt.empty());
    }

    @Test
    void whatDoesNotVaryHasNoThreshold() {
        assertThat(HalfMadThreshold.rank(new double[] {0.1, 0.1, 0.1})).isEmpty();
        assertThat(HalfMadThreshold.rank(new double[] {5})).isEmpty();
    }

    /** MAD <= 2 max|q_i - q_0|, see the class. */
    @Test
    void whatVariesHasOne() {
        Random random = new Random(5);
        for (int trial = 0; trial < 1000; trial++) {
            double[] values = random.doubles(2 + random.nextInt(8), -1, 1).toArray();
            assertThat(HalfMadThreshold.rank(values)).isPresent();
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HalfMadThreshold.rank(new double[] {0, Double.NaN}))
                .withMessageContaining("value 1 is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> HalfMadThreshold.rank(new double[0]));
    }
}
