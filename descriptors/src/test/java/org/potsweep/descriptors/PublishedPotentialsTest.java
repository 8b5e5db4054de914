package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Published potentials, whose files are other people's and so not here: those that LAMMPS comes with are read from the
 * folder in the environment variable LAMMPS_POTENTIALS (as LAMMPS does; Debian's package lammps-data has them), those of
 * FitSNAP's tantalum example from shared/reference beside this project. Tests without their files are skipped.
 */
class PublishedPotentialsTest {
    private static final ReferencePotential ZBL = new ZieglerBiersackLittmark(4, 4.8);

    @ParameterizedTest
    @CsvSource({
        "pair_Ta06A_12atoms, Ta06A, true, Ta",
        "pair_WBe_Wood_12atoms, WBe_Wood_PRB2019, true, W Be",
        "pair_Si_Zuo_quadratic_10atoms, Si_Zuo_JPCA2020.quadratic, false, Si"
    })
    void evaluateAsInLammps(String name, String potential, boolean zbl, String symbols) {
        String folder = System.getenv("LAMMPS_POTENTIALS");
        assumeTrue(folder != null, "LAMMPS_POTENTIALS names no folder with " + potential + ".snapcoeff");
        SnapModel model =
                SnapFiles.read(Path.of(folder, potential + ".snapcoeff"), Path.of(folder, potential + ".snapparam"));
        PotentialCase reference = PotentialCase.read(name, symbols.split(" "));
        try (SnapPotential snap = new SnapPotential(model, zbl ? ZBL : ReferencePotential.NONE)) {
            reference.assertAgrees(snap.evaluate(reference.configuration()), 1e-9);
        }
    }

    /** Sums of absolute and squared errors. */
    private static final class Errors {
        private long count;
        private double absolute;
        private double squared;

        void add(double error) {
            count++;
            absolute += Math.abs(error);
            squared += error * error;
        }

        double mae() {
            return absolute / count;
        }

        double rmse() {
            return Math.sqrt(squared / count);
        }
    }

    /** The errors that FitSNAP published for its own fits, by group; six digits are printed, and symmetry leaves some forces no error. */
    @ParameterizedTest
    @CsvSource({"Ta_linear", "Ta_quadratic"})
    void tantalumErrorsAreThePublishedOnes(String fit) throws IOException {
        Path folder = fitsnap();
        SnapModel model = SnapFiles.read(
                folder.resolve(fit).resolve("Ta_pot.snapcoeff"),
                folder.resolve(fit).resolve("Ta_pot.snapparam"));
        Map<String, Errors> errors = new TreeMap<>();
        try (SnapPotential snap = new SnapPotential(model, ZBL);
                Stream<Path> files = Files.walk(folder.resolve("JSON"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                addErrors(snap, file, errors);
            }
        }
        int compared = 0;
        for (String line : Files.readAllLines(folder.resolve(fit).resolve("Ta_metrics.md"))) {
            String[] cells = line.replaceAll("[ ()']", "").split("\\|");
            if (cells.length == 6 && cells[1].contains(",Unweighted,") && !cells[1].endsWith("Stress")) {
                Errors actual = errors.get(cells[1].replace(",Unweighted,", " "));
                assertThat(actual).as(cells[1]).isNotNull();
                assertThat(actual.count).as(cells[1]).isEqualTo(Long.parseLong(cells[2]));
                assertShare(cells[1] + " mae", actual.mae(), Double.parseDouble(cells[3]));
                assertShare(cells[1] + " rmse", actual.rmse(), Double.parseDouble(cells[4]));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(26);
    }

    private static void assertShare(String what, double actual, double expected) {
        assertThat(actual).as(what).isCloseTo(expected, within(1e-5 * expected + 1e-10));
    }

    private static Path fitsnap() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolveSibling("shared").resolve("reference/fitsnap");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "no shared/reference/fitsnap beside this project");
        return null;
    }

    private static void addErrors(SnapPotential snap, Path file, Map<String, Errors> errors) throws IOException {
        String text = Files.readString(file);
        JsonNode data = new ObjectMapper()
                .readTree(text.substring(text.indexOf('{')))
                .get("Dataset")
                .get("Data")
                .get(0);
        List<String> species = new ArrayList<>();
        data.get("AtomTypes").forEach(symbol -> species.add(symbol.asText()));
        int n = species.size();
        AtomicConfiguration configuration = new AtomicConfiguration(
                file.getFileName().toString(),
                new SimulationCell(new LammpsCase(data).numbers("Lattice"), Structures.PERIODIC),
                species,
                new LammpsCase(data).numbers("Positions"));
        Evaluation evaluation = snap.evaluate(configuration);
        double energy = (evaluation.energyEv() - data.get("Energy").asDouble()) / n;
        double[] forces = evaluation.forcesEvPerAngstrom();
        double[] labels = new LammpsCase(data).numbers("Forces");
        for (String group : List.of("*ALL", file.getParent().getFileName().toString())) {
            errors.computeIfAbsent(group + " Energy", key -> new Errors()).add(energy);
            Errors ofForces = errors.computeIfAbsent(group + " Force", key -> new Errors());
            for (int k = 0; k < 3 * n; k++) {
                ofForces.add(forces[k] - labels[k]);
            }
        }
    }
}
