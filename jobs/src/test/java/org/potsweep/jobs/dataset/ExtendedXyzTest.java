package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.potsweep.descriptors.SimulationCell;
import org.potsweep.jobs.UserErrorException;

class ExtendedXyzTest {
    private static final String BOX = "Lattice=\"4 0 0 0 5 0 0 0 6\" ";
    private static final String COLUMNS = "Properties=species:S:1:pos:R:3:forces:R:3 ";

    @TempDir
    Path folder;

    @Test
    void readsAFrame() throws IOException {
        Frame frame = only("2\n" + BOX + COLUMNS + "pbc=\"T T F\" config_id=be-1 energy=-1.5 relaxed\n"
                + "Be 0 0.5 1  0.1 -0.2 0.3\nH 2.0 2.5 3e0 -.1 .2 -.3\n");
        assertThat(frame.configuration().id()).isEqualTo("be-1");
        assertThat(frame.configuration().species()).containsExactly("Be", "H");
        assertThat(frame.configuration().positions()).containsExactly(0, 0.5, 1, 2, 2.5, 3);
        assertThat(frame.configuration().cell())
                .isEqualTo(new SimulationCell(
                        new double[] {4, 0, 0, 0, 5, 0, 0, 0, 6}, new boolean[] {true, true, false}));
        assertThat(frame.column("forces").orElseThrow()).containsExactly(0.1, -0.2, 0.3, -0.1, 0.2, -0.3);
        assertThat(frame.info())
                .containsOnlyKeys("config_id", "energy", "relaxed")
                .containsEntry("energy", "-1.5");
        assertThat(frame.columnNames()).containsExactly("species", "pos", "forces");
        assertThat(frame.line()).isEqualTo(1);
        assertThat(frame.place()).endsWith("data.xyz:2");
        assertThat(frame.place(1)).endsWith("data.xyz:4");
    }

    @Test
    void takesColumnsInAnyOrderAndSkipsOthersUnread() throws IOException {
        Frame frame = only("1\nProperties=tag:I:1:forces:R:3:note:S:2:pos:R:3:magmoms:R:1:fixed:L:1:species:S:1\n"
                + "7 1 2 3 any thing 4 5 6 n/a T Be\n");
        assertThat(frame.configuration().positions()).containsExactly(4, 5, 6);
        assertThat(frame.configuration().species(0)).isEqualTo("Be");
        assertThat(frame.column("forces").orElseThrow()).containsExactly(1, 2, 3);
        assertThat(frame.column("magmoms")).isEmpty();
        assertThat(frame.columnNames()).containsExactly("tag", "forces", "note", "pos", "magmoms", "fixed", "species");
    }

    @Test
    void readsPlainXyz() throws IOException {
        Frame frame = only("2\nwater's \"friend, unquoted\nO 0 0 0 8.0\nH 0 0 1\n");
        assertThat(frame.configuration().cell()).isEqualTo(SimulationCell.open());
        assertThat(frame.configuration().positions()).containsExactly(0, 0, 0, 0, 0, 1);
        assertThat(frame.configuration().id()).isEqualTo("frame-1");
        assertThat(only("1\n\nH 1 2 3\n").configuration().positions()).containsExactly(1, 2, 3);
    }

