package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    @Test
    void isReadAsItIsWritten() {
        assertThat(Objective.parse("cost")).isEqualTo(Objective.minimise("cost"));
        assertThat(Objective.parse(" cost:min ")).isEqualTo(Objective.minimise("cost"));
        assertThat(Objective.parse("-speed")).isEqualTo(Objective.maximise("speed"));
        assertThat(Objective.parse("speed:max")).isEqualTo(Objective.maximise("speed"));
        assertThat(Objective.parse("cost:log"))
                .isEqualTo(Objective.minimise("cost").inLog10());
        assertThat(Objective.parse("speed:log:max")).isEqualTo(new Objective("speed", true, true));
        assertThat(Objective.parse("Testing RMSE (6th): eV")).isEqualTo(Objective.minimise("Testing RMSE (6th): eV"));
    }

    @Test
    void writesWhatItReads() {
        for (String text : List.of("cost", "speed:max", "cost:log", "speed:max:log")) {
            assertThat(Objective.parse(text).text()).isEqualTo(text);
        }
    }

    @Test
    void refusesWhatHasNoNameOrTwoDirections() {
        for (String text : List.of("", " ", "-", ":max", "-cost:min", "cost:min:max")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Objective.parse(text))
                    .withMessageContaining("'" + text + "'");
        }
    }
}
