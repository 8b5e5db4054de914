package org.potsweep.test.benchmark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.potsweep.descriptors.AtomicConfiguration;

class BerylliumLikeTest {
    private static final List<String> BERYLLIUM = List.of("Be");

    /** Distances over all images that matter, by brute force. */
    private static double closest(AtomicConfiguration c) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int s = 0; s < 125; s++) {
            int[] image = {s % 5 - 2, s / 5 % 5 - 2, s / 25 - 2};
            for (int i = 0; i < c.natoms(); i++) {
                for (int j = 0; j < c.natoms(); j++) {
                    double square = 0;
                    for (int k = 0; k < 3; k++) {
                        double d = c.position(j, k) - c.position(i, k);
                        for (int vector = 0; vector < 3; vector++) {
                            d += image[vector] * c.cell().lattice(vector, k);
                        }
                        square += d * d;
                    }
                    smallest = square > 0 ? Math.min(smallest, square) : smallest;
                }
            }
        }
        return Math.sqrt(smallest);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 50, 54, 71})
    void noPairIsTooNearAndDensitiesSpread(int atoms) {
        BerylliumLike structures = new BerylliumLike(3, atoms, BERYLLIUM);
        DoubleSummaryStatistics volumes = new DoubleSummaryStatistics();
        for (int index = 0; index < 40; index++) {
            AtomicConfiguration structure = structures.structure(index);
            assertThat(structure.natoms()).isEqualTo(atoms);
            assertThat(closest(structure)).as(structure.id()).isGreaterThanOrEqualTo(BerylliumLike.CLOSEST);
            volumes.accept(structure.cell().volume() / atoms);
        }
        assertThat(volumes.getMin()).isBetween(6 - 1e-6, 6.7);
        assertThat(volumes.getMax()).isBetween(9.3, 10 + 1e-6);
    }

    @Test
    void aSeedAndAnIndexSayAll() {
        AtomicConfiguration structure = new BerylliumLike(7, 54, BERYLLIUM).structure(11);
        assertThat(new BerylliumLike(7, 54, BERYLLIUM).structure(11)).isEqualTo(structure);
        assertThat(new BerylliumLike(8, 54, BERYLLIUM).structure(11)).isNotEqualTo(structure);
        assertThat(new BerylliumLike(7, 54, BERYLLIUM).structure(12).positions())
                .isNotEqualTo(structure.positions());
    }

    @Test
    void everyOrderAndSpeciesIsThere() {
        assertThat(IntStream.range(0, 8).mapToObj(BerylliumLike::order)).contains(BerylliumLike.Order.values());
        AtomicConfiguration mixed = new BerylliumLike(1, 54, List.of("Be", "Li")).structure(0);
        assertThat(mixed.species()).contains("Be", "Li");
    }

    /** The forces of the law are the slope of its energy. */
    @Test
    void theLawsForcesAreDerivatives() {
        AtomicConfiguration structure = new BerylliumLike(1, 24, BERYLLIUM).structure(3);
        EmbeddedAtoms law = new EmbeddedAtoms(BerylliumLike.stream(1, 2, 0));
        double[] labels = law.labels(structure);
        for (int coordinate : new int[] {0, 10, 50}) {
            double step = 1e-5;
            double slope =
                    (energy(law, structure, coordinate, step) - energy(law, structure, coordinate, -step)) / (2 * step);
            assertThat(labels[1 + coordinate]).isCloseTo(-slope, within(1e-6));
        }
    }

    private static double energy(EmbeddedAtoms law, AtomicConfiguration structure, int coordinate, double step) {
        double[] positions = structure.positions();
        positions[coordinate] += step;
        AtomicConfiguration moved = new AtomicConfiguration("moved", structure.cell(), structure.species(), positions);
        return structure.natoms() * law.labels(moved)[0];
    }

    @Test
    void fewAtomsAreRefused() {
        assertThatThrownBy(() -> new BerylliumLike(1, 23, BERYLLIUM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24 atoms");
    }

    @Test
    void numbersAreWrittenInFull() {
        for (double value : new double[] {0, -0.00000001, 12.34567891, -1.5, 0.99999999, 1e5}) {
            StringBuilder text = new StringBuilder();
            SyntheticData.fixed(text, value, 8);
            assertThat(Double.parseDouble(text.toString())).isEqualTo(value + 0.0);
        }
        assertThat(Arrays.asList("0.0", "-0.0")).allSatisfy(zero -> {
            StringBuilder text = new StringBuilder();
            SyntheticData.fixed(text, Double.parseDouble(zero), 1);
            assertThat(text).hasToString("0.0");
        });
    }
}
