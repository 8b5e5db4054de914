package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link SnapRows} promises of its memory, for 2,000 atoms with about 58 neighbours at 2Jmax 8. */
class MemoryTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"false, 4, 25", "true, 195, 25"})
    void aLargeConfigurationStaysWithinBounds(boolean quadratic, int nativeMib, int heapMib) {
        AtomicConfiguration large = Structures.bodyCentred(10, Math.cbrt(16), 0.25, 1);
        assertThat(large.natoms()).isEqualTo(2000);
        long before = Pointer.totalBytes();
        try (SnapRows rows = new SnapRows(Structures.beryllium(8, quadratic))) {
            int p = rows.columns().count();
            double[] out = new double[(1 + 3 * 2000) * p];
            long allocated = allocated();
            rows.rows(large, out, 0, p);
            assertThat(allocated() - allocated).as("heap").isLessThan(heapMib * MIB);
            assertThat(Pointer.totalBytes() - before).as("native").isLessThan(nativeMib * MIB);
            assertThat(out[p]).isNotZero();
        }
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }

    /** With channels for three elements the gradients of a full chunk of atoms would take 320 MB at 2Jmax 12. */
    @ParameterizedTest
    @CsvSource({"8, 70", "12, 135"})
    void explicitElementsStayWithinBounds(int twojmax, int nativeMib) {
        List<String> symbols = List.of("W", "Be", "H");
        SnapParameters parameters = new SnapParameters(
                twojmax,
                4.8,
                0.99363,
                0,
                symbols.stream()
                        .map(symbol -> new SnapParameters.Element(symbol, 0.45, 1))
                        .toList(),
                true,
                true,
                true,
                false,
                true,
                false,
                false,
                false);
        AtomicConfiguration configuration = Structures.random(70, Structures.PERIODIC, symbols, 3);
        long before = Pointer.totalBytes();
        try (SnapRows rows = new SnapRows(parameters)) {
            int p = rows.columns().count();
            double[] out = new double[(1 + 3 * 70) * p];
            rows.rows(configuration, out, 0, p);
            assertThat(Pointer.totalBytes() - before).as("native").isLessThan(nativeMib * MIB);
        }
    }

    /** Everything that this thread ever allocated on the heap, garbage included, in bytes. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
