package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code chemflag}: a neighbour density for every element. */
class ExplicitElementsTest {
    private static final List<String> SYMBOLS = List.of("W", "Be", "H");
    private static final double[] RADELEM = {0.5, 0.417932464, 0.38};
    private static final double[] WJ = {1, 0.959, -0.7};

    private static SnapParameters parameters(
            int elements, int twojmax, boolean bnorm, boolean quadratic, boolean wselfall) {
        List<SnapParameters.Element> list = IntStream.range(0, elements)
                .mapToObj(e -> new SnapParameters.Element(SYMBOLS.get(e), RADELEM[e], WJ[e]))
                .toList();
        return new SnapParameters(
                twojmax, 4.8123, 0.99363, 0.2, list, true, true, bnorm, quadratic, true, wselfall, false, false);
    }

    private static AtomicConfiguration structure(int n, boolean px, boolean pz, int elements, int seed) {
        return Structures.random(n, new boolean[] {px, true, pz}, SYMBOLS.subList(0, elements), seed);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 4, 2, true, true, true, false, true",
        "6, 5, 3, true, false, false, true, false",
        "3, 3, 3, false, false, true, true, true",
        "2, 4, 2, true, true, false, false, true",
        "1, 3, 2, true, true, true, false, false"
    })
    void rowsAreDerivativesOfTheEnergy(
            int n, int twojmax, int elements, boolean px, boolean pz, boolean bnorm, boolean wselfall, boolean quad) {
        SnapParameters parameters = parameters(elements, twojmax, bnorm, quad, wselfall);
        Rows.assertDerivatives(parameters, structure(n, px, pz, elements, 40 + n), true);
    }

    @Test
    void manyAtomsAreDoneAsFewAre() { // more than a chunk of lanes, and atoms without neighbours of some element
        SnapParameters parameters = parameters(3, 3, true, false, false);
        AtomicConfiguration small = structure(7, true, true, 3, 12);
        double[][] rows = Rows.of(new SnapRows(parameters), small, true);
        int copies = 27;
        AtomicConfiguration large = Structures.repeated(small, 3, 3, 3);
        double[][] actual = Rows.of(new SnapRows(parameters), large, true);
        Rows.assertClose(actual[0], rows[0], 1e-11, 1e-11);
        for (int r = 0; r < 3 * 7 * copies; r++) {
            Rows.assertClose(actual[1 + r], rows[1 + r % 21], 1e-11, 1e-11);
        }
        for (int v = 0; v < 6; v++) {
            Rows.assertClose(actual[1 + 21 * copies + v], rows[22 + v], 1e-11, 1e-10);
        }
    }

    @Test
    void oneElementIsTheOrdinaryDescriptor() {
        AtomicConfiguration configuration = structure(9, true, false, 1, 3);
        SnapParameters explicit = parameters(1, 6, false, true, false);
        SnapParameters ordinary =
                new SnapParameters(6, 4.8123, 0.99363, 0.2, explicit.elements(), true, true, false, true);
        Rows.assertRows(Rows.of(explicit, configuration), Rows.of(ordinary, configuration));
    }

    /** The total density is the sum of the elements' densities, and components are cubic in it. */
    @ParameterizedTest
    @CsvSource({"2, true", "3, false"})
    void triplesOfElementsAddUpToTheOrdinaryDescriptor(int elements, boolean bnorm) {
        AtomicConfiguration configuration = structure(8, true, true, elements, 5);
        SnapParameters explicit = parameters(elements, 5, bnorm, false, false);
        SnapParameters ordinary =
                new SnapParameters(5, 4.8123, 0.99363, 0.2, explicit.elements(), true, true, bnorm, false);
        double[][] parts = Rows.withStressLammpsOrder(explicit, configuration);
        double[][] whole = Rows.withStressLammpsOrder(ordinary, configuration);
        int k = SnapColumns.components(5);
        int triples = elements * elements * elements;
        for (int r = 0; r < whole.length; r++) {
            double[] sum = new double[elements * k];
            for (int c = 0; c < parts[r].length; c++) {
                sum[c / (triples * k) * k + c % k] += parts[r][c];
            }
            Rows.assertClose(sum, whole[r], 1e-11, 1e-11);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, true, 12880", "3, false, 1134"})
    void smallerModelsAreLeadingBlocks(int elements, boolean quadratic, int count) {
        AtomicConfiguration configuration = structure(4, true, true, elements, 6);
        SnapColumns columns = SnapColumns.of(parameters(elements, 4, true, quadratic, false));
        double[][] large = Rows.of(parameters(elements, 4, true, quadratic, false), configuration);
        for (int twojmax = 0; twojmax < 4; twojmax++) {
            SnapParameters smaller = parameters(elements, twojmax, true, quadratic, false);
            double[][] small = Rows.of(smaller, configuration);
            assertThat(columns.count(twojmax)).isEqualTo(SnapColumns.of(smaller).count());
            for (int r = 0; r < small.length; r++) {
                Rows.assertClose(small[r], Arrays.copyOf(large[r], small[r].length), 1e-13, 1e-13);
            }
        }
        assertThat(columns.count()).isEqualTo(count);
        assertThat(IntStream.of(columns.lammpsOrder(4)).sorted().toArray())
                .isEqualTo(IntStream.range(0, columns.count()).toArray());
    }
}
