package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommentLineTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("", Map.of()),
                Arguments.of("  \t ", Map.of()),
                Arguments.of("energy=-1.5", Map.of("energy", "-1.5")),
                Arguments.of("  a=1\tb=2  ", Map.of("a", "1", "b", "2")),
                Arguments.of("a = 1 b= 2 c =3", Map.of("a", "1", "b", "2", "c", "3")),
                Arguments.of("pbc=\"T T F\"", Map.of("pbc", "T T F")),
                Arguments.of("pbc='T T F' x=1", Map.of("pbc", "T T F", "x", "1")),
                Arguments.of("note=\"it's so\"", Map.of("note", "it's so")),
                Arguments.of("note='say \"so\"'", Map.of("note", "say \"so\"")),
                Arguments.of("note=\"a \\\"b\\\" c\\\\\" e=1", Map.of("note", "a \"b\" c\\", "e", "1")),
                Arguments.of("\"odd key\"=1 'other one'=2", Map.of("odd key", "1", "other one", "2")),
                Arguments.of("v={1 2 3} w={ a }", Map.of("v", "1 2 3", "w", "a")),
                Arguments.of("m=[[1, 2], [3, 4]] n=1", Map.of("m", "[[1, 2], [3, 4]]", "n", "1")),
                Arguments.of("m=[\"a ]\", \"b\"] n=1", Map.of("m", "[\"a ]\", \"b\"]", "n", "1")),
                Arguments.of("relaxed energy=1 done", Map.of("relaxed", "T", "energy", "1", "done", "T")),
                Arguments.of("note= energy=-1", Map.of("note", "", "energy", "-1")),
                Arguments.of("note=\"\" energy=", Map.of("note", "", "energy", "")),
                Arguments.of("formula=a=b", Map.of("formula", "a=b")),
                Arguments.of("a=1 a=1", Map.of("a", "1")),
                Arguments.of("s=\"_JSON {\\\"k\\\": [1, 2]}\"", Map.of("s", "_JSON {\"k\": [1, 2]}")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void reads(String line, Map<String, String> pairs) {
        assertThat(CommentLine.parse(line)).isEqualTo(pairs);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("a=\"1 b=2", "the quote in column 3 is not closed"),
                Arguments.of("a=[1 [2] b=2", "the [ in column 3 is not closed"),
                Arguments.of("a={1", "the { in column 3 is not closed"),
                Arguments.of("a=1 =2", "an equals sign without a key, column 5"),
                Arguments.of("energy=1 energy=2", "key energy has two values, 1 and 2"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refuses(String line, String message) {
        assertThatThrownBy(() -> CommentLine.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void keepsTheOrder() {
        assertThat(List.copyOf(CommentLine.parse("z=1 a=2 m=3").keySet())).containsExactly("z", "a", "m");
    }
}
