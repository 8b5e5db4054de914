package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNumberTest {
    @Test
    void roundsLikeTheStandardLibrary() {
        Random random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            int decimals = random.nextInt(18);
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4);
            String text = String.format(Locale.ROOT, "%." + decimals + (i % 4 == 0 ? "e" : "f"), number);
            assertThat(DecimalNumber.parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "+1.5, 1.5",
        ".5, 0.5",
        "5., 5",
        "1e3, 1000",
        "1E-3, 0.001",
        "-2.5e+2, -250",
        "00012, 12",
        "123456789012345, 123456789012345",
        "12345678901234567890, 1.2345678901234567e19",
        "0.1234567890123456789, 0.12345678901234568",
        "nan, NaN",
        "-NaN, NaN",
        "inf, Infinity",
        "-Inf, -Infinity",
        "+Infinity, Infinity",
        "1e400, Infinity"
    })
    void reads(String text, Double expected) {
        assertThat(DecimalNumber.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", ".", "1d", "1.5f", "0x10", "1,5", "1.2.3", "--1", "1e", "e5", "1 2", "Be"})
    void refuses(String text) {
        assertThatThrownBy(() -> DecimalNumber.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void readsPartOfALine() {
        assertThat(DecimalNumber.parse("Be 1.25 3", 3, 7)).isEqualTo(1.25);
    }

    @Test
    void readsListsInAnyBrackets() {
        assertThat(DecimalNumber.parseAll(" 1 2.5\t-3 ")).containsExactly(1, 2.5, -3);
        assertThat(DecimalNumber.parseAll("[[1, 2], [3,4]]")).containsExactly(1, 2, 3, 4);
        assertThat(DecimalNumber.parseAll("")).isEmpty();
    }
}
