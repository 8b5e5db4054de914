package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.potsweep.analysis.Spread;

class QuantityTest {
    @Test
    void unitsAreTheLargestThatFit() {
        assertThat(Quantity.bytes(1023)).isEqualTo("1023 B");
        assertThat(Quantity.bytes(1.5 * (1L << 30))).isEqualTo("1.50 GiB");
        assertThat(Quantity.flops(3.21e12)).isEqualTo("3.21 TFlop");
        assertThat(Quantity.flops(0)).isEqualTo("0 Flop");
        assertThat(Quantity.count(1234567)).isEqualTo("1,234,567");
    }

    @Test
    void durationsGrowWithTheirSize() {
        assertThat(Quantity.duration(1.26)).isEqualTo("1.3 s");
        assertThat(Quantity.duration(125)).isEqualTo("2 min 05 s");
        assertThat(Quantity.duration(7260)).isEqualTo("2 h 01 min");
    }

    @Test
    void significantDigitsAvoidExponentsWhereTheyCan() {
        assertThat(Quantity.significant(0.012345, 4)).isEqualTo("0.01235");
        assertThat(Quantity.significant(12.3456, 4)).isEqualTo("12.35");
        assertThat(Quantity.significant(123456.7, 4)).isEqualTo("123457");
        assertThat(Quantity.significant(1.2345e9, 4)).isEqualTo("1.235e+09");
        assertThat(Quantity.significant(0, 4)).isEqualTo("0");
        assertThat(Quantity.significant(Double.NaN, 4)).isEqualTo("-");
    }

    @Test
    void aBandOfNoWidthIsNotShown() {
        assertThat(Quantity.range(new Spread(47.31, 50, 52))).isEqualTo("47.3-52.0");
        assertThat(Quantity.range(new Spread(47.31, 47.31, 47.31))).isEmpty();
    }

    @Test
    void settingsAreAsShortAsTheyCanBe() {
        assertThat(Quantity.setting(5)).isEqualTo("5");
        assertThat(Quantity.setting(12.25)).isEqualTo("12.25");
        assertThat(Quantity.setting(1e-6)).isEqualTo("1e-6");
    }
}
