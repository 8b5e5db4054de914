package org.potsweep.jobs.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.settings.SettingsReader;

/** Plans of the bundled beryllium sweep (401 configurations, 200 of them for training), counted by hand. */
class SweepPlanTest {
    private static final String SIZES = "[20, 40, 60, 90, 120, 160, 200]";

    private static SweepPlan plan(Map<String, String> others) {
        Map<String, String> overrides = new HashMap<>(Map.of("sampling.sizes", SIZES));
        overrides.putAll(others);
        SweepInput input = SweepInput.read(SettingsReader.read(Path.of("../conf/beryllium/sweep.conf"), overrides));
        return SweepPlan.of(input.settings(), input.dataset(), input.split());
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

    @Test
    void operationsOfOneRandomOrdering() {
        SweepPlan plan = plan(Map.of(
                "sampling.strategies", "random",
                "sampling.replicates", "1",
                "sampling.sizes", "[200]",
                "fit.eweight", "[1]",
                "descriptor.twojmax", "[6]"));

        // q = 1 + 6 + 495 augmented columns; all rows once, because the one ordering gives the training set as well.
        double q2 = 502.0 * 502;
        assertThat(plan.work().products()).isCloseTo((plan.trainRows() + plan.testRows()) * q2, within(1.0));
        assertThat(plan.work().scores()).isZero();
        assertThat(plan.work().solves()).isCloseTo(495.0 * 495 * 495 / 3 + 6 * 2 * 495.0 * 495, within(1.0));
        assertThat(plan.work().errors()).isCloseTo(6 * 12 * q2, within(1.0));
        assertThat(plan.passes()).isEqualTo(1);
    }

    @Test
    void rowsAreKeptWhereTheyFit() {
        PlannedMemory kept = plan(Map.of()).memory();
        PlannedMemory dropped = plan(Map.of("engine.row-cache", "10 MiB")).memory();

        assertThat(kept.rows()).isEqualTo((401 + 3 * 1890) * 1602 * 8.0);
        assertThat(kept.keepsRows()).isTrue();
        assertThat(dropped.keepsRows()).isFalse();
        // Training and test set, energies and forces, a packed triangle of order 1602 each.
        assertThat(kept.driver()).isEqualTo(4 * 0.5 * 1602 * 1602 * 8);
        assertThat(kept.productTask()).isGreaterThan(1602.0 * 1602 * 8);
    }
}
