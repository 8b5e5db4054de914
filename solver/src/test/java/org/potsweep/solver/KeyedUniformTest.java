package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyedUniformTest {
    private static final int DRAWS = 20_000;

    /**
     * An ordering must never change silently. Computed with Python's hashlib: the first 52 bits of
     * SHA-256("seed\nstream\nid") in UTF-8, plus a half, over 2^52.
     */
    @Test
    void valuesArePinned() {
        assertThat(new KeyedUniform(1, "split").of("be-00-0001")).isEqualTo(0.3319903217060526);
        assertThat(new KeyedUniform(1, "replicate 1").of("be-00-0001")).isEqualTo(0.8800307264945931);
        assertThat(new KeyedUniform(-42, "replicate 2").of("Ta \u00f6\u00e4\u00fc"))
                .isEqualTo(0.6157261233154153);
        assertThat(new KeyedUniform(2026, "split").of("")).isEqualTo(0.4484453005501171);
    }

    @Test
    void neverReachesZeroOrOne() {
        assertThat(KeyedUniform.head(0)).isEqualTo(0x1.0p-53);
        assertThat(KeyedUniform.head(-1)).isEqualTo(1 - 0x1.0p-53).isLessThan(1);
    }

    /** Chi-square over 20 cells: 19 degrees of freedom, 99.9 % quantile 43.82. */
    @Test
    void valuesAreUniform() {
        int[] cells = new int[20];
        KeyedUniform uniform = new KeyedUniform(71, "uniformity");
        for (int i = 0; i < DRAWS; i++) {
            cells[(int) (20 * uniform.of("c" + i))]++;
        }
        double expected = DRAWS / 20.0;
        double chiSquare = 0;
        for (int cell : cells) {
            chiSquare += (cell - expected) * (cell - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(43.82);
    }

    /** The correlation of independent uniforms has standard deviation 1 / sqrt(draws); 4 of them are allowed. */
    @Test
    void streamsAndSeedsAreIndependent() {
        KeyedUniform one = new KeyedUniform(71, "replicate 1");
        for (KeyedUniform other : new KeyedUniform[] {
            new KeyedUniform(71, "replicate 2"),
            new KeyedUniform(71, "replicate 11"),
            new KeyedUniform(72, "replicate 1")
        }) {
            double sum = 0;
            for (int i = 0; i < DRAWS; i++) {
                sum += (one.of("c" + i) - 0.5) * (other.of("c" + i) - 0.5);
            }
            assertThat(Math.abs(12 * sum / DRAWS)).isLessThan(4 / Math.sqrt(DRAWS));
        }
    }

    @Test
    void dependsOnNothingButItsNames() {
        KeyedUniform uniform = new KeyedUniform(5, "s");
        double first = uniform.of("a");
        uniform.of("b");
        assertThat(uniform.of("a")).isEqualTo(first);
        assertThat(new KeyedUniform(5, "s").of("a")).isEqualTo(first);
    }

    /** Otherwise ("s", "x\ny") and ("s\nx", "y") would share their numbers. */
    @Test
    void refusesAStreamOfSeveralLines() {
        assertThatThrownBy(() -> new KeyedUniform(1, "s\nx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one line");
    }
}
