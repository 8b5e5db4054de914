package org.potsweep.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.settings.SettingsReader;

/** Plans of the bundled beryllium sweep (401 configurations, 200 of them for training), counted by hand. */
class SweepPlanTest {
    private static final ProcessMemory MEMORY = new ProcessMemory(8L << 30, 4L << 30, 2);
    private static final String SIZES = "[20, 40, 60, 90, 120, 160, 200]";

    private static SweepPlan plan(Map<String, String> others) {
        Map<String, String> overrides = new HashMap<>(Map.of("sampling.sizes", SIZES));
        overrides.putAll(others);
        SweepInput input = SweepInput.read(SettingsReader.read(Path.of("../conf/beryllium/sweep.conf"), overrides));
        return SweepPlan.of(input.settings(), input.dataset(), input.split(), input.weights(), MEMORY, MEMORY);
    }

    @Test
    void countsFollowFromTheAxes() {
        SweepPlan plan = plan(Map.of());

        // 2 strategies x 7 sizes x 6 weights x 4 twojmax x 6 levels, 3 replicates.
        assertThat(plan.cells()).isEqualTo(2 * 7 * 6 * 4 * 6);
        assertThat(plan.models()).isEqualTo(3 * plan.cells());
        // Random orderings serve every twojmax with one factorisation, leverage orderings one each.
        assertThat(plan.factorisations()).isEqualTo((3 + 3 * 4) * 7 * 6);
        assertThat(plan.passes()).isEqualTo(2);
        // 1 + 3N rows a configuration; the data have 1890 atoms.
        assertThat(plan.trainRows() + plan.testRows()).isEqualTo(401 + 3 * 1890);
        assertThat(plan.trainConfigurations() + plan.testConfigurations()).isEqualTo(401);
        assertThat(plan.blocks()).extracting(SweepPlan.Block::columns).containsExactly(20, 119, 495, 1595);
        assertThat(plan.blocks().stream().mapToLong(SweepPlan.Block::models).sum())
                .isEqualTo(plan.models());
    }

    @Test
    void subsetsWithFewerRowsThanColumnsAreNamed() {
        SweepPlan plan = plan(Map.of());

        double meanRows = plan.trainRows() / 200.0;
        assertThat(plan.blocks().get(1).deficientSizes()).isEmpty();
        assertThat(plan.blocks().get(3).deficientSizes())
                .containsExactlyElementsOf(List.of(20, 40, 60, 90, 120, 160, 200).stream()
                        .filter(size -> size * meanRows < 1595)
                        .toList());
    }

    /** One ordering, one weight, q = 1 + 6 + 495 augmented columns. */
    private static SweepPlan small(Map<String, String> others) {
        Map<String, String> overrides = new HashMap<>(Map.of(
                "sampling.strategies", "random",
                "sampling.replicates", "1",
                "sampling.sizes", "[200]",
                "fit.eweight", "[1]",
                "descriptor.twojmax", "[6]"));
        overrides.putAll(others);
        return plan(overrides);
    }

    @Test
    void operationsOfOneRandomOrdering() {
        SweepPlan plan = small(Map.of());

        double q2 = 502.0 * 502;
        PlannedWork work = plan.work();
        // The ordering's buckets are the training set: every row once.
        assertThat(plan.passes()).isEqualTo(1);
        assertThat(work.atoms()).isEqualTo(1890);
        assertThat(work.products()).isCloseTo((plan.trainRows() + plan.testRows()) * q2, within(1.0));
        assertThat(work.scores() + work.blockScores() + work.scoreFactors()).isZero();
        assertThat(work.factorisations()).isCloseTo(495.0 * 495 * 495 / 3 + 6 * 2 * 495.0 * 495, within(1.0));
        assertThat(work.fallbacks()).isZero();
        // Six levels, three sets of rows, two kinds, two operations an entry.
        assertThat(work.errors()).isCloseTo(6 * 3 * 2 * 2 * q2, within(1.0));
        assertThat(work.explicitPasses()).isZero();
    }

