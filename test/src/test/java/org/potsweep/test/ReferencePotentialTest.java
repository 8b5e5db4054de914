package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.test.PublishedSweep.Key;

/** Fits labels that a known quadratic SNAP model of two elements made on top of the repulsion between the nuclei. */
class ReferencePotentialTest {
    private static final int ENOUGH = 80;
    private static final Key FIT = new Key("random-1", ENOUGH, 10, KnownModel.TWOJMAX, "fine");

    @TempDir
    private static Path folder;

    private static KnownModel known;
    private static Path conf;

    @BeforeAll
    static void label() throws IOException {
        known = new KnownModel(200);
        known.write(folder, new ZieglerBiersackLittmark(2.4, 3.2));
        conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = crude, file = "crude.xyz" }, { name = fine, file = "fine.xyz" }]
                  descriptor {
                    twojmax = 4
                    rcutfac = 4.812302818
                    elements { W { radelem = 0.5, wj = 1 }, Be { radelem = 0.417932, wj = 0.959049 } }
                  }
                  reference-potential { type = zbl, zbl-inner-angstrom = 2.4, zbl-outer-angstrom = 3.2 }
                  sampling.sizes = %d
                  fit.eweight = 10
                }
                """.formatted(ENOUGH));
    }

    private static PublishedSweep sweep(String run, Map<String, String> overrides) {
        SweepSettings settings = SettingsReader.read(conf, overrides);
        assertThat(settings.descriptor().snap()).isEqualTo(KnownModel.SNAP);
        Sweeps.run(LocalSpark.shared(), settings, folder.resolve(run));
        return PublishedSweep.read(LocalSpark.shared(), folder.resolve(run));
    }

    /** How far the fitted coefficients, but for the constants that begin each element's, are from those of the model. */
    private static double deviation(PublishedSweep sweep) {
        double[] stored = sweep.coefficients().get(FIT);
        int block = stored.length / 2;
        double[] fitted = IntStream.range(0, stored.length)
                .filter(i -> i % block != 0)
                .mapToDouble(i -> stored[i])
                .toArray();
        return known.largestDeviation(fitted, "fine");
    }

    @Test
    void whatIsSubtractedLeavesTheModel() {
        PublishedSweep sweep = sweep("zbl", Map.of());
        Row row = sweep.results().get(FIT);

        assertThat(deviation(sweep)).isLessThan(1e-6);
        assertThat(row.<Double>getAs("test_energy_rmse_mev_per_atom")).isLessThan(1e-6);
        assertThat(row.<Double>getAs("test_force_rmse_mev_per_angstrom")).isLessThan(1e-6);
    }

    @Test
    void whatIsNotSubtractedIsNoModelOfThisKind() {
        PublishedSweep sweep = sweep(
                "none",
                Map.of("reference-potential", "{ type = none, zbl-inner-angstrom = null, zbl-outer-angstrom = null }"));
        Row row = sweep.results().get(FIT);

        assertThat(deviation(sweep)).isGreaterThan(1e-2);
        assertThat(row.<Double>getAs("test_energy_rmse_mev_per_atom")).isGreaterThan(10);
        assertThat(row.<Double>getAs("test_force_rmse_mev_per_angstrom")).isGreaterThan(10);
    }
}
