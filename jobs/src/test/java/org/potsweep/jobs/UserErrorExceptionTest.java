package org.potsweep.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserErrorExceptionTest {
    @Test
    void everyKindHasAnExitCodeOfItsOwn() {
        assertThat(Arrays.stream(UserErrorException.Kind.values()).map(UserErrorException.Kind::exitCode))
                .containsExactly(3, 4, 5, 6);
    }

    @Test
    void tellsProblemsOneALine() {
        UserErrorException e = new UserErrorException(UserErrorException.Kind.DATA, List.of("one", "two"));
        assertThat(e).hasMessage("one\ntwo");
        assertThat(e.exitCode()).isEqualTo(4);
    }
}
