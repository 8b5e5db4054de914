package org.potsweep.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.SettingsReader;

/** Two species at 2Jmax 10: products of order 8561, 559 MiB as a square. */
class PlannedMemoryTest {
    private static final long GIB = 1L << 30;

    private static PlannedMemory memory(double gib, double heap, int tasks) {
        ProcessMemory process = new ProcessMemory((long) (gib * GIB), (long) (heap * GIB), tasks);
        return memory(process, process);
    }

    private static PlannedMemory memory(ProcessMemory process, ProcessMemory driver) {
        return new PlannedMemory(
                8561, 2, 3e9, 0, GIB / 2, GIB / 4, GIB / 8, GIB, 4 * GIB, 2 * GIB, 3 * GIB, 3 * GIB, 1e10, 1e9, process,
                driver);
    }

    @Test
    void asManySolveAsFit() {
        assertThat(memory(10, 4, 2).solvesAtATime()).isEqualTo(2);
        assertThat(memory(9.9, 4, 2).solvesAtATime()).isEqualTo(1);
        assertThat(memory(10, 4, 1).solvesAtATime()).isEqualTo(1);
        memory(6, 3, 2).requireFits();
    }

    @Test
    void aSolveThatDoesNotFitIsRefusedWithArithmetic() {
        assertThatThrownBy(() -> memory(5.9, 4, 2).requireFits())
                .hasMessageContaining(
                        "a task that solves needs 4.0 GiB outside of the Java heap (products of 2 row kinds"
                                + " of order 8,561, a factor, and up to four more such squares for a minimum-norm fit, 0.5 GiB"
                                + " each), and its process 2.0 GiB for the products of the training and the test set: 6.0 GiB"
                                + " together, but a process has 5.9 GiB")
                .hasMessageContaining("ways out: ")
                .hasMessageContaining("engine.memory");
        UserErrorException refusal = catchThrowableOfType(
                UserErrorException.class, () -> memory(5.9, 4, 2).requireFits());
        assertThat(refusal.kind()).isEqualTo(Kind.RESOURCES);
        assertThat(refusal.getMessage().lines()).hasSize(2);
    }

    @Test
    void sumsOfManyTasksAndTheHeapAreHeldAgainstWhatThereIs() {
        assertThatThrownBy(() -> memory(12, 4, 24).requireFits())
                .hasMessageContaining("24 tasks that multiply rows need 0.5 GiB each")
                .hasMessageContaining("1.0 GiB: 13.0 GiB together, but a process has 12.0 GiB");
        assertThatThrownBy(() -> memory(12, 2, 2).requireFits())
                .hasMessageContaining("3.0 GiB are needed on the Java heap")
                .hasMessageContaining("but the driver has 2.0 GiB");
    }

    /** On a cluster: products and the factor are the driver's matter, tasks the executors'. */
    @Test
    void theDriverIsHeldAgainstWhatItHas() {
        ProcessMemory executor = new ProcessMemory(6 * GIB, GIB / 2, 2);
        memory(executor, new ProcessMemory(5 * GIB, 3 * GIB, 1)).requireFits();
        assertThatThrownBy(() ->
                        memory(executor, new ProcessMemory(4 * GIB, 2 * GIB, 1)).requireFits())
                .hasMessageContaining("leverage scores need 3.0 GiB outside of the Java heap")
                .hasMessageContaining(
                        "beside 2.0 GiB for the products of the training and the test set: 5.0 GiB together,"
                                + " but the driver has 4.0 GiB")
                .hasMessageContaining("3.0 GiB are needed on the Java heap (labels, and products or coefficients"
                        + " on their way through the driver 3.0 GiB), but the driver has 2.0 GiB")
                .message()
                .doesNotContain("a process");
        assertThatThrownBy(() -> memory(new ProcessMemory(6 * GIB, GIB / 4, 2), new ProcessMemory(9 * GIB, 9 * GIB, 1))
                        .requireFits())
                .hasMessageContaining("2 tasks that multiply rows 0.3 GiB each), but a process has 0.3 GiB")
                .message()
                .doesNotContain("residuals");
        assertThatThrownBy(() -> memory(new ProcessMemory(6 * GIB, GIB / 8, 2), new ProcessMemory(9 * GIB, 9 * GIB, 1))
                        .requireFits())
                .hasMessageContaining("2 tasks that count residuals 0.1 GiB each), but a process has 0.1 GiB");
    }

    @Test
    void aSelectionIsRefusedLikeASweep() {
        SnapParameters snap = SettingsReader.readSelection(Path.of("../conf/beryllium/sweep.conf"), Map.of())
                .descriptor()
                .snap();
        EngineSettings engine = new EngineSettings(1 << 20, 1024, 512, Optional.of(0L), Optional.empty());
        ProcessMemory plenty = new ProcessMemory(GIB, GIB, 2);

        SelectionMemory memory = SelectionMemory.of(snap, Basis.ENERGY, engine, plenty, plenty);
        memory.requireFits();
        // One kind of products, a factor and the four squares of a numerical rank.
        assertThat(memory.factor()).isEqualTo(8L * (1596 * 1596 + 5 * 1595 * 1595));
        // Energy rows are gathered, force rows are summed.
        assertThat(SelectionMemory.of(snap, Basis.ALL, engine, plenty, plenty).productTask())
                .isGreaterThan(memory.productTask() + 8L * 1596 * 1596 / 2);
        ProcessMemory little = new ProcessMemory(100 << 20, 50 << 20, 2);
        assertThatThrownBy(() -> SelectionMemory.of(snap, Basis.ALL, engine, little, little)
                        .requireFits())
                .hasMessageContaining("the selection does not fit: scores need, outside of the Java heap, products"
                        + " of 2 row kinds of order 1,596")
                .hasMessageContaining("together, but the driver has 100.0 MiB")
                .hasMessageContaining("are needed on the Java heap")
                .hasMessageContaining("ways out: ");
    }

    @Test
    void theSystemTellsThePeak() {
        assertThat(PeakMemory.peak(List.of("VmPeak:\t 9 kB", "VmHWM:\t  1234 kB")))
                .isEqualTo(1234 * 1024);
        assertThat(PeakMemory.peak(List.of())).isZero();
        assertThat(PeakMemory.now().heap()).isPositive();
    }
}