    static Stream<Arguments> boxes() {
        return Stream.of(
                Arguments.of(BOX, true, true, true),
                Arguments.of("lattice=\"4 0 0 0 5 0 0 0 6\"", true, true, true),
                Arguments.of("Lattice=[[4, 0, 0], [0, 5, 0], [0, 0, 6]]", true, true, true),
                Arguments.of("Lattice={4 0 0 0 5 0 0 0 6}", true, true, true),
                Arguments.of("Lattice='4 0 0 0 5 0 0 0 6' pbc='F F F'", false, false, false),
                Arguments.of(BOX + "pbc=\"1 0 1\"", true, false, true),
                Arguments.of(BOX + "pbc=[True, False, true]", true, false, true),
                Arguments.of(BOX + "pbc=\"f t F\"", false, true, false));
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void readsBoxes(String comment, boolean a, boolean b, boolean c) throws IOException {
        SimulationCell cell =
                only("1\n" + comment + "\nBe 0 0 0\n").configuration().cell();
        assertThat(cell.lattice()).containsExactly(4, 0, 0, 0, 5, 0, 0, 0, 6);
        assertThat(cell.periodic()).containsExactly(a, b, c);
    }

    @Test
    void keepsLatticeVectorsAsRows() throws IOException {
        SimulationCell cell = only("1\nLattice=\"1 2 3 0 5 6 0 0 9\"\nBe 0 0 0\n")
                .configuration()
                .cell();
        assertThat(cell.lattice(0, 2)).isEqualTo(3);
        assertThat(cell.lattice(2, 0)).isZero();
    }

    @Test
    void readsManyFramesWithAnyLineEndsAndBlankLines() throws IOException {
        String text =
                "\uFEFF1\r\nconfig_id=a\r\nBe 0 0 0\r\n\r\n 2 \r\nconfig_id=b\r\n\tBe\t0 0 0 \r\nBe 0 0 2\r\n\r\n  \r\n";
        List<Frame> frames = all(write("data.xyz", text));
        assertThat(frames).extracting(f -> f.configuration().id()).containsExactly("a", "b");
        assertThat(frames).extracting(f -> f.configuration().natoms()).containsExactly(1, 2);
        assertThat(frames).extracting(Frame::line).containsExactly(1L, 5L);
    }

    @Test
    void readsGzipWhateverItsName() throws IOException {
        Path file = folder.resolve("zipped.xyz");
        String text = "1\nconfig_id=a\nBe 0 0 0\n";
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(all(file)).extracting(f -> f.configuration().id()).containsExactly("a");
    }

    @Test
    void doesNotDependOnTheLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            SimulationCell cell = only("1\nLATTICE=\"4 0 0 0 5 0 0 0 6\" PROPERTIES=species:S:1:pos:R:3\nBe 0.5 0 0\n")
                    .configuration()
                    .cell();
            assertThat(cell.volume()).isEqualTo(120);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void growsWithALargeFrame() throws IOException {
        StringBuilder text = new StringBuilder("1000\n" + COLUMNS + "\n");
        for (int i = 0; i < 1000; i++) {
            text.append("Be ").append(i).append(" 0 0 0 0 ").append(-i).append('\n');
        }
        Frame frame = only(text.toString());
        assertThat(frame.configuration().position(999, 0)).isEqualTo(999);
        assertThat(frame.column("forces").orElseThrow()).hasSize(3000).endsWith(-999);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(
                        "two\nx\n",
                        ":1: expected the number of atoms of a frame, found \"two\"; the rest of the file"
                                + " was not read"),
                Arguments.of(
                        "0\nx\n",
                        ":1: expected the number of atoms of a frame, found \"0\"; the rest of the file was"
                                + " not read"),
                Arguments.of("2\n", ":1: the file ends after the number of atoms"),
                Arguments.of(
                        "2\nconfig_id=a\nBe 0 0 0\n",
                        ":3: configuration a: the file ends after atom 1 of 2 of the frame in line 1"),
                Arguments.of(
                        "999999999\nx\nBe 0 0 0\n",
                        ":3: the file ends after atom 1 of 999999999 of the frame in line 1"),
                Arguments.of(
                        "1\n" + COLUMNS + "note=\"open\nBe 0 0 0 0 0 0\n",
                        ":2: the quote in column " + (COLUMNS.length() + 6) + " is not closed"),
                Arguments.of(
                        "1\nLattice=\"1 0 0 0 1 0\" config_id=a\nBe 0 0 0\n",
                        ":2: configuration a: Lattice takes nine finite numbers, not \"1 0 0 0 1 0\""),
                Arguments.of(
                        "1\nLattice=\"1 0 0 0 1 0 0 0 nan\"\nBe 0 0 0\n",
                        ":2: Lattice takes nine finite numbers, not \"1 0 0 0 1 0 0 0 nan\""),
                Arguments.of(
                        "1\nLattice=\"1 0 0 0 1 0 0 0 x\"\nBe 0 0 0\n",
                        ":2: Lattice takes nine finite numbers, not \"1 0 0 0 1 0 0 0 x\""),
                Arguments.of(
                        "1\nLattice=\"1 0 0 0 1 0 1 1 0\" config_id=flat\nBe 0 0 0\n",
                        ":2: configuration flat: a periodic box needs a volume, but Lattice=\"1 0 0 0 1 0 1 1 0\" spans"
                                + " next to none"),
                Arguments.of(
                        "1\nLattice=\"3 0 0 0 3 0 1 1 1e-9\"\nBe 0 0 0\n",
                        ":2: a periodic box needs a volume, but Lattice=\"3 0 0 0 3 0 1 1 1e-9\" spans next to none"),
                Arguments.of(
                        "1\npbc=\"T T T\"\nBe 0 0 0\n",
                        ":2: pbc=\"T T T\" asks for a periodic box, but there is no Lattice"),
                Arguments.of(
                        "1\n" + BOX + "pbc=\"T T\"\nBe 0 0 0\n",
                        ":2: pbc takes three flags (T or F, 1 or 0), not \"T T\""),
                Arguments.of(
                        "1\n" + BOX + "pbc=\"T T 2\"\nBe 0 0 0\n",
                        ":2: pbc takes three flags (T or F, 1 or 0), not \"T T 2\""),
                Arguments.of(
                        "1\nProperties=species:S:1:pos:R\nBe 0 0 0\n",
                        ":2: Properties=species:S:1:pos:R is not a list of name:type:count (S, R, I or L)"),
                Arguments.of(
                        "1\nProperties=species:S:1:pos:R:2\nBe 0 0\n",
                        ":2: Properties=species:S:1:pos:R:2 has pos:R:2, but pos is R:3"),
                Arguments.of(
                        "1\nProperties=pos:R:3\n0 0 0\n",
                        ":2: Properties=pos:R:3 has no species:S:1: an atom needs species:S:1 and pos:R:3"),
                Arguments.of(
                        "1\nProperties=species:S:1\nBe\n",
                        ":2: Properties=species:S:1 has no pos:R:3: an atom needs species:S:1 and pos:R:3"),
                Arguments.of(
                        "1\nProperties=species:S:1:pos:R:3:x:Q:1\nBe 0 0 0 0\n",
                        ":2: Properties=species:S:1:pos:R:3:x:Q:1 has a column of type Q and count 1: types are S, R, I and"
                                + " L, counts are positive"),
                Arguments.of(
                        "1\nProperties=species:S:1:pos:R:3:x:R:0\nBe 0 0 0\n",
                        ":2: Properties=species:S:1:pos:R:3:x:R:0 has a column of type R and count 0: types are S, R, I and"
                                + " L, counts are positive"),
                Arguments.of(
                        "1\nProperties=species:S:1:pos:R:3:pos:R:3\nBe 0 0 0 0 0 0\n",
                        ":2: Properties=species:S:1:pos:R:3:pos:R:3 has two columns named pos"),
                Arguments.of(
                        "2\n" + COLUMNS + "config_id=a\nBe 0 0 0 0 0 0\nBe 0 0 0 0 0\n",
                        ":4: configuration a: atom 2: expected 7 columns (species, pos, forces), found 6:"
                                + " \"Be 0 0 0 0 0\""),
                Arguments.of(
                        "1\n" + COLUMNS + "\nBe 0 0 0 0 0 0 0\n",
                        ":3: atom 1: expected 7 columns (species, pos, forces), found 8: \"Be 0 0 0 0 0 0 0\""),
                Arguments.of(
                        "1\n" + COLUMNS + "\n\n",
                        ":3: atom 1: expected 7 columns (species, pos, forces), found 0: \"\""),
                Arguments.of("1\nx\nBe 0 zero 0\n", ":3: atom 1: \"zero\" in column pos is not a number"),
                Arguments.of(
                        "1\n" + COLUMNS + "\nBe 0 0 0 0 1,5 0\n",
                        ":3: atom 1: \"1,5\" in column forces is not a number"),
                Arguments.of("1\nx\nBe 0 0 nan\n", ":3: atom 1: coordinate NaN angstrom is not finite"),
                Arguments.of("1\nx\nBe -inf 0 0\n", ":3: atom 1: coordinate -Infinity angstrom is not finite"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refuses(String text, String message) throws IOException {
        Path file = write("bad.xyz", text);
        assertThatThrownBy(() -> all(file))
                .isInstanceOfSatisfying(
                        UserErrorException.class, e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.DATA))
                .hasMessage(file + message);
    }

    @Test
    void goesOnBehindABadFrame() throws IOException {
        Path file = write("data.xyz", "2\nconfig_id=a\nBe x 0 0\nBe 0 0 0\n1\nconfig_id=b\nBe 0 0 0\n");
        try (ExtendedXyz xyz = open(file)) {
            assertThatThrownBy(xyz::next).hasMessageContaining(":3: configuration a");
            assertThat(xyz.next().configuration().id()).isEqualTo("b");
            assertThat(xyz.hasNext()).isFalse();
            assertThatThrownBy(xyz::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void stopsWhereTheNextFrameIsUnknown() throws IOException {
        Path file = write("data.xyz", "1\nx\nBe 0 0 0\nBe 1 1 1\n1\nx\nBe 0 0 0\n");
        try (ExtendedXyz xyz = open(file)) {
            xyz.next();
            assertThatThrownBy(xyz::next).hasMessageContaining(":4: expected the number of atoms");
            assertThat(xyz.hasNext()).isFalse();
        }
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        Path missing = folder.resolve("missing.xyz");
        assertThatThrownBy(() -> all(missing)).hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> all(folder)).hasMessageStartingWith(folder + ": cannot be read");
        Path whole = folder.resolve("whole.xyz.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write("1\nx\nBe 0 0 0\n".repeat(5000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.xyz.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> all(half))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith(half + ": the compressed file ends early");
    }

    private Frame only(String text) throws IOException {
        List<Frame> frames = all(write("data.xyz", text));
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static ExtendedXyz open(Path file) {
        return ExtendedXyz.open(file, "config_id", Set.of("forces"));
    }

    private static List<Frame> all(Path file) throws IOException {
        try (ExtendedXyz xyz = open(file)) {
            List<Frame> frames = new ArrayList<>();
            xyz.forEachRemaining(frames::add);
            return frames;
        }
    }
}
