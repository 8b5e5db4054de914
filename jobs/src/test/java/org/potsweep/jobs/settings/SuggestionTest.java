package org.potsweep.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KEYS = List.of("twojmax", "rcutfac", "rfac0", "rmin0", "wj", "encut-ev");

    @Test
    void countsEdits() {
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.distance("abc", "")).isEqualTo(3);
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestion.distance("ewieght", "eweight")).as("a swap").isEqualTo(1);
        assertThat(Suggestion.distance("same", "same")).isZero();
    }

    @Test
    void takesTheNearest() {
        assertThat(Suggestion.among(KEYS, "twojmx")).isEqualTo(" (did you mean 'twojmax'?)");
        assertThat(Suggestion.among(KEYS, "TwoJMax")).contains("'twojmax'");
        assertThat(Suggestion.among(KEYS, "rmin")).contains("'rmin0'");
        assertThat(Suggestion.among(KEYS, "encut")).contains("'encut-ev'");
    }

    @Test
    void isSilentWhenNothingIsNear() {
        assertThat(Suggestion.among(KEYS, "colour")).isEmpty();
        assertThat(Suggestion.among(KEYS, "xy")).isEmpty();
        assertThat(Suggestion.among(List.of("0", "1"), "2")).isEmpty();
    }
}
