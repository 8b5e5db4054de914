package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class KneePointTest {
    private static final List<Objective> TWO = List.of(Objective.minimise("error"), Objective.minimise("cost"));
    private static final List<Objective> LOG_COST =
            List.of(Objective.minimise("error"), Objective.minimise("cost").inLog10());

    @Test
    void isNearestTheIdealPointOfTheFront() {
        // Scaled: (0, 1), (0.25, 0.5), (0.75, 0.25), (1, 0); squared distances 1, 0.3125, 0.625, 1.
        double[][] points = {{0, 8}, {1, 4}, {3, 2}, {4, 0}, {-100, -100}};
        assertThat(KneePoint.of(points, new int[] {0, 1, 2, 3}, TWO)).isEqualTo(1);
        // Without point 0: (0, 1), (2/3, 1/2), (1, 0); squared distances 1, 25/36, 1.
        assertThat(KneePoint.of(points, new int[] {1, 2, 3}, TWO)).isEqualTo(2);
    }

    @Test
    void logarithmsChangeTheAnswer() {
        // Cost scaled: linear 1, 0.099, 0.009, 0; in log10 1, 2/3, 1/3, 0. Error scaled: 0, 0.1, 0.4, 1.
        double[][] points = {{0, 1000}, {1, 100}, {4, 10}, {10, 1}};
        int[] front = {0, 1, 2, 3};
        assertThat(KneePoint.of(points, front, TWO)).isEqualTo(1);
        assertThat(KneePoint.of(points, front, LOG_COST)).isEqualTo(2);
    }

    @Test
    void maximisedObjectivesHaveTheirIdealAtTheTop() {
        List<Objective> objectives = List.of(Objective.minimise("error"), Objective.maximise("speed"));
        double[][] points = {{0, 0}, {1, 6}, {6, 7}, {10, 8}};
        assertThat(KneePoint.of(points, ParetoFront.of(points, objectives, Dominance.STANDARD), objectives))
                .isEqualTo(1);
    }

    @Test
    void anObjectiveThatDoesNotVaryCountsNothing() {
        double[][] points = {{3, 5}, {3, 5}};
        assertThat(KneePoint.of(points, new int[] {0, 1}, LOG_COST)).isZero();
        double[][] varied = {{3, 9}, {3, 5}, {3, 7}};
        assertThat(KneePoint.of(varied, new int[] {0, 1, 2}, TWO)).isEqualTo(1);
    }

    @Test
    void tiesGoToTheLowestIndex() {
        double[][] points = {{1, 0}, {0, 1}};
        assertThat(KneePoint.of(points, new int[] {0, 1}, TWO)).isZero();
    }

    @Test
    void hugeRangesDoNotOverflow() {
        double[][] points = {{-1.5e308, 1.5e308}, {-1e308, -1e308}, {1.5e308, -1.5e308}};
        assertThat(KneePoint.of(points, new int[] {0, 1, 2}, TWO)).isEqualTo(1);
    }

    @Test
    void refusesWhatHasNoDistance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KneePoint.of(new double[][] {{1, 1}}, new int[0], TWO))
                .withMessageContaining("empty front");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KneePoint.of(new double[][] {{1, 2}, {2, 0}}, new int[] {0, 1}, LOG_COST))
                .withMessageContaining("point 1 has the value 0.0 in objective 'cost', which has no logarithm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KneePoint.of(new double[][] {{1, 2}, {Double.NaN, 0}}, new int[] {0, 1}, TWO))
                .withMessageContaining("point 1 has the value NaN");
    }
}
