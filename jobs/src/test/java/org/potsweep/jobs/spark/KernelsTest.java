package org.potsweep.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void processesThatComputeAlikeGiveNoWarning() {
        assertThat(Kernels.warning(Set.of("00ff"))).isEmpty();
    }

    @Test
    void differentKernelsAreNamed() {
        assertThat(Kernels.warning(new TreeSet<>(Set.of("00ff", "0a0a"))).orElseThrow())
                .contains("fingerprints 00ff, 0a0a", "OPENBLAS_CORETYPE=Haswell");
    }
}
