package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.test.PublishedSweep.Key;

/** Fits labels that a known quadratic SNAP model of two elements made. */
class KnownModelTest {
    private static final int FEW = 6;
    private static final int ENOUGH = 100;
    private static final double EWEIGHT = 10;

    @TempDir
    private static Path folder;

    private static KnownModel known;
    private static LabelledDataset dataset;
    private static PublishedSweep sweep;
    private static ExplicitRows rows;

    @BeforeAll
    static void labelAndSweep() throws IOException {
        known = new KnownModel(240);
        known.write(folder, ReferencePotential.NONE);
        Path conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = crude, file = "crude.xyz" }, { name = fine, file = "fine.xyz" }]
                  descriptor {
                    twojmax = [2, 4]
                    rcutfac = 4.812302818
                    elements { W { radelem = 0.5, wj = 1 }, Be { radelem = 0.417932, wj = 0.959049 } }
                  }
                  sampling.sizes = [%d, %d]
                  fit.eweight = %s
                }
                """.formatted(FEW, ENOUGH, EWEIGHT));
        SparkSession session = LocalSpark.shared();
        SweepSettings settings = SettingsReader.read(conf, Map.of());
        assertThat(settings.descriptor().snap()).isEqualTo(KnownModel.SNAP);
        Sweeps.run(session, settings, folder.resolve("run"));
        sweep = PublishedSweep.read(session, folder.resolve("run"));
        dataset = DatasetReader.read(settings.dataset());
        rows = new ExplicitRows(dataset, KnownModel.SNAP);
    }

    private static Key key(int size, String level) {
        return new Key("random-1", size, EWEIGHT, KnownModel.TWOJMAX, level);
    }

    /** The fitted coefficients in LAMMPS's order, without the two constants, which a .snapcoeff file starts blocks with. */
    private static double[] fitted(Key key) {
        double[] stored = sweep.coefficients().get(key);
        int block = stored.length / 2;
        assertThat(stored[0]).isZero();
        assertThat(stored[block]).isZero();
        return IntStream.range(0, stored.length)
                .filter(i -> i % block != 0)
                .mapToDouble(i -> stored[i])
                .toArray();
    }

    private static List<Integer> indices(List<String> ids) {
        List<String> all = dataset.configurations().stream()
                .map(c -> c.configuration().id())
                .toList();
        return ids.stream().map(all::indexOf).toList();
    }

    @Test
    void enoughRowsGiveTheModelBack() {
        for (String level : List.of("crude", "fine")) {
            Row row = sweep.results().get(key(ENOUGH, level));
            assertThat(row.<String>getAs("method")).isEqualTo("cholesky");
            assertThat(row.<Integer>getAs("p")).isEqualTo(2 * 119);
            assertThat(known.largestDeviation(fitted(key(ENOUGH, level)), level))
                    .isLessThan(1e-6);
            for (String set : List.of("test", "train", "subset")) {
                assertThat(row.<Double>getAs(set + "_energy_rmse_mev_per_atom_own_level"))
                        .isLessThan(1e-6);
                assertThat(row.<Double>getAs(set + "_force_rmse_mev_per_angstrom_own_level"))
                        .isLessThan(1e-6);
            }
        }
    }

    /** What is left of the crude level's fit is what its labels have wrong. */
    @Test
    void errorsAgainstTheReferenceAreThoseOfTheLabels() {
        Row row = sweep.results().get(key(ENOUGH, "crude"));
        List<Integer> train = indices(sweep.subset("random-1", 120));
        List<Integer> test = IntStream.range(0, dataset.configurations().size())
                .boxed()
                .filter(c -> !train.contains(c))
                .toList();

        Map<String, Double> expected = rows.errors("test", test, rows.predictions(known.coefficients("crude")), 0);

        for (String column : List.of(
                "test_energy_rmse_mev_per_atom",
                "test_energy_rmse_mev_per_atom_shifted",
                "test_force_rmse_mev_per_angstrom")) {
            assertThat(expected.get(column)).isGreaterThan(10);
            assertThat(row.<Double>getAs(column)).isCloseTo(expected.get(column), within(1e-6));
        }
    }

    @Test
    void smallerModelsCannotHoldIt() {
        Row row = sweep.results().get(new Key("random-1", ENOUGH, EWEIGHT, 2, "fine"));
        assertThat(row.<Integer>getAs("p")).isEqualTo(2 * 20);
        assertThat(row.<Double>getAs("test_energy_rmse_mev_per_atom")).isGreaterThan(10);
    }

    @Test
    void fewRowsGiveTheSmallestModelThatFits() {
        List<Integer> subset = indices(sweep.subset("random-1", FEW));
        SvdLeastSquares svd = SvdLeastSquares.solve(
                rows.weighted(subset, EWEIGHT, 1),
                rows.rows(subset),
                rows.columns(),
                rows.weightedLabels(subset, EWEIGHT, 1),
                1e-6);
        assertThat(rows.rows(subset)).isLessThan(rows.columns());
        for (int level = 0; level < 2; level++) {
            Key key = key(FEW, dataset.levels().get(level).name());
            Row row = sweep.results().get(key);
            assertThat(row.<String>getAs("method")).isEqualTo("minimum-norm");
            assertThat(row.<Integer>getAs("rank")).isEqualTo(svd.rank()).isLessThan(rows.columns());
            double[] expected = svd.coefficients()[level];
            double[] difference = fitted(key);
            Arrays.setAll(difference, c -> difference[c] - expected[c]);
            assertThat(norm(difference)).isLessThan(1e-9 * norm(expected));
            assertThat(row.<Double>getAs("subset_energy_rmse_mev_per_atom_own_level"))
                    .isLessThan(1e-6);
            assertThat(row.<Double>getAs("subset_force_rmse_mev_per_angstrom_own_level"))
                    .isLessThan(1e-6);
            assertThat(row.<Double>getAs("test_force_rmse_mev_per_angstrom")).isGreaterThan(10);
        }
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
    }
}
