package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapColumnsTest {
    @ParameterizedTest
    @CsvSource({"0, 1, 2", "2, 5, 20", "4, 14, 119", "6, 30, 495", "8, 55, 1595", "10, 91, 4277"})
    void countsArePublishedOnes(int twojmax, int k, int p) {
        assertThat(SnapColumns.components(twojmax)).isEqualTo(k);
        assertThat(SnapColumns.of(Structures.beryllium(twojmax, false)).count()).isEqualTo(k);
        SnapColumns quadratic = SnapColumns.of(Structures.beryllium(10, true));
        assertThat(quadratic.count(twojmax)).isEqualTo(p);
        assertThat(SnapColumns.of(Structures.tungstenBeryllium(twojmax, true)).count())
                .isEqualTo(2 * p);
    }

    @Test
    void lammpsOrderIsAPermutation() {
        SnapColumns columns = SnapColumns.of(Structures.tungstenBeryllium(7, true));
        for (int twojmax = 0; twojmax <= 7; twojmax++) {
            int[] order = columns.lammpsOrder(twojmax);
            assertThat(order).hasSize(columns.count(twojmax));
            assertThat(IntStream.of(order).sorted().toArray())
                    .isEqualTo(IntStream.range(0, order.length).toArray());
            assertThat(order)
                    .isEqualTo(SnapColumns.of(Structures.tungstenBeryllium(twojmax, true))
                            .lammpsOrder(twojmax));
        }
    }

    @Test
    void columnsAreInShellOrder() {
        // 2Jmax 2 in LAMMPS: (0,0,0) (1,0,1) (1,1,2) (2,0,2) (2,2,2); the first shells are (0), (1) and (2).
        assertThat(SnapColumns.of(Structures.beryllium(2, true)).lammpsOrder(2))
                .containsExactly(0, 5, 1, 6, 10, 2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void largerModelsAreRefused() {
        SnapColumns columns = SnapColumns.of(Structures.beryllium(4, true));
        assertThatThrownBy(() -> columns.count(5)).hasMessageContaining("5").hasMessageContaining("4");
        assertThatThrownBy(() -> columns.lammpsOrder(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
