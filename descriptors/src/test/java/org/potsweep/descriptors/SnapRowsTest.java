package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapRowsTest {
    private static final List<String> BE = List.of("Be");
    private static final List<String> WBE = List.of("W", "Be");

    private static AtomicConfiguration structure(int n, boolean px, boolean py, boolean pz, boolean alloy, long seed) {
        return Structures.random(n, new boolean[] {px, py, pz}, alloy ? WBE : BE, seed);
    }

    private static SnapParameters parameters(int twojmax, boolean quadratic, boolean alloy) {
        return alloy ? Structures.tungstenBeryllium(twojmax, quadratic) : Structures.beryllium(twojmax, quadratic);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 6, true, true, true, false, true",
        "5, 5, true, false, true, true, true",
        "7, 4, false, true, false, true, true",
        "9, 8, false, false, false, false, false",
        "4, 3, true, true, true, true, true",
        "1, 4, true, true, true, false, true",
        "4, 0, true, true, true, false, true",
        "4, 1, true, true, true, true, true",
        "2, 14, true, true, true, false, false"
    })
    void forceRowsAreMinusTheGradientOfTheEnergy(
            int n, int twojmax, boolean px, boolean py, boolean pz, boolean alloy, boolean quadratic) {
        AtomicConfiguration configuration = structure(n, px, py, pz, alloy, 7 + n);
        SnapParameters parameters = parameters(twojmax, quadratic, alloy);
        Rows.assertDerivatives(parameters, configuration, false);
    }

    @ParameterizedTest
    @CsvSource({"2, true", "6, false", "12, true"})
    void stressRowsLeaveTheOthersAloneAndFollowTheEnergy(int n, boolean alloy) {
        AtomicConfiguration configuration = structure(n, true, true, true, alloy, 20 + n);
        SnapParameters parameters = parameters(4, true, alloy);
        double[][] rows = Rows.of(new SnapRows(parameters), configuration, true);
        Rows.assertRows(Arrays.copyOf(rows, 1 + 3 * n), Rows.of(parameters, configuration));
        Rows.assertDerivatives(parameters, configuration, true);
    }

    @Test
    void stressNeedsAVolume() {
        AtomicConfiguration atom = new AtomicConfiguration("a", SimulationCell.open(), BE, new double[3]);
        assertThatThrownBy(() -> Rows.of(new SnapRows(parameters(2, false, false)), atom, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("volume");
    }

    @Test
    void aSmallBudgetForDerivativesGivesTheSameRows() {
        AtomicConfiguration configuration = structure(150, true, true, false, true, 31);
        SnapParameters parameters = parameters(4, true, true);
        double[][] once = Rows.of(new SnapRows(parameters), configuration, true);
        double[][] pieces = Rows.of(new SnapRows(parameters, 20_000), configuration, true);
        Rows.assertRows(pieces, once);
    }

    @Test
    void energyRowIsTheFirstRow() {
        AtomicConfiguration configuration = structure(6, true, true, true, true, 3);
        SnapParameters parameters = parameters(6, true, true);
        assertThat(Rows.energy(parameters, configuration)).isEqualTo(Rows.of(parameters, configuration)[0]);
    }

    @Test
    void rotationTurnsForcesAndKeepsTheEnergy() {
        AtomicConfiguration configuration = structure(5, true, true, false, false, 4);
        SnapParameters parameters = parameters(7, true, false);
        double[] q = rotation();
        double[] lattice = rotate(q, configuration.cell().lattice());
        AtomicConfiguration turned = new AtomicConfiguration(
                "turned",
                new SimulationCell(lattice, configuration.cell().periodic()),
                configuration.species(),
                rotate(q, configuration.positions()));
        double[][] rows = Rows.of(parameters, configuration);
        double[][] expected = new double[rows.length][rows[0].length];
        expected[0] = rows[0];
        for (int c = 0; c < rows[0].length; c++) {
            double[] forces = new double[rows.length - 1];
            for (int r = 0; r < forces.length; r++) {
                forces[r] = rows[1 + r][c];
            }
            forces = rotate(q, forces);
            for (int r = 0; r < forces.length; r++) {
                expected[1 + r][c] = forces[r];
            }
        }
        Rows.assertRows(Rows.of(parameters, turned), expected);
    }

    @Test
    void translationAndPeriodicImagesChangeNothing() {
        AtomicConfiguration configuration = structure(4, true, false, true, true, 5);
        SnapParameters parameters = parameters(6, true, true);
        double[] positions = configuration.positions();
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] += 3.7 * (k + 1)
                        + (i - 2) * configuration.cell().lattice(0, k)
                        + (3 * i - 1) * configuration.cell().lattice(2, k);
            }
        }
        Rows.assertRows(
                Rows.of(parameters, Structures.at(configuration, positions)), Rows.of(parameters, configuration));
    }

    @Test
    void permutationPermutesForceRows() {
        AtomicConfiguration configuration = structure(7, true, true, true, true, 6);
        SnapParameters parameters = parameters(5, true, true);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
        Collections.shuffle(order, new Random(1));
        List<String> species = new ArrayList<>();
        double[] positions = new double[21];
        double[][] rows = Rows.of(parameters, configuration);
        double[][] expected = rows.clone();
        for (int i = 0; i < 7; i++) {
            species.add(configuration.species(order.get(i)));
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = configuration.position(order.get(i), k);
                expected[1 + 3 * i + k] = rows[1 + 3 * order.get(i) + k];
            }
        }
        Rows.assertRows(
                Rows.of(parameters, new AtomicConfiguration("p", configuration.cell(), species, positions)), expected);
    }

    @ParameterizedTest
    @CsvSource({"3, 6, 2, 3, 2", "16, 4, 4, 4, 4"})
    void supercellRepeatsTheRows(int n, int twojmax, int n0, int n1, int n2) {
        AtomicConfiguration configuration = structure(n, true, true, true, true, 8);
        SnapParameters parameters = parameters(twojmax, true, true);
        double[][] rows = Rows.of(parameters, configuration);
        double[][] actual = Rows.of(parameters, Structures.repeated(configuration, n0, n1, n2));
        assertThat(actual).hasDimensions(1 + 3 * n * n0 * n1 * n2, rows[0].length);
        for (int r = 0; r < actual.length; r++) {
            Rows.assertClose(actual[r], r == 0 ? rows[0] : rows[1 + (r - 1) % (3 * n)], 1e-11, 1e-11);
        }
    }

    @Test
    void columnsGoSmoothlyThroughTheCutOff() {
        SnapParameters parameters = parameters(6, true, false);
        double[] previous = null;
        double cutoff = 4.812302818;
        for (double r = cutoff - 4e-3; r < cutoff + 2e-3; r += 1e-3) {
            AtomicConfiguration dimer = new AtomicConfiguration(
                    "dimer", SimulationCell.open(), List.of("Be", "Be"), new double[] {0, 0, 0, r, 0, 0});
            double[][] rows = Rows.of(parameters, dimer);
            double[] both = Arrays.copyOf(rows[0], 2 * rows[0].length);
            System.arraycopy(rows[1], 0, both, rows[0].length, rows[1].length);
            if (previous != null) {
                Rows.assertClose(both, previous, 0, 3e-2); // the slope goes to zero like the distance to the cut-off
            }
            if (r > cutoff) {
                Rows.assertClose(both, new double[both.length], 0, 1e-13);
            }
            previous = both;
        }
    }

    @Test
    void anIsolatedAtomHasTheZeroBispectrum() {
        AtomicConfiguration atom = new AtomicConfiguration("atom", SimulationCell.open(), BE, new double[] {1, 2, 3});
        double[][] rows = Rows.of(parameters(8, true, false), atom);
        for (double[] row : rows) {
            Rows.assertClose(row, new double[row.length], 0, 1e-11);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true"})
    void smallerModelsAreLeadingBlocks(boolean quadratic, boolean alloy) {
        AtomicConfiguration configuration = structure(9, true, true, true, alloy, 9);
        double[][] large = Rows.of(parameters(8, quadratic, alloy), configuration);
        for (int twojmax = 0; twojmax < 8; twojmax++) {
            double[][] small = Rows.of(parameters(twojmax, quadratic, alloy), configuration);
            int p = SnapColumns.of(parameters(8, quadratic, alloy)).count(twojmax);
            for (int r = 0; r < small.length; r++) {
                double[] leading = Arrays.copyOf(large[r], p);
                if (r == 0) {
                    assertThat(small[r]).isEqualTo(leading);
                } else {
                    Rows.assertClose(small[r], leading, 1e-14, 1e-13);
                }
            }
        }
    }

    @Test
    void coincidentAtomsAreRefused() {
        AtomicConfiguration configuration = new AtomicConfiguration(
                "bad",
                new SimulationCell(new double[] {4, 0, 0, 0, 4, 0, 0, 0, 4}, Structures.PERIODIC),
                List.of("Be", "Be"),
                new double[] {0, 0, 0, 3.9999, 0, 0});
        assertThatThrownBy(() -> Rows.of(parameters(2, false, false), configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad")
                .hasMessageContaining("atoms 1 and 2")
                .hasMessageContaining("-1, 0, 0");
    }

    @Test
    void unknownSpeciesAreRefused() {
        AtomicConfiguration configuration = new AtomicConfiguration(
                "c", SimulationCell.open(), List.of("Be", "Xe"), new double[] {0, 0, 0, 2, 0, 0});
        assertThatThrownBy(() -> Rows.energy(parameters(2, false, false), configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("atom 2")
                .hasMessageContaining("Xe");
    }

    @Test
    void rowsMustFit() {
        AtomicConfiguration atom = new AtomicConfiguration("atom", SimulationCell.open(), BE, new double[] {1, 2, 3});
        SnapRows rows = new SnapRows(parameters(2, false, false));
        assertThatThrownBy(() -> rows.rows(atom, new double[19], 0, 5)).isInstanceOf(IllegalArgumentException.class);
        double[] out = new double[40];
        Arrays.fill(out, 9);
        rows.rows(atom, out, 3, 7);
        for (int i = 0; i < out.length; i++) {
            boolean inside = i >= 3 && (i - 3) % 7 < 5 && (i - 3) / 7 < 4;
            assertThat(out[i] == 9).isEqualTo(!inside);
        }
    }

    @Test
    void anInstanceCanBeUsedAgain() {
        SnapRows rows = new SnapRows(parameters(6, true, false));
        int p = rows.columns().count();
        for (int n : new int[] {70, 2, 9, 1, 30}) {
            AtomicConfiguration configuration = structure(n, true, true, true, false, n);
            double[] out = new double[(1 + 3 * n) * p];
            rows.rows(configuration, out, 0, p);
            double[][] fresh = Rows.of(parameters(6, true, false), configuration);
            for (int r = 0; r < fresh.length; r++) {
                assertThat(Arrays.copyOfRange(out, r * p, (r + 1) * p)).isEqualTo(fresh[r]);
            }
        }
    }

    /** Together they have more atoms than are computed at once; a small budget splits the derivatives as well. */
    @ParameterizedTest
    @CsvSource({"true, true, 24000000", "true, true, 60000", "false, false, 24000000"})
    void configurationsTogetherGiveTheSameBits(boolean quadratic, boolean alloy, long budget) {
        SnapParameters parameters = parameters(5, quadratic, alloy);
        List<AtomicConfiguration> configurations = new ArrayList<>();
        for (int n : new int[] {2, 1, 130, 3, 7, 120, 5, 270, 1, 1, 4}) {
            configurations.add(structure(n, n % 2 == 1, true, n % 3 == 1, alloy, 40 + n));
        }
        try (SnapRows rows = new SnapRows(parameters, budget)) {
            int ld = rows.columns().count() + 3;
            int total =
                    configurations.stream().mapToInt(c -> 7 + 3 * c.natoms()).sum();
            double[] together = new double[total * ld];
            double[] single = new double[total * ld];
            rows.rowsWithStress(configurations, together, 0, ld);
            double[] energies = new double[configurations.size() * ld];
            rows.energyRows(configurations, energies, 0, ld);
            int at = 0;
            for (int c = 0; c < configurations.size(); c++) {
                rows.rowsWithStress(configurations.get(c), single, at, ld);
                assertThat(Arrays.equals(energies, c * ld, (c + 1) * ld, single, at, at + ld))
                        .isTrue();
                at += (7 + 3 * configurations.get(c).natoms()) * ld;
            }
            assertThat(Arrays.equals(together, single)).isTrue();
        }
    }

    @Test
    void theConfigurationAtFaultIsNamed() {
        List<AtomicConfiguration> configurations = List.of(
                structure(3, true, true, true, false, 1),
                new AtomicConfiguration("bad", SimulationCell.open(), List.of("Be", "Be"), new double[6]));
        try (SnapRows rows = new SnapRows(parameters(2, false, false))) {
            assertThatThrownBy(() -> rows.rows(configurations, new double[1000], 0, 5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bad")
                    .hasMessageContaining("atoms 1 and 2");
            rows.rows(configurations.subList(0, 1), new double[50], 0, 5); // and is usable afterwards
        }
    }

    private static double[] rotation() {
        double[] q = {0.3, -0.5, 0.7, Math.sqrt(1 - 0.09 - 0.25 - 0.49)};
        double w = q[3];
        double x = q[0];
        double y = q[1];
        double z = q[2];
        return new double[] {
            1 - 2 * (y * y + z * z),
            2 * (x * y - w * z),
            2 * (x * z + w * y),
            2 * (x * y + w * z),
            1 - 2 * (x * x + z * z),
            2 * (y * z - w * x),
            2 * (x * z - w * y),
            2 * (y * z + w * x),
            1 - 2 * (x * x + y * y)
        };
    }

    private static double[] rotate(double[] q, double[] vectors) {
        double[] turned = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int k = 0; k < 3; k++) {
                turned[i] += q[3 * (i % 3) + k] * vectors[i - i % 3 + k];
            }
        }
        return turned;
    }
}
