package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.potsweep.jobs.dataset.SourceFixture.byId;
import static org.potsweep.jobs.dataset.SourceFixture.level;
import static org.potsweep.jobs.dataset.SourceFixture.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.potsweep.jobs.UserErrorException;

class DatasetProblemsTest {
    private static final String BOX = "Lattice=\"4 0 0 0 5 0 0 0 6\" ";
    private static final String HEAD = BOX + "Properties=species:S:1:pos:R:3:forces:R:3 ";
    private static final String ATOMS = "\nBe 0 0 0 0.1 0.2 0.3\nBe 2 2 2 -0.1 -0.2 -0.3\n";
    private static final String GOOD = "2\n" + HEAD + "config_id=a energy=-1" + ATOMS;

    @TempDir
    Path folder;

    static Stream<Arguments> badFrames() {
        String a = ": configuration a: ";
        return Stream.of(
                Arguments.of("", ": the file is empty"),
                Arguments.of("\n  \n", ": the file is empty"),
                Arguments.of(
                        "x\n",
                        ":1: expected the number of atoms of a frame, found \"x\"; the rest of the file was not"
                                + " read"),
                Arguments.of(
                        GOOD.replace("config_id=a", "id=a"),
                        ":2: configuration frame-1: no config_id to match it across levels by; present: id,"
                                + " energy"),
                Arguments.of(
                        GOOD.replace("config_id=a", "config_id=\"\""),
                        ":2: configuration frame-1: no config_id to match it across levels by; present: config_id,"
                                + " energy"),
                Arguments.of(
                        GOOD.replace(" energy=", " toten="),
                        ":2" + a
                                + "no energy at level high: looked for energy, free_energy; present: config_id,"
                                + " toten"),
                Arguments.of(
                        GOOD.replace("forces:", "forze:"),
                        ":2" + a + "no forces at level high: looked for forces, force; present: species, pos,"
                                + " forze"),
                Arguments.of(GOOD.replace("=-1", "=low"), ":2" + a + "energy=\"low\" is not a number"),
                Arguments.of(GOOD.replace("=-1", "=nan"), ":2" + a + "energy is NaN eV, which is not finite"),
                Arguments.of(
                        GOOD.replace("-0.2", "NaN"),
                        ":4" + a + "atom 2: the y component of forces is NaN eV/angstrom, which is not finite"),
                Arguments.of(
                        GOOD.replace("-0.3", "inf"),
                        ":4" + a + "atom 2: the z component of forces is Infinity eV/angstrom, which is not finite"),
                Arguments.of(
                        GOOD.replace("forces:R:3", "forces:R:1:fyz:R:2"),
                        ":2" + a + "column forces is not one of forces: these are three real numbers (R:3)"),
                Arguments.of(
                        GOOD.replace("forces:R:3", "forces:S:3"),
                        ":2" + a + "column forces is not one of forces: these are three real numbers (R:3)"),
                Arguments.of(
                        GOOD.replace("=-1", "=-1 stress=\"1 2 3\""),
                        ":2" + a + "stress takes nine or six numbers, not \"1 2 3\""),
                Arguments.of(
                        GOOD.replace("=-1", "=-1 cost_seconds=-2"),
                        ":2" + a + "cost_seconds is -2.0 s, but a cost is not negative"),
                Arguments.of(
                        GOOD.replace("=-1", "=-1 cost_seconds=NaN"),
                        ":2" + a + "cost_seconds is NaN s, which is not finite"),
                Arguments.of(
                        GOOD.replace("2 2 2", "2 nan 2"), ":4" + a + "atom 2: coordinate NaN angstrom is not finite"),
                Arguments.of(
                        GOOD.replace("5 0 0 0 6", "5 0 4 5 0"),
                        ":2" + a
                                + "a periodic box needs a volume, but Lattice=\"4 0 0 0 5 0 4 5 0\" spans next to none"),
                Arguments.of(
                        GOOD.replace("2 2 2", "0 -0.3 5.9"),
                        ":4" + a
                                + "atoms 1 and 2 (a periodic image) are 0.3162 angstrom apart, nearer than 0.5 angstrom"),
                Arguments.of(
                        GOOD.replace("4 0 0 0 5", "0.4 0 0 0 5"),
                        ":3" + a + "atom 1 and its own periodic image are 0.4000 angstrom apart, nearer than 0.5"
                                + " angstrom"));
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void refusesAFrame(String text, String problem) throws IOException {
        Path file = write("high.xyz", text);
        assertThatThrownBy(() -> DatasetReader.read(byId(level("high", file))))
                .isInstanceOfSatisfying(
                        UserErrorException.class, e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.DATA))
                .hasMessage(file + problem);
    }

    static Stream<Arguments> disagreements() {
        return Stream.of(
                Arguments.of(
                        "1\n" + HEAD + "config_id=a energy=-1\nBe 0 0 0 1 1 1\n", 2, "2 atoms here, 1 atoms in ", 2),
                Arguments.of(GOOD.replace("Be 2", "H 2"), 4, "atom 2 is Be here, H in ", 4),
                Arguments.of(
                        GOOD.replace("config_id", "pbc=\"T T F\" config_id"),
                        2,
                        "pbc is [true, true, true] here, pbc is [true, true, false] in ",
                        2),
                Arguments.of(
                        GOOD.replace("0 5 0", "0 5 0.01"),
                        2,
                        "the z component of lattice vector 2 is 0.0 angstrom here, 0.01 angstrom (tolerance 1.0E-4"
                                + " angstrom) in ",
                        2),
                Arguments.of(
                        GOOD.replace("2 2 2", "2 2.003 2.004"),
                        4,
                        "atom 2 is at (2.0, 2.0, 2.0) angstrom here, (2.0, 2.003, 2.004) angstrom (0.005000 angstrom apart, tolerance 1.0E-4"
                                + " angstrom) in ",
                        4));
    }

