package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.plan.Calibration;
import org.potsweep.jobs.plan.PlannedTime;
import org.potsweep.jobs.plan.SweepPlan;
import org.potsweep.jobs.settings.SettingsReader;

class PlanTextTest {
    /** An atom takes 10 ms; a GFlop takes a second, of errors half of one. */
    private static final Calibration SLOW = new Calibration(0.01, 0.001, 1e9, 1e9, 1e9, 2e9, 1e9);

    private static final SweepPlan PLAN = plan();

    private static SweepPlan plan() {
        SweepInput input = SweepInput.read(SettingsReader.read(
                Path.of("../conf/beryllium/sweep.conf"), Map.of("sampling.sizes", "[20, 90, 200]")));
        ProcessMemory memory = new ProcessMemory(4L << 30, 4L << 30, 2);
        return SweepPlan.of(input.settings(), input.dataset(), input.split(), input.weights(), memory, memory);
    }

    @Test
    void timeIsWorkOverSpeedAndCores() {
        PlannedTime time = PlannedTime.of(PLAN, SLOW, 2);

        assertThat(time.parts().get("rows")).isEqualTo(1890 * 0.01 / 2);
        assertThat(time.parts().get("products")).isEqualTo(PLAN.work().products() / 1e9 / 2);
        assertThat(time.parts().get("errors")).isEqualTo(PLAN.work().errors() / 2e9 / 2);
        assertThat(time.stages()).containsOnlyKeys("products", "leverage scores", "solves", "residuals");
        assertThat(time.total())
                .isEqualTo(time.stages().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }

    @Test
    void stagesAndSpeedsAreTold() {
        List<String> lines = PlanText.lines(PLAN, Optional.of(SLOW), 2);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("Expected: ") && line.contains(" on 2 cores (products "))
                .anyMatch(line -> line.contains("the rows of 100 atoms/s, products at 1.0 GFlop/s"))
                .anyMatch(line -> line.startsWith("minimum-norm fits "))
                .anyMatch(line -> line.startsWith("Not in it: "))
                .anyMatch(line -> line.contains("a task that solves"))
                .anyMatch(line -> line.matches(" +leverage scores +[0-9.]+ MiB +on the driver.*"))
                .anyMatch(line -> line.matches("On disk: .* of shuffle files .*, about .* of models and results\\."))
                .allMatch(line -> line.length() <= 120);
    }

    @Test
    void withoutACalibrationNothingIsSaidOfTime() {
        List<String> lines = PlanText.lines(PLAN, Optional.empty(), 2);

        assertThat(lines).noneMatch(line -> line.contains("xpected") || line.contains("GFlop/s"));
        assertThat(lines).anyMatch(line -> line.startsWith("products "));
    }
}
