package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapFilesTest {
    private static final String COEFFICIENTS = """
            # by an author; UNITS: metal

            2 3
            W 0.5 1 # first
              -1.25e0   #  B[0]
            0.5 # B[1, 0, 0, 0]

            -2E-3
            Be 0.417932464 0.9590493408
            1
            2
            3
            """;

    @TempDir
    private Path folder;

    private SnapModel read(String coefficients, String parameters) throws IOException {
        Path coeff = Files.writeString(folder.resolve("x.snapcoeff"), coefficients);
        Path param = Files.writeString(folder.resolve("x.snapparam"), parameters);
        return SnapFiles.read(coeff, param);
    }

    @Test
    void readsWhatPublishedFilesLookLike() throws IOException {
        SnapModel model = read(COEFFICIENTS, """
                # required
                  twojmax 1
                rcutfac 4.8123

                gamma 1
                diagonalstyle 3   # obsolete
                rmin0 0.25
                bzeroflag 0
                chemflag 0
                wselfallflag 0
                chunksize 2000
                """);
        assertThat(model.parameters())
                .isEqualTo(new SnapParameters(
                        1,
                        4.8123,
                        0.99363,
                        0.25,
                        List.of(
                                new SnapParameters.Element("W", 0.5, 1),
                                new SnapParameters.Element("Be", 0.417932464, 0.9590493408)),
                        true,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        true));
        assertThat(model.coefficients()).containsExactly(-1.25, 0.5, -0.002, 1, 2, 3);
    }

    @Test
    void whatIsNotSaidIsAsInLammps() throws IOException {
        SnapParameters parameters = read(COEFFICIENTS, "rcutfac 4\ntwojmax 1\n").parameters();
        assertThat(parameters.switchflag()).isTrue();
        assertThat(parameters.bzeroflag()).isTrue();
        assertThat(parameters.bnormflag()).isFalse();
        assertThat(parameters.quadraticflag()).isFalse();
        assertThat(parameters.rfac0()).isEqualTo(0.99363);
        assertThat(parameters.rmin0()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writingAndReadingGivesTheSameModel(boolean flags) throws IOException {
        SnapParameters parameters = new SnapParameters(
                3,
                1 / 0.3,
                1 / 1.1,
                1e-9,
                flags
                        ? List.of(
                                new SnapParameters.Element("W", 1 / 1.7, -0.3, 1 / 0.7, 1 / 3.0),
                                new SnapParameters.Element("Be", 0.4, 1e-3, 1.25, 0.5))
                        : Structures.tungstenBeryllium(2, false).elements(),
                flags,
                !flags,
                flags,
                !flags,
                flags,
                flags,
                flags,
                true);
        double[] coefficients = new Random(3)
                .doubles(SnapColumns.of(parameters).count(), -1e-7, 1e3)
                .toArray();
        SnapModel model = new SnapModel(parameters, coefficients);
        Path coeff = folder.resolve("m.snapcoeff");
        Path param = folder.resolve("m.snapparam");
        SnapFiles.write(model, coeff, param);
        assertThat(SnapFiles.read(coeff, param)).isEqualTo(model);
    }

    /** Atomic numbers 74 and 4; every pair of types has its repulsion. */
    @Test
    void commandsSetTheModelUpInLammps() {
        SnapParameters parameters = new SnapParameters(
                1, 4, 0.99363, 0, Structures.tungstenBeryllium(2, false).elements(), true, true, false, false);
        SnapModel model = new SnapModel(parameters, new double[6]);
        String elements = parameters.elements().get(0).symbol() + " "
                + parameters.elements().get(1).symbol();
        assertThat(SnapFiles.pairCommands(model, ReferencePotential.NONE, "x.snapcoeff", "x.snapparam"))
                .containsExactly("pair_style snap", "pair_coeff * * x.snapcoeff x.snapparam " + elements);
        assertThat(elements).isEqualTo("W Be");
        assertThat(SnapFiles.pairCommands(model, new ZieglerBiersackLittmark(2.4, 3.2), "x.snapcoeff", "x.snapparam"))
                .containsExactly(
                        "pair_style hybrid/overlay zbl 2.4 3.2 snap",
                        "pair_coeff 1 1 zbl 74 74",
                        "pair_coeff 1 2 zbl 74 4",
                        "pair_coeff 2 2 zbl 4 4",
                        "pair_coeff * * snap x.snapcoeff x.snapparam W Be");
    }

    @Test
    void aReferenceIsFoundByWhatLammpsCallsIt() {
        ReferencePotential zbl = new ZieglerBiersackLittmark(1 / 0.3, 4.8);
        assertThat(ReferencePotential.ofPairStyle(zbl.pairStyle())).isEqualTo(zbl);
        assertThat(ReferencePotential.ofPairStyle("none")).isEqualTo(ReferencePotential.NONE);
        assertThatThrownBy(() -> ReferencePotential.ofPairStyle("eam"))
                .hasMessage("'eam' is no reference potential: it is none, or zbl with two radii");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rcutfac 4; twojmax 1; rcutfak 3 | x.snapparam:3: unknown key rcutfak",
                "rcutfac 4; diagonalstyle 2; twojmax 1 | x.snapparam:2: diagonalstyle 2 is not supported, only 3",
                "rcutfac 4; switchinnerflag 1; twojmax 1 | x.snapparam: sinner is missing",
                "rcutfac 4; twojmax 1; switchinnerflag 1; sinner 1 2; dinner 1 | x.snapparam:5: dinner takes a value for",
                "rcutfac 4; twojmax 1; chemflag 1 | x.snapcoeff:3: with the settings of",
                "rcutfac 4; twojmax 1; bzeroflag 2 | x.snapparam:3: bzeroflag is 0 or 1, not 2",
                "rcutfac 4; twojmax 1.5 | x.snapparam:2: '1.5' is not a whole number",
                "rcutfac 4; twojmax 1; rmin0 nan | x.snapparam:3: 'nan' is not a finite number",
                "rcutfac 4; twojmax 1; twojmax 2 | x.snapparam:3: twojmax stands in line 2 already",
                "rcutfac 4; twojmax | x.snapparam:2: twojmax takes one value, not 0",
                "rcutfac 4 | x.snapparam: twojmax is missing",
                "rcutfac -4; twojmax 1 | x.snapparam: rcutfac must be positive",
                "# nothing | x.snapparam: the file is empty",
                "rcutfac 4; twojmax 4 | x.snapcoeff:3: with the settings of"
            })
    void impossibleSettingsAreRefusedWithTheirPlace(String parameters, String message) {
        assertThatThrownBy(() -> read(COEFFICIENTS, parameters.replace("; ", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | x.snapcoeff:1: expected the number of elements and of coefficients an element, found '1'",
                "1 3; W 0.5 1; 1; 2 | x.snapcoeff: ends after 4 lines of content; 1 elements of 3 coefficients take 5",
                "1 3; W 0.5 1; 1; 2; 3; 4 | x.snapcoeff:6: the file should end before this line",
                "1 3; W 0.5 1; 1; x; 3 | x.snapcoeff:4: 'x' is not a finite number",
                "1 3; W 0.5; 1; 2; 3 | x.snapcoeff:2: expected an element, its radelem and its wj, found 'W 0.5'",
                "1 3; W 0.5 1; 1; 2 3; 3 | x.snapcoeff:4: expected one coefficient, found '2 3'"
            })
    void malformedCoefficientsAreRefusedWithTheirPlace(String coefficients, String message) {
        assertThatThrownBy(() -> read(coefficients.replace("; ", "\n"), "rcutfac 4\ntwojmax 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> SnapFiles.read(nowhere, nowhere))
                .hasMessageContaining("nowhere: there is no such file");
    }
}
