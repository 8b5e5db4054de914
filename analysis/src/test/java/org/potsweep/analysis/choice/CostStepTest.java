package org.potsweep.analysis.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostStepTest {
    /** By cost: (1, 10), (2, 7), (2, 8: no), (3, 7: no), (5, 1), (6, NaN: no), (NaN, 0: no). */
    @Test
    void stepsGoOverThePointsThatNothingBeats() {
        double[] costs = {5, 2, 2, 1, 3, 6, Double.NaN};
        double[] errors = {1, 8, 7, 10, 7, Double.NaN, 0};

        List<CostStep> steps = CostStep.of(costs, errors);

        assertThat(steps).containsExactly(new CostStep(3, 2, 1, 3), new CostStep(2, 0, 3, 6));
        assertThat(steps.get(1).gainPerCost()).isEqualTo(2);
    }

    @Test
    void equalPointsAreOneOfWhichTheFirstStands() {
        assertThat(CostStep.of(new double[] {1, 1, 2, 2}, new double[] {3, 3, 2, 2}))
                .containsExactly(new CostStep(0, 2, 1, 1));
    }

    @Test
    void aSinglePointHasNoSteps() {
        assertThat(CostStep.of(new double[] {1}, new double[] {1})).isEmpty();
        assertThat(CostStep.of(new double[0], new double[0])).isEmpty();
    }
}
