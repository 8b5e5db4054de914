package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code switchinnerflag}, as LAMMPS documents it; the references are of a LAMMPS that did not have it. */
class InnerSwitchTest {
    private static SnapParameters parameters(double scale, boolean chemflag, boolean quadratic) {
        return new SnapParameters(
                4,
                4.8123,
                0.99363,
                0,
                List.of(
                        new SnapParameters.Element("W", 0.5, 1, 2.6 * scale, 0.7 * scale),
                        new SnapParameters.Element("Be", 0.42, 0.959, 1.8 * scale, 0.5 * scale)),
                true,
                true,
                true,
                quadratic,
                chemflag,
                false,
                true,
                false);
    }

    private static SnapParameters without(SnapParameters p) {
        return new SnapParameters(
                p.twojmax(), p.rcutfac(), p.rfac0(), p.rmin0(), p.elements(), true, true, true, p.quadraticflag());
    }

    @ParameterizedTest
    @CsvSource({"6, true, false, true", "4, false, true, true", "5, true, true, false"})
    void rowsAreDerivativesOfTheEnergy(int n, boolean periodic, boolean chemflag, boolean quadratic) {
        boolean[] directions = {true, periodic, true};
        AtomicConfiguration configuration = Structures.random(n, directions, List.of("W", "Be"), 60 + n);
        SnapParameters parameters = parameters(1, chemflag, quadratic);
        Rows.assertDerivatives(parameters, configuration, true);
        double[] switched = Rows.energy(parameters(1, false, false), configuration);
        double[] plain = Rows.energy(without(parameters(1, false, false)), configuration);
        assertThat(switched).isNotEqualTo(plain); // the switch is at work
    }

    @Test
    void aSwitchBelowAllDistancesChangesNothing() {
        AtomicConfiguration configuration = Structures.random(12, Structures.PERIODIC, List.of("W", "Be"), 1);
        SnapParameters parameters = parameters(0.2, false, true);
        assertThat(Rows.of(parameters, configuration)).isDeepEqualTo(Rows.of(without(parameters), configuration));
    }

    @Test
    void aSwitchBeyondAllDistancesLeavesIsolatedAtoms() {
        AtomicConfiguration configuration = Structures.random(12, Structures.PERIODIC, List.of("W", "Be"), 1);
        for (double[] row : Rows.of(parameters(5, false, true), configuration)) {
            Rows.assertClose(row, new double[row.length], 0, 1e-12);
        }
    }

    /** B(0,0,0) of one neighbour is (1 + density)^3 without bzeroflag: the density itself can be read off. */
    @ParameterizedTest
    @CsvSource({"1.5999, 0", "1.7, 0.017037087", "2.2, 0.5", "2.5, 0.8535534", "2.8001, 1", "3.5, 1"})
    void densityIsTheDocumentedOne(double r, double expected) {
        SnapParameters parameters = new SnapParameters(
                0,
                4.8123,
                0.99363,
                0,
                List.of(
                        new SnapParameters.Element("W", 0.5, 1, 2.6, 0.7),
                        new SnapParameters.Element("Be", 0.5, 1, 1.8, 0.5)),
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                false);
        AtomicConfiguration dimer = new AtomicConfiguration(
                "dimer", SimulationCell.open(), List.of("W", "Be"), new double[] {0, 0, 0, 0, r, 0});
        double[] energy = Rows.energy(parameters, dimer);
        assertThat(Math.cbrt(2 * energy[0]) - 1).isCloseTo(expected, within(1e-7));
        assertThat(energy[1]).isEqualTo(energy[0]);
    }

    @Test
    void rowsGoSmoothlyThroughBothEnds() {
        SnapParameters parameters = parameters(1, false, false);
        for (double end : new double[] {1.6, 2.8}) {
            double[][] below = pair(parameters, end - 1e-6);
            double[][] above = pair(parameters, end + 1e-6);
            for (int r = 0; r < below.length; r++) {
                Rows.assertClose(above[r], below[r], 0, 2e-3);
            }
        }
    }

    private static double[][] pair(SnapParameters parameters, double r) {
        AtomicConfiguration dimer = new AtomicConfiguration(
                "dimer", SimulationCell.open(), List.of("W", "Be"), new double[] {0, 0, 0, 0, r, 0});
        return Rows.of(parameters, dimer);
    }

    @Test
    void aSwitchNeedsAWidth() {
        List<SnapParameters.Element> elements = List.of(new SnapParameters.Element("Be", 0.5, 1));
        assertThatThrownBy(() -> new SnapParameters(
                        4, 4.8, 0.99, 0, elements, true, true, false, true, false, false, true, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dinner of Be")
                .hasMessageContaining("0.0 angstrom");
    }
}
