package org.potsweep.test.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorFlopsTest {
    /** At 2Jmax 0 there is one coefficient, one product and one term, so all can be counted by hand. */
    @Test
    void countsOfTheSmallestDescriptor() {
        DescriptorFlops flops = new DescriptorFlops(0);
        assertThat(flops.products()).isEqualTo(1);
        assertThat(flops.terms()).isEqualTo(1);
        double coupling = 6 + 4 + 6;
        double neighbours = 10 * (28 + 12 + 15);
        double rows = 6 * 11;
        assertThat(flops.rows(List.of(new Crystal.Neighbours(10, 10)), false)).isEqualTo(coupling + neighbours + rows);
        double forces = 10 * (2 + 16 + 33) + 2 + 4;
        assertThat(flops.evaluation(List.of(new Crystal.Neighbours(10, 10)), false))
                .isEqualTo(coupling + forces);
    }

    /** What counters in the kernel's loops counted. */
    @ParameterizedTest
    @CsvSource({"4, 663, 817", "6, 4069, 6466", "8, 16496, 32439", "10, 51353, 120928"})
    void countsOfTheCoupling(int twojmax, double products, double terms) {
        assertThat(new DescriptorFlops(twojmax).products()).isEqualTo(products);
        assertThat(new DescriptorFlops(twojmax).terms()).isEqualTo(terms);
    }

    @Test
    void theCrystalHasTheStatedNeighbours() {
        List<Crystal.Neighbours> neighbours = Crystal.neighbours(Crystal.of(54), 4.812302818);
        assertThat(neighbours.stream()
                        .mapToInt(Crystal.Neighbours::pairs)
                        .average()
                        .orElseThrow())
                .isCloseTo(58, within(1.0));
    }
}
