package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnTitleTest {
    @Test
    void theLargestCostIsNotTheCheapest() {
        ColumnTitle cost = ColumnTitle.of("dft_cost_seconds");
        assertThat(cost.best(false)).isEqualTo("cheapest");
        assertThat(cost.best(true)).isEqualTo("largest DFT cost");
        assertThat(ColumnTitle.of("speed").best(true)).isEqualTo("best speed");
    }
}
