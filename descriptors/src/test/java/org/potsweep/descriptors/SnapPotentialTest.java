package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SnapPotentialTest {
    @SuppressWarnings("unused")
    static final List<String> CASES = LammpsCase.NAMES;

    /** Coefficients such that the columns contribute alike: products span many decades. */
    private static SnapModel model(SnapParameters parameters, AtomicConfiguration configuration, long seed) {
        Random random = new Random(seed);
        double[] row = Rows.energy(parameters, configuration);
        int[] order = SnapColumns.of(parameters).lammpsOrder(parameters.twojmax());
        int elements = parameters.elements().size();
        int columns = row.length / elements;
        int shift = parameters.intercept() ? 0 : 1;
        int block = shift + columns;
        double[] coefficients = new double[elements * block];
        for (int c = 0; c < row.length; c++) {
            int at = order[c];
            double size = Math.max(1e-3, Math.abs(row[c]));
            coefficients[at / columns * block + shift + at % columns] = random.nextGaussian() / size;
        }
        for (int s = 0; s < elements; s++) {
            coefficients[s * block] = random.nextGaussian();
        }
        return new SnapModel(parameters, coefficients);
    }

    private static Evaluation evaluate(SnapModel model, AtomicConfiguration configuration) {
        try (SnapPotential potential = new SnapPotential(model, ReferencePotential.NONE)) {
            return potential.evaluate(configuration);
        }
    }

    /** Against rows times coefficients, relative to the sum of the sizes of the terms. */
    private static void assertRowsTimesCoefficients(SnapModel model, AtomicConfiguration configuration) {
        SnapParameters parameters = model.parameters();
        Evaluation evaluation = evaluate(model, configuration);
        int n = configuration.natoms();
        boolean stress = evaluation.hasStress();
        double[][] rows = stress
                ? Rows.withStressLammpsOrder(parameters, configuration)
                : Rows.lammpsOrder(parameters, configuration);
        double[] actual = new double[rows.length];
        actual[0] = (evaluation.energyEv() - constants(model, configuration)) / n;
        System.arraycopy(evaluation.forcesEvPerAngstrom(), 0, actual, 1, 3 * n);
        if (stress) {
            System.arraycopy(evaluation.stressGpa(), 0, actual, 1 + 3 * n, 6);
        }
        int shift = parameters.intercept() ? 0 : 1;
        int columns = model.blockSize() - shift;
        double[] expected = new double[rows.length];
        double[] size = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                double term = rows[r][c] * model.coefficient(c / columns, shift + c % columns);
                expected[r] += term;
                size[r] += Math.abs(term);
            }
        }
        assertParts(actual, expected, size, 0, 1);
        assertParts(actual, expected, size, 1, 1 + 3 * n);
        assertParts(actual, expected, size, 1 + 3 * n, rows.length);
    }

    /** The constants of all atoms that no column stands for, eV. */
    private static double constants(SnapModel model, AtomicConfiguration configuration) {
        List<String> symbols = model.parameters().elements().stream()
                .map(SnapParameters.Element::symbol)
                .toList();
        double sum = 0;
        for (String symbol : configuration.species()) {
            sum += model.parameters().intercept() ? 0 : model.coefficient(symbols.indexOf(symbol), 0);
        }
        return sum;
    }

    private static void assertParts(double[] actual, double[] expected, double[] size, int from, int to) {
        double largest = Arrays.stream(size, from, to).max().orElse(0);
        for (int r = from; r < to; r++) {
            assertThat(actual[r]).as("row " + r).isCloseTo(expected[r], within(1e-10 * largest + 1e-13));
        }
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void equalsRowsTimesCoefficientsForEveryOption(String name) {
        LammpsCase reference = LammpsCase.read(name);
        AtomicConfiguration configuration = reference.configuration();
        assertRowsTimesCoefficients(model(reference.parameters(), configuration, 5), configuration);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, false, true, true, true",
        "3, 1, true, true, true, false",
        "4, 2, true, true, false, true",
        "3, 13, false, true, true, true",
        "2, 14, false, true, true, true",
        "150, 3, true, true, true, true",
        "70, 4, true, false, false, false"
    })
    void equalsRowsTimesCoefficients(int n, int twojmax, boolean quadratic, boolean px, boolean py, boolean pz) {
        AtomicConfiguration configuration =
                Structures.random(n, new boolean[] {px, py, pz}, List.of("Be", "W"), 11 + n);
        SnapParameters parameters = Structures.tungstenBeryllium(twojmax, quadratic);
        assertRowsTimesCoefficients(model(parameters, configuration, 3), configuration);
    }

    /** Explicit elements, inner switches and intercepts, with quadratic columns or without. */
    private static SnapParameters everything(int twojmax, boolean quadratic, boolean wselfall) {
        return new SnapParameters(
                twojmax,
                4.8,
                0.99363,
                0,
                List.of(
                        new SnapParameters.Element("W", 0.5, 1, 1.6, 0.5),
                        new SnapParameters.Element("Be", 0.42, 0.96, 1.3, 0.4)),
                true,
                true,
                true,
                quadratic,
                true,
                wselfall,
                true,
                true);
    }

    @ParameterizedTest
    @CsvSource({"5, 4, false, true", "4, 2, true, false", "90, 2, true, true", "1, 3, true, false"})
    void equalsRowsTimesCoefficientsWithExplicitElements(int n, int twojmax, boolean quadratic, boolean wselfall) {
        AtomicConfiguration configuration = Structures.random(n, Structures.PERIODIC, List.of("Be", "W"), 50 + n);
        SnapParameters parameters = everything(twojmax, quadratic, wselfall);
        assertRowsTimesCoefficients(model(parameters, configuration, 3), configuration);
    }

    @ParameterizedTest
    @CsvSource({"4, 6, true", "3, 14, false", "1, 8, true"})
    void forcesAreMinusTheGradientAndStressFollowsStrain(int n, int twojmax, boolean quadratic) {
        AtomicConfiguration configuration = Structures.random(n, Structures.PERIODIC, List.of("Be", "W"), 30 + n);
        SnapModel model = model(Structures.tungstenBeryllium(twojmax, quadratic), configuration, 8);
        Evaluation evaluation = evaluate(model, configuration);
        double h = 1e-4;
        double[] forces = new double[3 * n];
        for (int k = 0; k < 3 * n; k++) {
            double[] e = new double[4];
            for (int s = 0; s < 4; s++) {
                double by = (s < 2 ? s - 2 : s - 1) * h;
                e[s] = evaluate(model, Structures.moved(configuration, k, by)).energyEv();
            }
            forces[k] = -(e[0] - 8 * e[1] + 8 * e[2] - e[3]) / (12 * h);
        }
        double size = Math.max(1, Arrays.stream(forces).map(Math::abs).max().orElseThrow());
        assertThat(evaluation.forcesEvPerAngstrom()).containsExactly(forces, within(1e-8 * size));
        int[][] axes = {{0, 0}, {1, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}};
        double[] stress = new double[6];
        for (int v = 0; v < 6; v++) {
            double plus = evaluate(model, strained(configuration, axes[v], h)).energyEv();
            double minus = evaluate(model, strained(configuration, axes[v], -h)).energyEv();
            stress[v] = (plus - minus) / (2 * h) / configuration.cell().volume() * 160.2176634;
        }
        size = Arrays.stream(stress).map(Math::abs).max().orElseThrow();
        assertThat(evaluation.stressGpa()).containsExactly(stress, within(1e-5 * size));
    }

    private static AtomicConfiguration strained(AtomicConfiguration given, int[] axes, double by) {
        double[] lattice = given.cell().lattice();
        double[] positions = given.positions();
        for (double[] vectors : new double[][] {lattice, positions}) {
            for (int k = 0; k < vectors.length; k += 3) {
                double a = vectors[k + axes[0]];
                double b = vectors[k + axes[1]];
                vectors[k + axes[0]] += by / 2 * b;
                vectors[k + axes[1]] += by / 2 * a;
            }
        }
        return new AtomicConfiguration(
                given.id(), new SimulationCell(lattice, given.cell().periodic()), given.species(), positions);
    }

    @Test
    void theReferenceIsAddedAndAtomsShareTheEnergy() {
        AtomicConfiguration configuration = Structures.random(6, Structures.PERIODIC, List.of("Be"), 4);
        SnapModel model = model(Structures.beryllium(4, true), configuration, 2);
        ReferencePotential zbl = new ZieglerBiersackLittmark(2, 3);
        Evaluation alone = evaluate(model, configuration);
        Evaluation repulsion = zbl.evaluate(configuration);
        Evaluation both = new SnapPotential(model, zbl).evaluate(configuration);
        assertThat(repulsion.energyEv()).isPositive();
        assertThat(both.energyEv()).isCloseTo(alone.energyEv() + repulsion.energyEv(), within(1e-10));
        assertThat(Arrays.stream(both.atomEnergiesEv()).sum()).isEqualTo(both.energyEv());
        for (int v = 0; v < 6; v++) {
            assertThat(both.stressGpa()[v])
                    .isCloseTo(alone.stressGpa()[v] + repulsion.stressGpa()[v], within(1e-9));
        }
    }

    @Test
    void anInstanceMayBeUsedForConfigurationsOfAnySize() {
        AtomicConfiguration large = Structures.random(90, Structures.PERIODIC, List.of("Be", "W"), 4);
        AtomicConfiguration small = Structures.random(2, new boolean[3], List.of("Be", "W"), 5);
        SnapModel model = model(Structures.tungstenBeryllium(5, true), large, 2);
        Evaluation fresh = evaluate(model, small);
        SnapPotential used = new SnapPotential(model, ReferencePotential.NONE);
        used.evaluate(large);
        Evaluation again = used.evaluate(small);
        assertThat(again.forcesEvPerAngstrom()).containsExactly(fresh.forcesEvPerAngstrom());
        assertThat(again.hasStress()).isTrue();
        assertThat(again.stressGpa()).containsExactly(fresh.stressGpa());
    }

    @Test
    void anAtomWithoutNeighboursHasItsOwnEnergyAndNoForce() {
        AtomicConfiguration atom = new AtomicConfiguration("atom", SimulationCell.open(), List.of("Be"), new double[3]);
        double[] coefficients =
                new double[1 + SnapColumns.of(Structures.beryllium(4, true)).count()];
        Arrays.fill(coefficients, 1);
        coefficients[0] = -3.5;
        Evaluation evaluation = evaluate(new SnapModel(Structures.beryllium(4, true), coefficients), atom);
        assertThat(evaluation.energyEv()).isCloseTo(-3.5, within(1e-12)); // bzeroflag 1
        assertThat(evaluation.forcesEvPerAngstrom()).containsOnly(0);
        assertThatThrownBy(evaluation::stressGpa).hasMessageContaining("atom: stress needs a cell with a volume");
    }

    @Test
    void impossibleInputIsRefused() {
        SnapParameters parameters = Structures.beryllium(2, false);
        assertThatThrownBy(() -> new SnapModel(parameters, new double[5]))
                .hasMessageContaining("has 6 coefficients (6 an element), not 5");
        assertThatThrownBy(() -> new SnapModel(parameters, new double[] {0, 0, Double.NaN, 0, 0, 0}))
                .hasMessageContaining("coefficient 3 of Be is NaN");
        SnapModel model = new SnapModel(parameters, new double[6]);
        AtomicConfiguration iron = new AtomicConfiguration("fe", SimulationCell.open(), List.of("Fe"), new double[3]);
        assertThatThrownBy(() -> evaluate(model, iron))
                .hasMessageContaining("Fe is not among the descriptor's elements [Be]");
        AtomicConfiguration twice =
                new AtomicConfiguration("double", SimulationCell.open(), List.of("Be", "Be"), new double[6]);
        assertThatThrownBy(() -> evaluate(model, twice)).hasMessageContaining("coincide");
        double[] huge = {0, 1e308, 1e308, 1e308, 1e308, 1e308};
        AtomicConfiguration crowd = Structures.random(6, Structures.PERIODIC, List.of("Be"), 1);
        assertThatThrownBy(() -> evaluate(new SnapModel(parameters, huge), crowd))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("random 6");
    }
}
