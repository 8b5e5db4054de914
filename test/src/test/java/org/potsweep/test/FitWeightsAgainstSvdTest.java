package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;

/** Fits to stresses, and with weights of single configurations, against dense fits to the same rows. */
class FitWeightsAgainstSvdTest {
    private static final Map<String, String> SMALL = Map.of(
            "descriptor.twojmax", "[2, 4]",
            "dataset.levels", levels(1, 4, 6),
            "sampling.strategies", "[random]",
            "sampling.sizes", "[5, 60]",
            "sampling.replicates", "1",
            "fit.eweight", "[12.25]");
    private static final double K_B_EV_PER_KELVIN = 8.617333262e-5;
    private static final double GPA = 160.2176634;

    @TempDir
    private Path folder;

    private static String levels(int... levels) {
        return IntStream.of(levels)
                .mapToObj(level -> "{ name = \"%d\", file = \"level-%d.xyz\" }".formatted(level, level))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static SweepSettings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SMALL);
        all.putAll(more);
        return Sweeps.beryllium(all);
    }

    @Test
    void stressRowsAreFittedToWithTheirWeights() throws IOException {
        SweepSettings settings = settings(Map.of("fit.vweight", "[0, 0.01, 1]", "fit.fweight", "[1, 3]"));
        DenseSweep sweep = DenseSweep.run(LocalSpark.shared(), settings, folder);
        assertThat(sweep.cells()).hasSize(2 * 2 * 2 * 3 * 3);
        sweep.assertAgreement();
        assertThat(sweep.cells().get(0).errors()).hasSize(3 * (4 + 2 + 2));
        assertStressesAreThoseOfTheFiles();
    }

    /** GPa in the order xx, yy, zz, yz, xz, xy, from ASE's nine components in eV/angstrom^3. */
    private void assertStressesAreThoseOfTheFiles() throws IOException {
        Map<String, double[]> files = new HashMap<>();
        Pattern frame = Pattern.compile("config_id=(\\S+).*stress=\"([^\"]*)\"");
        for (String line : Files.readAllLines(Sweeps.BERYLLIUM.resolveSibling("level-4.xyz"))) {
            Matcher found = frame.matcher(line);
            if (found.find()) {
                double[] nine = Arrays.stream(found.group(2).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                files.put(found.group(1), new double[] {nine[0], nine[4], nine[8], nine[5], nine[2], nine[1]});
            }
        }
        List<Row> labels = Sweeps.table(LocalSpark.shared(), folder, "labels")
                .where("level = '4'")
                .collectAsList();
        assertThat(labels).hasSameSizeAs(files.keySet());
        for (Row row : labels) {
            double[] file = files.get(row.<String>getAs("config_id"));
            List<Double> published = row.getList(row.fieldIndex("stress_gpa"));
            for (int i = 0; i < 6; i++) {
                assertThat(published.get(i)).isCloseTo(GPA * file[i], within(1e-9));
            }
        }
    }

    @Test
    void missingStressesAreRefused() throws IOException {
        new KnownModel(12).write(folder, ReferencePotential.NONE);
        Path conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = crude, file = "crude.xyz" }, { name = fine, file = "fine.xyz" }]
                  descriptor {
                    twojmax = 2
                    rcutfac = 4.8
                    elements { W { radelem = 0.5, wj = 1 }, Be { radelem = 0.4, wj = 0.9 } }
                  }
                  sampling.sizes = 4
                  fit { eweight = 10, vweight = [0, 1] }
                }
                """);
        assertThatThrownBy(() -> SweepInput.read(SettingsReader.read(conf, Map.of())))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("vweight")
                .hasMessageContaining("24 labels")
                .hasMessageContaining("random-0000 at level crude");
    }

    /** Errors are averages over rows that all count alike, whatever weights the fit gave them. */
    @Test
    void weightsOfConfigurationsWeightTheirRows() {
        double temperature = 4000;
        double minimum = 0.05;
        SweepSettings settings = settings(Map.of(
                "sampling.strategies", "[random, leverage, block-leverage]",
                "sampling.sizes", "[60]",
                "fit.vweight", "0.05",
                "fit.group-weights",
                        "[{ groups = \"hcp\", eweight = 3, vweight = 2 }"
                                + ", { groups = \".*_vac|hcp\", fweight = 0.25 }"
                                + ", { groups = \"sc\", eweight = 0.5, fweight = 0, vweight = 0 }]",
                "fit.boltzmann", "{ temperature-kelvin = %s, minimum = %s }".formatted(temperature, minimum)));
        LabelledDataset dataset = SweepInput.read(settings).dataset();
        double[][] factors = dataset.configurations().stream()
                .map(labelled -> factors(labelled, dataset, temperature, minimum))
                .toArray(double[][]::new);
        DenseSweep sweep =
                DenseSweep.run(LocalSpark.shared(), settings, folder, (config, kind) -> factors[config][kind]);
        assertThat(sweep.cells()).hasSize(3 * 2 * 3);
        sweep.assertAgreement();
        sweep.assertScores();

        for (Row row :
                Sweeps.table(LocalSpark.shared(), folder, "configurations").collectAsList()) {
            double[] expected = factors[sweep.index(row.getAs("config_id"))];
            assertThat(row.<Double>getAs("energy_weight_factor")).isCloseTo(expected[0], within(1e-12));
            assertThat(row.<Double>getAs("force_weight_factor")).isCloseTo(expected[1], within(1e-12));
            assertThat(row.<Double>getAs("stress_weight_factor")).isCloseTo(expected[2], within(1e-12));
        }
        assertThat(Arrays.stream(factors).mapToDouble(f -> f[1]).distinct().count())
                .isGreaterThan(50);
        assertThat(List.of(factors)).anyMatch(f -> f[1] == minimum).anyMatch(f -> f[1] == 0);
    }

    private static double[] factors(
            LabelledConfiguration labelled, LabelledDataset dataset, double temperature, double minimum) {
        double lowest = dataset.configurations().stream()
                .mapToDouble(c -> c.energyEv(2) / c.configuration().natoms())
                .min()
                .orElseThrow();
        double above = labelled.energyEv(2) / labelled.configuration().natoms() - lowest;
        double all = Math.max(minimum, Math.exp(-above / (K_B_EV_PER_KELVIN * temperature)));
        return switch (labelled.group()) {
            case "hcp" -> new double[] {3 * all, all, 2 * all};
            case "hcp_vac", "bcc_vac", "fcc_vac", "sc_vac" -> new double[] {all, 0.25 * all, all};
            case "sc" -> new double[] {0.5 * all, 0, 0};
            default -> new double[] {all, all, all};
        };
    }

    @Test
    void patternsThatMatchNoGroupAreRefused() {
        SweepSettings settings = settings(Map.of("fit.group-weights", "[{ groups = \"hcp.\", eweight = 3 }]"));
        assertThatThrownBy(() -> SweepInput.read(settings))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("'hcp.'")
                .hasMessageContaining("hcp_vac");
    }
}
