package org.potsweep.analysis.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Five points of (error, cost, speed), worked by hand. */
class LimitsTest {
    private static final double[][] POINTS = {
        {10, 1, 400}, {6, 2, 100}, {4, 8, 100}, {3, 8, 20}, {2, Double.NaN, 400},
    };

    private static Limits limits(Limit... limits) {
        return new Limits(List.of(limits));
    }

    @Test
    void boundsThemselvesAreAllowed() {
        assertThat(limits(Limit.atMost(0, 6), Limit.atMost(1, 8)).met(POINTS)).containsExactly(1, 2, 3);
        assertThat(limits(Limit.atMost(0, 6), Limit.atLeast(2, 100)).met(POINTS))
                .containsExactly(1, 2, 4);
    }

    @Test
    void withoutLimitsEveryPointWillDo() {
        assertThat(limits().met(POINTS)).hasSize(5);
        assertThat(limits().nearest(POINTS)).isEmpty();
    }

    /** Error at most 3 and cost at most 4: alone, the error must go to 6 (point 1), or the cost to 8 (point 3). */
    @Test
    void eachLimitIsRelaxedAlone() {
        Limits tight = limits(Limit.atMost(0, 3), Limit.atMost(1, 4));
        assertThat(tight.met(POINTS)).isEmpty();
        assertThat(tight.relaxed(POINTS, 0)).hasValue(1);
        assertThat(tight.relaxed(POINTS, 1)).hasValue(3);
    }

    /** A lower bound is relaxed downwards: to 100, by point 1, the first of two. */
    @Test
    void lowerBoundsAreRelaxedToTheLargestValue() {
        Limits fast = limits(Limit.atMost(0, 6), Limit.atMost(1, 8), Limit.atLeast(2, 500));
        assertThat(fast.relaxed(POINTS, 2)).hasValue(1);
    }

    /** No point has error 1 and cost 0.5, so a slower model does not help. */
    @Test
    void limitsThatExcludeEachOtherCannotBeRescuedByAThird() {
        Limits impossible = limits(Limit.atMost(0, 1), Limit.atMost(1, 0.5), Limit.atLeast(2, 50));
        assertThat(impossible.relaxed(POINTS, 2)).isEmpty();
    }

    /** Only point 4 reaches the error, and its cost is unknown: no bound on the cost can be named. */
    @Test
    void unknownValuesMeetNoLimitAndNameNoBound() {
        Limits limits = limits(Limit.atMost(0, 2), Limit.atMost(1, 1000));
        assertThat(limits.met(POINTS)).isEmpty();
        assertThat(limits.relaxed(POINTS, 1)).isEmpty();
        assertThat(limits.nearest(POINTS)).hasValue(3);
    }

    /** Error 3, cost 4: factors (10/3, 1/4), (2, 1/2), (4/3, 2), (1, 2): the worst ones are 3.33, 2, 2, 2. */
    @Test
    void nearestHasTheSmallestWorstFactor() {
        Limits tight = limits(Limit.atMost(0, 3), Limit.atMost(1, 4));
        assertThat(tight.nearest(POINTS)).hasValue(1);
        assertThat(tight.worstExcess(POINTS[0])).isCloseTo(10.0 / 3, within(1e-15));
        Limits dearer = limits(Limit.atMost(0, 3), Limit.atMost(1, 5));
        assertThat(dearer.nearest(POINTS)).hasValue(2);
        assertThat(dearer.worstExcess(POINTS[2])).isEqualTo(1.6);
    }

    @Test
    void boundsArePositive() {
        assertThatThrownBy(() -> Limit.atMost(0, 0)).hasMessage("a limit is a positive number, not 0.0");
        assertThatThrownBy(() -> Limit.atLeast(0, Double.NaN)).hasMessage("a limit is a positive number, not NaN");
    }
}
