package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.potsweep.jobs.dataset.SourceFixture.byId;
import static org.potsweep.jobs.dataset.SourceFixture.level;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private static final String A = "2\nLattice=\"4 0 0 0 5 0 0 0 6\" Properties=species:S:1:pos:R:3:forces:R:3"
            + " config_id=a group=g energy=-1 stress=\"1 2 3 4 5 6\" cost_seconds=3\n"
            + "Be 0 0 0 0.1 0.2 0.3\nBe 2 2 2 -0.1 -0.2 -0.3\n";
    private static final String B = A.replace("=a", "=b").replace("-1 ", "-2 ");
    private static final String HIGH = (A + B).replace("energy=-", "energy=-1");

    @TempDir
    Path folder;

    private String original;

    @BeforeEach
    void readOriginal() throws IOException {
        original = fingerprint(A + B);
    }

    @Test
    void isASha256() {
        assertThat(original).matches("[0-9a-f]{64}");
    }

    @Test
    void doesNotDependOnTheOrderOfFrames() throws IOException {
        assertThat(fingerprint(B + A)).isEqualTo(original);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "energy=-1 | energy=-1.000e0",
                "Be 2 2 2 | '  Be  +2.0\t2.00 20e-1'",
                "Be 0 0 0 | Be -0.0 0 0",
                "\"1 2 3 4 5 6\" | \"1 6 5 6 2 4 5 4 3\"",
                "group=g | group=\"g\" colour=blue magnetic",
                "group=g | pbc=\"T T T\" group=g"
            })
    void doesNotDependOnFormattingOrUnknownKeys(String from, String to) throws IOException {
        assertThat(fingerprint(changed(from, to))).isEqualTo(original);
    }

    @Test
    void doesNotDependOnTheOrderOfColumns() throws IOException {
        String turned = "2\nProperties=forces:R:3:extra:I:1:pos:R:3:species:S:1 Lattice=\"4 0 0 0 5 0 0 0 6\""
                + " cost_seconds=3 stress=\"1 2 3 4 5 6\" energy=-1 group=g config_id=a\n"
                + "0.1 0.2 0.3 1 0 0 0 Be\n-0.1 -0.2 -0.3 2 2 2 2 Be\n";
        assertThat(fingerprint(turned + B)).isEqualTo(original);
    }

    @Test
    void doesNotDependOnTheOrderOrFilesOfLevels() throws IOException {
        Path low = write("low.xyz", A + B);
        Path a = write("a.xyz", HIGH.substring(0, HIGH.length() / 2));
        Path b = write("b.xyz", HIGH.substring(HIGH.length() / 2));
        assertThat(DatasetReader.read(byId(level("high", b, a), level("low", low)))
                        .fingerprint())
                .isEqualTo(original);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config_id=a | config_id=c",
                "energy=-1 | energy=-1.0000000001",
                "-0.2 -0.3 | -0.2 -0.30000001",
                "\"1 2 3 4 5 6\" | \"1 2 3 4 5 7\"",
                "stress=\"1 2 3 4 5 6\" | x=1",
                "cost_seconds=3 | cost_seconds=4",
                "cost_seconds=3 | x=3"
            })
    void dependsOnContent(String from, String to) throws IOException {
        Path low = write("low.xyz", changed(from, to));
        Path high = write("high.xyz", HIGH.replace("config_id=a", from.equals("config_id=a") ? to : "config_id=a"));
        assertThat(DatasetReader.read(byId(level("low", low), level("high", high)))
                        .fingerprint())
                .isNotEqualTo(original)
                .matches("[0-9a-f]{64}");
    }

    @Test
    void dependsOnStructures() throws IOException {
        for (List<String> change : List.of(
                List.of("Be 2 2 2", "Be 2 2 2.00000001"),
                List.of("Be 2 2 2", "H 2 2 2"),
                List.of("0 0 0 6", "0 0 0 6.5"),
                List.of("group=g", "group=h"),
                List.of("group=g", "pbc=\"T T F\" group=g"))) {
            Path low = write("low.xyz", (A + B).replace(change.get(0), change.get(1)));
            Path high = write("high.xyz", HIGH.replace(change.get(0), change.get(1)));
            assertThat(DatasetReader.read(byId(level("low", low), level("high", high)))
                            .fingerprint())
                    .as(change.get(1))
                    .isNotEqualTo(original);
        }
    }

    @Test
    void dependsOnTheNamesOfLevels() throws IOException {
        Path low = write("low.xyz", A + B);
        Path high = write("high.xyz", HIGH);
        assertThat(DatasetReader.read(byId(level("low", low), level("higher", high)))
                        .fingerprint())
                .isNotEqualTo(original);
    }

    /** The first frame changed, the second as it was. */
    private static String changed(String from, String to) {
        assertThat(A).contains(from);
        return A.replace(from, to) + B;
    }

    private String fingerprint(String text) throws IOException {
        Path low = write("low.xyz", text);
        Path high = write("high.xyz", HIGH);
        return DatasetReader.read(byId(level("low", low), level("high", high))).fingerprint();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
