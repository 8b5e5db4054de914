package org.potsweep.analysis.levels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {
    private static final List<Integer> GROUPS = List.of(3, 2, 4, 3, 2, 1);

    @Test
    void choosesTheFinestOfAnyGroup() {
        assertThat(ThresholdChoice.SMALLEST.rank(GROUPS, OptionalInt.of(5))).hasValue(1);
    }

    @Test
    void choosesTheMostFrequentAndOfTwoTheFiner() {
        assertThat(ThresholdChoice.MODE.rank(GROUPS, OptionalInt.of(5))).hasValue(2);
        assertThat(ThresholdChoice.MODE.rank(List.of(1, 3, 3), OptionalInt.of(5)))
                .hasValue(3);
    }

    @Test
    void choosesThatOfAllStructures() {
        assertThat(ThresholdChoice.POOLED.rank(GROUPS, OptionalInt.of(5))).hasValue(5);
    }

    @Test
    void hasNothingToChooseFrom() {
        for (ThresholdChoice choice : ThresholdChoice.values()) {
            assertThat(choice.rank(List.of(), OptionalInt.empty())).isEmpty();
        }
    }
}
