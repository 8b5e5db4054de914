package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NativeMatrixTest {
    @Test
    void storesColumnByColumn() {
        try (NativeMatrix matrix = NativeMatrix.of(2, 3, 1, 2, 3, 4, 5, 6)) {
            assertThat(matrix.get(0, 1)).isEqualTo(3);
            assertThat(matrix.get(1, 2)).isEqualTo(6);
            matrix.set(1, 0, -2);
            double[] target = new double[4];
            matrix.read(1, 0, target, 1, 3);
            assertThat(target).containsExactly(0, -2, 3, 4);
            matrix.write(0, 2, new double[] {8, 9, 10}, 1, 2);
            assertThat(matrix.toArray()).containsExactly(1, -2, 3, 4, 9, 10);
            matrix.zero();
            assertThat(matrix.toArray()).containsOnly(0);
        }
    }

    @Test
    void copiesFromAnother() {
        try (NativeMatrix source = NativeMatrix.of(2, 3, 1, 2, 3, 4, 5, 6);
                NativeMatrix matrix = new NativeMatrix(3, 2)) {
            matrix.write(2, 0, source, 1, 0, 3);
            assertThat(matrix.toArray()).containsExactly(0, 0, 2, 3, 4, 0);
            assertThatThrownBy(() -> matrix.write(2, 0, source, 1, 0, 5))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a 3 x 2 matrix does not have 5 entries from (2, 0)");
            assertThatThrownBy(() -> matrix.write(0, 0, source, 1, 2, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a 2 x 3 matrix does not have 2 entries from (1, 2)");
        }
    }

    @Test
    void startsWithZerosAndMayBeEmpty() {
        try (NativeMatrix matrix = new NativeMatrix(300, 200);
                NativeMatrix empty = new NativeMatrix(0, 4)) {
            assertThat(matrix.toArray()).hasSize(60_000).containsOnly(0);
            assertThat(empty.size()).isZero();
            assertThat(empty.toArray()).isEmpty();
        }
    }

    /** Native memory has no guard of its own: what is outside must not be touched. */
    @Test
    void refusesWhatItDoesNotHave() {
        try (NativeMatrix matrix = new NativeMatrix(2, 3)) {
            double[] array = new double[4];
            assertThatThrownBy(() -> matrix.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> matrix.set(0, 3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> matrix.get(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> matrix.read(1, 1, array, 0, 4))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a 2 x 3 matrix does not have 4 entries from (1, 1)");
            assertThatThrownBy(() -> matrix.write(0, 0, array, 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> matrix.leading(2, 4))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a 2 x 3 matrix has no leading block of 2 x 4");
        }
        assertThatThrownBy(() -> new NativeMatrix(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NativeMatrix.of(2, 2, 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 x 2 entries are needed, not 3");
    }

    /** An address of 0 in BLAS would end the virtual machine. */
    @Test
    void refusesEverythingOnceClosed() {
        NativeMatrix matrix = new NativeMatrix(2, 2);
        matrix.close();
        matrix.close();
        assertThatThrownBy(() -> matrix.get(0, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(matrix::toArray).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(matrix::zero).isInstanceOf(IllegalStateException.class);
        try (NativeMatrix other = new NativeMatrix(2, 2)) {
            assertThatThrownBy(() -> Blas.addOuterProduct(2, 2, other, matrix))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the 2 x 2 matrix was closed");
        }
    }

    /** 46341 squared is beyond an int. */
    @Test
    void countsEntriesBeyondTheRangeOfAnInt() {
        try (NativeMatrix row = new NativeMatrix(0, 46_341)) {
            assertThat(row.size()).isZero();
        }
        assertThatThrownBy(() -> NativeMatrix.of(46_341, 46_341))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> NativeMatrix.of(65_536, 65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
