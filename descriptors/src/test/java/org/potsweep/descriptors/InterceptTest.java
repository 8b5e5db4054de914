package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterceptTest {
    private static SnapParameters parameters(
            int twojmax, boolean alloy, boolean quadratic, boolean chemflag, boolean on) {
        SnapParameters plain =
                alloy ? Structures.tungstenBeryllium(twojmax, quadratic) : Structures.beryllium(twojmax, quadratic);
        return new SnapParameters(
                twojmax,
                plain.rcutfac(),
                plain.rfac0(),
                plain.rmin0(),
                plain.elements(),
                true,
                plain.bzeroflag(),
                plain.bnormflag(),
                quadratic,
                chemflag,
                false,
                false,
                on);
    }

    /** An intercept is the first coefficient of each element's block and leaves the other columns as they are. */
    @ParameterizedTest
    @CsvSource({
        "false, false, false",
        "false, true, false",
        "true, false, false",
        "true, true, false",
        "true, true, true"
    })
    void isAnAtomsEnergy(boolean alloy, boolean quadratic, boolean chemflag) {
        int n = 5;
        AtomicConfiguration configuration =
                Structures.random(n, Structures.PERIODIC, alloy ? List.of("W", "Be") : List.of("Be"), 2);
        double[][] with = Rows.withStressLammpsOrder(parameters(3, alloy, quadratic, chemflag, true), configuration);
        double[][] without =
                Rows.withStressLammpsOrder(parameters(3, alloy, quadratic, chemflag, false), configuration);
        List<String> symbols = alloy ? List.of("W", "Be") : List.of("Be");
        int block = without[0].length / symbols.size();
        for (int s = 0; s < symbols.size(); s++) {
            int element = s;
            double atoms = configuration.species().stream()
                    .filter(symbols.get(element)::equals)
                    .count();
            for (int r = 0; r < with.length; r++) {
                assertThat(with[r]).hasSize(symbols.size() * (block + 1));
                assertThat(with[r][s * (block + 1)]).isEqualTo(r == 0 ? atoms / n : 0.0);
                for (int c = 0; c < block; c++) {
                    assertThat(with[r][s * (block + 1) + 1 + c]).isEqualTo(without[r][s * block + c]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false", "true, true"})
    void smallerModelsAreLeadingBlocks(boolean alloy, boolean quadratic) {
        AtomicConfiguration configuration =
                Structures.random(4, Structures.PERIODIC, alloy ? List.of("W", "Be") : List.of("Be"), 3);
        SnapParameters largest = parameters(5, alloy, quadratic, false, true);
        double[] energy = Rows.energy(largest, configuration);
        for (int twojmax = 0; twojmax < 5; twojmax++) {
            double[] small = Rows.energy(parameters(twojmax, alloy, quadratic, false, true), configuration);
            assertThat(energy).startsWith(small);
            assertThat(SnapColumns.of(largest).count(twojmax)).isEqualTo(small.length);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void rowsInALargerTableAreOverwritten(boolean quadratic) {
        SnapParameters parameters = parameters(2, false, quadratic, false, true);
        AtomicConfiguration configuration = Structures.random(2, Structures.PERIODIC, List.of("Be"), 4);
        SnapRows rows = new SnapRows(parameters);
        double[] out = new double[7 * rows.columns().count()];
        java.util.Arrays.fill(out, 9);
        rows.rows(configuration, out, 0, rows.columns().count());
        assertThat(out).doesNotContain(9);
        assertThat(out[rows.columns().count()]).isZero();
    }
}
