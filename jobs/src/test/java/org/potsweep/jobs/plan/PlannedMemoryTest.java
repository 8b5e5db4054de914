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
        return new PlannedMemory(
                8561,
                2,
                3e9,
                0,
                GIB / 2,
                GIB / 4,
                GIB,
                4 * GIB,
                2 * GIB,
                3 * GIB,
                1e10,
                new ProcessMemory((long) (gib * GIB), (long) (heap * GIB), tasks));
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
                .hasMessageContaining("but it has 2.0 GiB");
    }

    @Test
    void aSelectionIsRefusedLikeASweep() {
        SnapParameters snap = SettingsReader.readSelection(Path.of("../conf/beryllium/sweep.conf"), Map.of())
                .descriptor()
                .snap();
        EngineSettings engine = new EngineSettings(1 << 20, 1024, 512, Optional.of(0L), Optional.empty());
        ProcessMemory plenty = new ProcessMemory(GIB, GIB, 2);

        SelectionMemory memory = SelectionMemory.of(snap, Basis.ENERGY, engine, plenty);
        memory.requireFits();
        // One kind of products, a factor and the four squares of a numerical rank.
        assertThat(memory.factor()).isEqualTo(8L * (1596 * 1596 + 5 * 1595 * 1595));
        // Energy rows are gathered, force rows are summed.
        assertThat(SelectionMemory.of(snap, Basis.ALL, engine, plenty).productTask())
                .isGreaterThan(memory.productTask() + 8L * 1596 * 1596 / 2);
        assertThatThrownBy(() -> SelectionMemory.of(snap, Basis.ALL, engine, new ProcessMemory(100 << 20, 50 << 20, 2))
                        .requireFits())
                .hasMessageContaining("the selection does not fit: the driver needs, outside of the Java heap, products"
                        + " of 2 row kinds of order 1,596")
                .hasMessageContaining("together, but a process has 100.0 MiB")
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