    @Test
    void fitsWithFewerRowsAreCountedAsMinimumNorm() {
        SweepPlan plan = small(Map.of("sampling.sizes", "[20]"));

        double s = 20.0 * plan.trainRows() / 200;
        double factor = 495.0 * 495 * s + 495 * s * s - 5 * s * s * s / 3;
        assertThat(plan.work().fallbacks()).isCloseTo(factor + 4 * s * s * 150, within(1.0));
    }

    /** A ridge makes up for rows that are missing. */
    @Test
    void withARidgeNoFitIsOfMinimumNorm() {
        SweepPlan plan = small(Map.of("sampling.sizes", "[20]", "fit.ridge", "[1e-6]"));

        assertThat(plan.work().fallbacks()).isZero();
        assertThat(plan.blocks().get(0).deficientSizes()).isEmpty();
        SweepPlan both = small(Map.of("sampling.sizes", "[20]", "fit.ridge", "[0, 1e-6]"));
        assertThat(both.blocks().get(0).deficientSizes()).containsExactly(20);
        assertThat(both.work().fallbacks())
                .isEqualTo(small(Map.of("sampling.sizes", "[20]")).work().fallbacks());
    }

    /** Without weights of forces there are as many rows as structures. */
    @Test
    void rowsWithoutAWeightDoNotCount() {
        SweepPlan plan = small(Map.of("fit.fweight", "[0]"));

        assertThat(plan.blocks().get(0).deficientSizes()).containsExactly(200);
        assertThat(plan.work().fallbacks()).isCloseTo(PlannedWork.minimumNorm(495, 200), within(1.0));
    }

    /** Of energies alone there are 200 rows, too few for scores at full rank. */
    @Test
    void scoresRelativeToEnergiesAreTakenAtTheirRank() {
        SweepPlan all = small(Map.of("sampling.strategies", "leverage"));
        SweepPlan energies = small(Map.of("sampling.strategies", "leverage", "sampling.leverage.basis", "energy"));

        assertThat(all.work().scoreFactors()).isEqualTo(PlannedWork.cholesky(495));
        assertThat(energies.work().scoreFactors())
                .isEqualTo(PlannedWork.cholesky(495) + PlannedWork.minimumNorm(495, 200));
    }

    /** 495 coefficients of each model, and its rows of other tables. */
    @Test
    void tablesAreMostlyCoefficients() {
        assertThat(small(Map.of()).memory().tables()).isBetween(6 * 8 * 495.0, 6 * (8 * 495.0 + 1000));
    }

    @Test
    void weightsOfConfigurationsAskForExplicitPasses() {
        SweepPlan plan = small(Map.of("fit.boltzmann.temperature-kelvin", "3000"));

        assertThat(plan.work().explicitPasses()).isEqualTo(1);
        assertThat(plan.work().explicit()).isEqualTo(2.0 * plan.trainRows() * 6 * 495);
        assertThat(plan.work().explicitAtoms()).isZero(); // rows are kept
    }

