package org.potsweep.test.benchmark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.Evaluation;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapPotential;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.test.LocalSpark;

/** The synthetic data as the sweep reads them, and the model behind them as a fit finds it. */
class SyntheticSweepTest {
    private static final int LEVELS = 3;
    private static final SyntheticData DATA = new SyntheticData(5, 40, 32, List.of("Be"), LEVELS, 4);
    private static final Design DESIGN = new Design(
            "test", DATA, List.of(2, 4), List.of(10, 20), List.of(12.25), List.of("random"), 1, "local[2]", Map.of());

    @TempDir
    private static Path folder;

    private static SweepInput input;

    @BeforeAll
    static void write() throws IOException {
        DATA.write(folder);
        SweepSettings settings = DESIGN.write(folder);
        input = SweepInput.read(settings);
    }

    @Test
    void theReaderGetsTheStructuresBack() {
        BerylliumLike structures = DATA.structures();
        for (int index = 0; index < DATA.configurations(); index++) {
            LabelledConfiguration read = input.dataset().configurations().get(index);
            assertThat(read.configuration()).isEqualTo(structures.structure(index));
        }
    }

    @Test
    void theSameSeedWritesTheSameFiles(@TempDir Path again) throws IOException {
        DATA.write(again);
        for (int level = 0; level < LEVELS; level++) {
            assertThat(Files.mismatch(SyntheticData.file(folder, level), SyntheticData.file(again, level)))
                    .isEqualTo(-1);
        }
    }

    /** What separates a level from the reference falls tenfold from the first of three levels to the second. */
    @Test
    void errorsShrinkAndPricesGrowWithTheLevel() {
        int reference = LEVELS - 1;
        double[] energy = new double[LEVELS];
        double[] force = new double[LEVELS];
        double[] seconds = new double[LEVELS];
        for (LabelledConfiguration labelled : input.dataset().configurations()) {
            for (int level = 0; level < LEVELS; level++) {
                energy[level] += square((labelled.energyEv(level) - labelled.energyEv(reference)) / DATA.atoms());
                force[level] +=
                        meanSquare(labelled.forcesEvPerAngstrom(level), labelled.forcesEvPerAngstrom(reference));
                seconds[level] += labelled.costSeconds(level) / DATA.configurations();
            }
        }
        assertThat(Math.sqrt(energy[1] / energy[0])).isBetween(0.05, 0.2);
        assertThat(Math.sqrt(force[1] / force[0])).isBetween(0.09, 0.11);
        assertThat(Math.sqrt(force[0] / DATA.configurations())).isBetween(0.1, 0.4);
        assertThat(Math.sqrt(energy[0] / DATA.configurations())).isBetween(0.008, 0.3);
        assertThat(seconds[0]).isBetween(7.0, 10.0);
        assertThat(seconds[reference]).isBetween(800.0, 1200.0);
    }

    /** At the reference, errors that shrink are a hundredth of what they begin with: the rest is what nothing fits. */
    @Test
    void theReferenceIsNotQuiteASnapModel() {
        SyntheticLevels levels = new SyntheticLevels(LEVELS);
        double energy = 0;
        double force = 0;
        try (SnapPotential truth = new SnapPotential(DATA.truth(), ReferencePotential.NONE)) {
            for (LabelledConfiguration labelled : input.dataset().configurations()) {
                Evaluation exact = truth.evaluate(labelled.configuration());
                energy += square((labelled.energyEv(LEVELS - 1) - exact.energyEv()) / DATA.atoms());
                force += meanSquare(labelled.forcesEvPerAngstrom(LEVELS - 1), exact.forcesEvPerAngstrom());
            }
        }
        assertThat(Math.sqrt(energy / DATA.configurations()) / levels.unfittedEnergy())
                .isBetween(0.7, 1.4);
        assertThat(Math.sqrt(force / DATA.configurations()) / levels.unfittedForce())
                .isBetween(0.97, 1.03);
    }

    private static double meanSquare(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += square(a[i] - b[i]);
        }
        return sum / a.length;
    }

    private static double square(double value) {
        return value * value;
    }

    @Test
    void energiesAndForcesAreThoseOfAMetal() {
        double[] energies = input.dataset().configurations().stream()
                .mapToDouble(c -> c.energyEv(LEVELS - 1) / DATA.atoms())
                .toArray();
        double[] forces = input.dataset().configurations().stream()
                .flatMapToDouble(c -> Arrays.stream(c.forcesEvPerAngstrom(LEVELS - 1)))
                .map(SyntheticSweepTest::square)
                .toArray();
        assertThat(Arrays.stream(energies).average().orElseThrow()).isBetween(-4.5, -2.0);
        assertThat(Arrays.stream(energies).max().orElseThrow()
                        - Arrays.stream(energies).min().orElseThrow())
                .isBetween(0.2, 2.0);
        assertThat(Math.sqrt(Arrays.stream(forces).average().orElseThrow())).isBetween(0.7, 5.0);
    }

    /** Only what nothing fits is left, and a smaller model does worse. */
    @Test
    void aSweepFindsTheHiddenModel() {
        SweepRun run = SweepRun.in(LocalSpark.shared(), input.settings(), folder.resolve("run"));
        assertThat(run.models()).isEqualTo(2 * 2 * LEVELS);
        SyntheticLevels levels = new SyntheticLevels(LEVELS);
        double noise = 1000 * levels.unfittedForce();
        assertThat(error(run, 4, 20)).isBetween(0.9 * noise, 1.2 * noise);
        assertThat(error(run, 2, 20)).isGreaterThan(3 * noise);
    }

    private static double error(SweepRun run, int twojmax, int size) {
        return run.results().stream()
                .filter(row -> row.<Integer>getAs("twojmax") == twojmax && row.<Integer>getAs("subset_size") == size)
                .filter(row -> row.<String>getAs("level").equals(String.valueOf(LEVELS)))
                .mapToDouble(row -> row.<Double>getAs("test_force_rmse_mev_per_angstrom"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDesignsWorkIsCounted() {
        NominalWork work = NominalWork.of(DESIGN);
        assertThat(work.widest()).isEqualTo(119);
        assertThat(work.factorisations()).isEqualTo(2);
        assertThat(work.productFlops()).isEqualTo(40.0 * 97 * 119 * 119);
        NominalWork scored = NominalWork.of(DESIGN.withOrderings(List.of("random", "leverage"), 3));
        assertThat(scored.factorisations()).isEqualTo((3 + 3 * 2) * 2);
        assertThat(scored.productFlops())
                .isEqualTo(40.0 * 97 * 119 * 119 + 10 * 97 * (5 * 119.0 * 119 + 3 * 20.0 * 20));
    }

    @Test
    void everyPresetCanBeTriedSmall() {
        for (String name : Presets.NAMES) {
            for (Design design : Presets.named(name).orElseThrow().designs()) {
                Design small = design.shrunk(20);
                assertThat(small.sizes()).isSorted().allMatch(size -> size <= small.training());
                assertThat(design.sizes()).isSorted().allMatch(size -> size <= design.training());
            }
        }
    }
}
