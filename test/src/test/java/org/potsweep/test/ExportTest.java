package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapFiles;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.EvaluateJob;
import org.potsweep.jobs.ExportJob;
import org.potsweep.jobs.ExportJob.Best;
import org.potsweep.jobs.PublishedRun;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.evaluation.EvaluationErrors;
import org.potsweep.jobs.evaluation.LabelledStructure;
import org.potsweep.jobs.evaluation.SetErrors;
import org.potsweep.jobs.export.ExportedModel;
import org.potsweep.jobs.settings.LabelDefaults;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.storage.NewFolder;

/** Exported files, read back and evaluated on the test structures, have the errors that the run's results state. */
class ExportTest {
    private static final Percentage STATED = Percentage.withPercentage(1e-4);

    @TempDir
    private static Path folder;

    private static KnownModel known;

    @BeforeAll
    static void sweep() throws IOException {
        SweepSettings beryllium = Sweeps.beryllium(Map.of(
                "descriptor.twojmax", "[2, 4]",
                "sampling.sizes", "100",
                "sampling.strategies", "random",
                "sampling.replicates", "3",
                "fit.eweight", "[12.25]"));
        Sweeps.run(LocalSpark.shared(), beryllium, folder.resolve("be"));
        known = new KnownModel(120);
        known.write(folder, new ZieglerBiersackLittmark(2.4, 3.2));
        Path conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = crude, file = "crude.xyz" }, { name = fine, file = "fine.xyz" }]
                  descriptor {
                    twojmax = 2
                    rcutfac = 4.812302818
                    intercept = 1
                    elements { W { radelem = 0.5, wj = 1 }, Be { radelem = 0.417932, wj = 0.959049 } }
                  }
                  reference-potential { type = zbl, zbl-inner-angstrom = 2.4, zbl-outer-angstrom = 3.2 }
                  sampling.sizes = 40
                  fit.eweight = 10
                }
                """);
        SweepSettings repulsive = SettingsReader.read(conf, Map.of());
        Sweeps.run(LocalSpark.shared(), repulsive, folder.resolve("zbl"));
    }

    private static ExportJob job(String run, String out) {
        String place = folder.resolve(run).toString();
        NewFolder free = NewFolder.at(
                folder.resolve(out).toString(),
                LocalSpark.shared().sparkContext().hadoopConfiguration());
        return new ExportJob(PublishedRun.open(LocalSpark.shared(), place), place, free);
    }

    /** The errors of the files in a folder on the test structures of a run, as {@code evaluate} finds them. */
    private static EvaluationErrors errors(
            ExportedModel exported, String files, ReferencePotential reference, String run, Path labels) {
        Path place = folder.resolve(files);
        SnapModel model = SnapFiles.read(place.resolve(exported.snapcoeff()), place.resolve(exported.snapparam()));
        assertThat(model).isEqualTo(exported.stored().model());
        List<LabelledStructure> structures = LabelledStructure.read(List.of(labels), LabelDefaults.keys());
        return SetErrors.of(evaluation(structures, model, reference, run).execute(LocalSpark.shared()))
                .get(0)
                .errors();
    }

    private static EvaluateJob evaluation(
            List<LabelledStructure> structures, SnapModel model, ReferencePotential reference, String run) {
        Optional<String> testOf = Optional.of(folder.resolve(run).toString());
        return new EvaluateJob(structures, model, reference, testOf, Optional.empty());
    }

    private static void assertStated(EvaluationErrors errors, ExportedModel exported) {
        assertThat(1000 * errors.energy().rmse()).isCloseTo(exported.replicate().energyRmse(), STATED);
        assertThat(1000 * errors.forces().rmse()).isCloseTo(exported.replicate().forceRmse(), STATED);
    }

    @Test
    void aFrontCellHasTheErrorsThatResultsState() throws IOException {
        ExportedModel exported = job("be", "best").execute(Best.ENERGY);

        Path labels = Sweeps.BERYLLIUM.resolveSibling("level-6.xyz");
        assertStated(errors(exported, "best", ReferencePotential.NONE, "be", labels), exported);
        assertThat(exported.replicate()).isEqualTo(exported.cell().central());
        assertThat(Files.readAllLines(folder.resolve("best/Be.mod")))
                .endsWith("pair_style snap", "pair_coeff * * Be.snapcoeff Be.snapparam Be");
        assertThat(folder.resolve("best/README.txt"))
                .content()
                .contains("cell   " + exported.key() + "\n", "median of 3 replicates");
        try (var files = Files.list(folder.resolve("best"))) {
            assertThat(files).hasSize(4);
        }
    }

    /** The key of an exported model names it again, to the last bit. */
    @Test
    void theKeyNamesTheSameModel() {
        ExportedModel knee = job("be", "knee").execute(Best.KNEE);
        ExportedModel again = job("be", "again").execute(knee.key());

        assertThat(again.stored()).isEqualTo(knee.stored());
        assertThat(again.replicate()).isEqualTo(knee.replicate());
    }

    @Test
    void aModelOnTopOfARepulsionHasItsErrorsWithIt() throws IOException {
        ExportedModel exported = job("zbl", "pair").execute("level=fine");

        ReferencePotential zbl = new ZieglerBiersackLittmark(2.4, 3.2);
        Path labels = folder.resolve("fine.xyz");
        assertThat(exported.stored().reference()).isEqualTo(zbl);
        assertThat(exported.replicate().energyRmse()).isGreaterThan(1);
        assertStated(errors(exported, "pair", zbl, "zbl", labels), exported);
        assertThat(1000
                        * errors(exported, "pair", ReferencePotential.NONE, "zbl", labels)
                                .energy()
                                .rmse())
                .isGreaterThan(2 * exported.replicate().energyRmse());
        assertThat(Files.readAllLines(folder.resolve("pair/BeW.mod")))
                .containsSequence(
                        "pair_style hybrid/overlay zbl 2.4 3.2 snap",
                        "pair_coeff 1 1 zbl 4 4",
                        "pair_coeff 1 2 zbl 4 74",
                        "pair_coeff 2 2 zbl 74 74",
                        "pair_coeff * * snap BeW.snapcoeff BeW.snapparam Be W");
        assertThat(folder.resolve("pair/README.txt"))
                .content()
                .contains("--zbl 2.4,3.2")
                .doesNotContain("median");
    }

    @Test
    void testStructuresThatAreNotGivenAreNamed() {
        ExportedModel exported = job("be", "few").execute(Best.ENERGY);
        List<LabelledStructure> some = LabelledStructure.read(
                        List.of(Sweeps.BERYLLIUM.resolveSibling("level-6.xyz")), LabelDefaults.keys())
                .subList(0, 300);

        assertThatThrownBy(() -> evaluation(some, exported.stored().model(), ReferencePotential.NONE, "be")
                        .execute(LocalSpark.shared()))
                .isInstanceOf(UserErrorException.class)
                .hasMessageMatching("\\d+ of the 201 structures that .*be kept for testing are not among the structures"
                        + " given: be-.*, \\.\\.\\.");
    }

    @Test
    void nothingIsOverwritten() {
        job("be", "once").execute(Best.FORCE);
        assertThatThrownBy(() -> job("be", "once"))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("once is not empty: choose an empty or new folder");
    }
}