    @Test
    void residualsTakeTheRowsOnceMoreUnlessTheyAreKept() {
        SweepPlan plan = small(Map.of());
        SweepPlan computed = small(Map.of("engine.row-cache", "0"));
        SweepPlan parity = small(Map.of("engine.row-cache", "0", "residuals.cells", "none"));
        SweepPlan none = small(Map.of("residuals.cells", "none", "residuals.parity", "[]"));

        assertThat(plan.work().residualAtoms()).isZero();
        assertThat(plan.work().residuals())
                .isCloseTo(0.1 * 2 * (plan.trainRows() + plan.testRows()) * 6 * 495, within(1.0));
        assertThat(computed.work().residualAtoms()).isEqualTo(1890);
        // Room for a part of them saves that part.
        SweepPlan partly = small(Map.of("engine.row-cache", "10 MiB"));
        double share = (10 << 20) / partly.memory().rows();
        assertThat(share).isBetween(0.1, 0.9);
        assertThat(partly.work().residualAtoms()).isEqualTo(Math.round((1 - share) * 1890));
        // Parity alone is about the test set.
        long testAtoms = (plan.testRows() - plan.testConfigurations()) / 3;
        assertThat(parity.work().residualAtoms()).isEqualTo(testAtoms);
        assertThat(none.work().residualAtoms()).isZero();
        assertThat(none.work().residuals()).isZero();
        PlannedTime time = PlannedTime.of(plan, Calibration.TYPICAL, 2);
        assertThat(time.stages().get("residuals"))
                .isCloseTo(plan.work().residuals() / 5e10 / 2, withinPercentage(1e-6));
        assertThat(PlannedTime.of(none, Calibration.TYPICAL, 2).stages()).doesNotContainKey("residuals");
    }

    @Test
    void variantsOfDescriptorsMultiplyAndFormsDoNot() {
        SweepPlan plan = small(Map.of());
        SweepPlan variants = small(Map.of("descriptor.rcutfac", "[4.5, 4.8, 5.1]"));
        SweepPlan forms = small(Map.of("descriptor.quadraticflag", "[0, 1]"));

        assertThat(variants.passes()).isEqualTo(3);
        assertThat(variants.work().products()).isEqualTo(3 * plan.work().products());
        assertThat(forms.passes()).isEqualTo(1);
        assertThat(forms.work().products()).isEqualTo(plan.work().products());
        assertThat(forms.factorisations()).isEqualTo(2);
        assertThat(forms.blocks()).extracting(SweepPlan.Block::columns).containsExactly(30, 495);
    }

    @Test
    void foldsSolveOnceEachWithTheProductsOfTheOthers() {
        SweepPlan plan = small(Map.of("sampling.strategies", "k-fold", "sampling.folds", "4"));

        double q2 = 502.0 * 502;
        // The training set and its folds, in one pass, and the test set.
        assertThat(plan.passes()).isEqualTo(1);
        assertThat(plan.work().products()).isCloseTo((2 * plan.trainRows() + plan.testRows()) * q2, within(1.0));
        assertThat(plan.factorisations()).isEqualTo(4);
        assertThat(plan.memory().solveTask() - small(Map.of()).memory().solveTask())
                .isEqualTo((long) (2 * q2 * 8));
    }

    @Test
    void memoryOfOneRandomOrdering() {
        SweepPlan plan = small(Map.of());
        PlannedMemory memory = plan.memory();

        long square = 502 * 502 * 8;
        assertThat(memory.order()).isEqualTo(502);
        assertThat(memory.rows()).isEqualTo((401 + 3 * 1890) * 502 * 8.0);
        assertThat(memory.kept()).isEqualTo((long) memory.rows());
        assertThat(memory.process()).isEqualTo(4 * square);
        long labels = (plan.trainRows() + plan.testRows()) * 6 * 8;
        assertThat(memory.driverHeap()).isEqualTo(labels + 3 * 4 * square / 2);
        // Two kinds of products; a factor and four squares of the fallback.
        assertThat(memory.solveTask()).isEqualTo(2 * square + 5 * 495 * 495 * 8);
        assertThat(memory.solvesAtATime()).isEqualTo(2);
        assertThat(small(Map.of("engine.row-cache", "10 MiB")).memory().kept()).isEqualTo(10 << 20);
        memory.requireFits();
    }

    @Test
    void stressAddsAKindAndRows() {
        SweepPlan plan = small(Map.of("fit.vweight", "[0.1]"));

        assertThat(plan.trainRows() + plan.testRows()).isEqualTo(401 * 7 + 3 * 1890);
        assertThat(plan.memory().process()).isEqualTo(6 * 502 * 502 * 8);
    }
}
