package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrontMembershipTest {
    private static final List<Objective> TWO = List.of(Objective.minimise("error"), Objective.minimise("cost"));

    @Test
    void countsTheReplicatesThatACellHas() {
        double[][][] cells = {
            {{1, 2}, {2, 2}, {1, 2}, {1, 2}},
            {{2, 1}, {1, 1}, null, {2, 3}},
            {{3, 3}, {3, 3}, {2, 1}},
        };
        // Fronts by replicate: {0, 1}, {1}, {0, 2}, {0}.
        assertThat(FrontMembership.shares(cells, TWO, Dominance.STANDARD)).containsExactly(0.75, 2.0 / 3, 1.0 / 3);
    }

    @Test
    void followsTheDominanceAskedFor() {
        double[][][] cells = {{{1, 1}}, {{1, 2}}};
        assertThat(FrontMembership.shares(cells, TWO, Dominance.STANDARD)).containsExactly(1, 0);
        assertThat(FrontMembership.shares(cells, TWO, Dominance.STRICT)).containsExactly(1, 1);
    }

    @Test
    void noCellsHaveNoShares() {
        assertThat(FrontMembership.shares(new double[0][][], TWO, Dominance.STANDARD))
                .isEmpty();
    }

    @Test
    void refusesCellsThatCannotBeJudged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontMembership.shares(new double[][][] {{{1, 1}}, {null}}, TWO, Dominance.STANDARD))
                .withMessageContaining("cell 1 has no replicates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontMembership.shares(
                        new double[][][] {{{1, 1}}, {null, {1, Double.NaN}}}, TWO, Dominance.STANDARD))
                .withMessageContaining("cell 1, replicate 1 has the value NaN in objective 'cost'");
    }
}
