package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZieglerBiersackLittmarkTest {
    private static final ZieglerBiersackLittmark ZBL = new ZieglerBiersackLittmark(4, 4.8);

    @ParameterizedTest
    @ValueSource(strings = {"zbl_be_8atoms", "zbl_wbe_8atoms"})
    void agreesWithLammps(String name) {
        PotentialCase reference =
                name.contains("wbe") ? PotentialCase.read(name, "W", "Be") : PotentialCase.read(name, "Be");
        reference.assertAgrees(ZBL.evaluate(reference.configuration()), 1e-9);
    }

    private static AtomicConfiguration dimer(double distance) {
        return new AtomicConfiguration(
                "dimer", SimulationCell.open(), List.of("Ta", "O"), new double[] {0, 0, 0, 0, distance, 0});
    }

    @Test
    void forcesAreMinusTheGradientInBothRanges() {
        for (double r : new double[] {0.6, 2, 3.999, 4.001, 4.4, 4.79}) {
            double h = 1e-4;
            double slope = (ZBL.evaluate(dimer(r + h)).energyEv()
                            - ZBL.evaluate(dimer(r - h)).energyEv())
                    / (2 * h);
            double[] forces = ZBL.evaluate(dimer(r)).forcesEvPerAngstrom();
            assertThat(forces[4]).isCloseTo(-slope, within(1e-6 * Math.abs(slope) + 1e-9));
            assertThat(forces[1]).isEqualTo(-forces[4]);
        }
    }

    @Test
    void energyForceAndCurvatureVanishAtTheOuterRadius() {
        double d = 1e-3;
        Evaluation near = ZBL.evaluate(dimer(4.8 - d));
        double third = 100; // eV/angstrom^3, more than the third derivative there
        assertThat(near.energyEv()).isNotZero().isCloseTo(0, within(third * d * d * d / 6));
        assertThat(near.forcesEvPerAngstrom()[4]).isCloseTo(0, within(third * d * d / 2));
        assertThat(ZBL.evaluate(dimer(4.8)).energyEv()).isZero();
    }

    @Test
    void impossibleRadiiAndUnknownElementsAreRefused() {
        assertThatThrownBy(() -> new ZieglerBiersackLittmark(4.8, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4.8 and 4.0 angstrom");
        assertThatThrownBy(() -> new ZieglerBiersackLittmark(0, 4)).isInstanceOf(IllegalArgumentException.class);
        AtomicConfiguration strange = new AtomicConfiguration("s", SimulationCell.open(), List.of("Xx"), new double[3]);
        assertThatThrownBy(() -> ZBL.evaluate(strange)).hasMessageContaining("Xx is not the symbol");
    }
}