    @ParameterizedTest
    @MethodSource("disagreements")
    void refusesLevelsThatDisagree(String text, int line, String values, int otherLine) throws IOException {
        Path low = write("low.xyz", text);
        Path high = write("high.xyz", GOOD);
        for (FrameMatching matching : FrameMatching.values()) {
            assertThatThrownBy(() -> DatasetReader.read(
                            source(matching, IncompletePolicy.DROP, level("low", low), level("high", high))))
                    .hasMessage(high + ":" + line + ": configuration a: levels disagree: " + values + low + ":"
                            + otherLine);
        }
    }

    @Test
    void refusesIdsThatALevelHasTwice() throws IOException {
        Path one = write("one.xyz", GOOD + GOOD);
        Path two = write("two.xyz", GOOD);
        assertThatThrownBy(() -> DatasetReader.read(byId(level("high", one, two))))
                .hasMessage(one + ":6: configuration a was met before at level high, in " + one + ":2\n" + two
                        + ":2: configuration a was met before at level high, in " + one + ":2");
    }

    @Test
    void refusesMissingFiles() {
        Path missing = folder.resolve("missing.xyz");
        assertThatThrownBy(() -> DatasetReader.read(byId(level("high", missing))))
                .hasMessage(missing + ": there is no such file; it is read for dataset.levels[0], high");
    }

    @Test
    void refusesALevelWithoutFrames() throws IOException {
        Path file =
                write("all.xyz", GOOD.replace("energy", "level=k1 energy") + GOOD.replace("energy", "level=k2 energy"));
        assertThatThrownBy(() -> DatasetReader.read(byId(
                        level("first", Optional.of("k1"), Optional.empty(), Optional.empty(), file),
                        level("ninth", Optional.of("k9"), Optional.empty(), Optional.empty(), file))))
                .hasMessage("level ninth has no frames: none in " + file + " has level=k9; present: k1, k2");
    }

    @Test
    void refusesALevelWhoseKeysNoFrameHas() throws IOException {
        Path file = write("all.xyz", GOOD);
        assertThatThrownBy(() -> DatasetReader.read(
                        byId(level("odd", Optional.empty(), Optional.of("e_odd"), Optional.of("f_odd"), file))))
                .hasMessage(file + ":2: level odd has no labels here, nor in any other frame: no energy at level"
                        + " odd: looked for e_odd; present: config_id, energy");
    }

    @Test
    void refusesHalfOfALevelsOwnLabels() throws IOException {
        Path file = write("all.xyz", GOOD.replace("energy", "e_odd"));
        assertThatThrownBy(() -> DatasetReader.read(
                        byId(level("odd", Optional.empty(), Optional.of("e_odd"), Optional.of("f_odd"), file))))
                .hasMessage(file + ":2: configuration a: no forces at level odd: looked for f_odd; present:"
                        + " species, pos, forces");
    }

    @Test
    void refusesIncompleteConfigurationsWhenAsked() throws IOException {
        Path low = write("low.xyz", GOOD + GOOD.replace("=a", "=b"));
        Path high = write("high.xyz", GOOD + GOOD.replace("=a", "=c"));
        assertThatThrownBy(() -> DatasetReader.read(source(
                        FrameMatching.CONFIG_ID, IncompletePolicy.REFUSE, level("low", low), level("high", high))))
                .hasMessage(low + ":6: configuration b is not labelled at level high\n" + high
                        + ":6: configuration c is not labelled at level low");
    }

    @Test
    void refusesADatasetOfWhichNothingIsLeft() throws IOException {
        Path low = write("low.xyz", GOOD);
        Path high = write("high.xyz", GOOD.replace("=a", "=c"));
        assertThatThrownBy(() -> DatasetReader.read(byId(level("low", low), level("high", high))))
                .hasMessage(
                        "no configuration is labelled at every level: 1 not labelled at level high, 1 not labelled at"
                                + " level low");
    }

    @Test
    void refusesAnOrderOfUnequalLength() throws IOException {
        Path low = write("low.xyz", GOOD + GOOD);
        Path high = write("high.xyz", GOOD);
        assertThatThrownBy(() -> DatasetReader.read(
                        source(FrameMatching.ORDER, IncompletePolicy.DROP, level("low", low), level("high", high))))
                .hasMessage("matching by order takes the same number of frames at every level, but level low has 2 and"
                        + " level high has 1");
    }

    @Test
    void tellsTheProblemsOfAllFilesInOrderAndCountsBeyondTwenty() throws IOException {
        Path low = write("low.xyz", GOOD.replace("=-1", "=nan").repeat(15));
        Path high = write("high.xyz", GOOD.replace("=-1", "=inf").repeat(15));
        UserErrorException e = catchThrowableOfType(
                UserErrorException.class, () -> DatasetReader.read(byId(level("low", low), level("high", high))));
        String[] lines = e.getMessage().split("\n");
        assertThat(lines).hasSize(21);
        assertThat(lines[0]).startsWith(low + ":2: ");
        assertThat(lines[14]).startsWith(low + ":58: ");
        assertThat(lines[19]).startsWith(high + ":18: ");
        assertThat(lines[20]).isEqualTo("and 10 more");
    }

    @Test
    void tellsAMistakeOnceThoughTwoLevelsReadIt() throws IOException {
        Path file = write("all.xyz", GOOD.replace("=-1", "=-1 cost_seconds=-1"));
        assertThatThrownBy(() -> DatasetReader.read(byId(level("low", file), level("high", file))))
                .hasMessage(file + ":2: configuration a: cost_seconds is -1.0 s, but a cost is not negative");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
