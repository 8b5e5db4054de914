package org.potsweep.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators H D H with a diagonal D and the reflection H = 1 - 2 v v^T: column i of H is the eigenvector of D's i-th. */
class LargestEigenpairsTest {
    /** A spectrum, and the limit. */
    record Case(String name, double[] values, double limit) {
        @Override
        public String toString() {
            return name;
        }

        double[] v() {
            double[] v = Dense.gaussian(new Random(3), 1, values.length)[0];
            double norm = Dense.norm(v);
            return Arrays.stream(v).map(x -> x / norm).toArray();
        }

        void apply(NativeMatrix x) {
            double[] v = v();
            double[] column = new double[values.length];
            for (int j = 0; j < x.columns(); j++) {
                x.read(0, j, column, 0, column.length);
                reflect(v, column);
                for (int i = 0; i < column.length; i++) {
                    column[i] *= values[i];
                }
                reflect(v, column);
                x.write(0, j, column, 0, column.length);
            }
        }

        double[] eigenvector(int i) {
            double[] unit = new double[values.length];
            unit[i] = 1;
            reflect(v(), unit);
            return unit;
        }

        private static void reflect(double[] v, double[] x) {
            double product = 2 * Dense.dot(v, x);
            for (int i = 0; i < x.length; i++) {
                x[i] -= product * v[i];
            }
        }
    }

    private static double[] decades(int order, double decades) {
        return IntStream.range(0, order)
                .mapToDouble(i -> Math.pow(10, -decades * i / order))
                .toArray();
    }

    static Stream<Case> cases() {
        double[] equal = new double[300];
        Arrays.fill(equal, 0, 50, 2);
        Arrays.fill(equal, 50, 300, 0.5);
        double[] someEqual = decades(600, 6);
        Arrays.fill(someEqual, 0, 50, 2);
        return Stream.of(
                new Case("one value", new double[] {3}, 1),
                new Case("one value, below the limit", new double[] {3}, 4),
                new Case("small, without a gap", decades(40, 10), 1.1e-4),
                new Case("small, all above", decades(40, 3), 1e-5),
                new Case("large, without a gap", decades(700, 14), 0.5 * (1e-2 + Math.pow(10, -2 - 14 / 700.0))),
                new Case("large, many above the limit", decades(300, 6), 1.01e-5),
                new Case("large, all above", decades(300, 3), 1e-9),
                new Case("large, none above", decades(300, 12), 1.5),
                new Case("large, the largest one only", decades(300, 0.1), Double.POSITIVE_INFINITY),
                new Case("more equal ones than a block", equal, 1),
                new Case("more equal ones than a block, and others", someEqual, 1.5));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatIsAboveAndTheNext(Case example) {
        double[] values = example.values();
        int above = (int)
                Arrays.stream(values).filter(value -> value >= example.limit()).count();
        try (LargestEigenpairs pairs = LargestEigenpairs.of(values.length, example.limit(), example::apply)) {
            assertThat(pairs.above()).isEqualTo(above);
            double next = above < values.length ? values[above] : 0;
            assertThat(pairs.next()).isCloseTo(next, within(1e-6 * next));
            assertThat(pairs.vectors().columns()).isEqualTo(above);
            // The space of the vectors is that of the eigenvectors: (1 - Z Z^T) v = 0, and Z^T v = 0 for the others.
            for (int i = 0; i < values.length; i += Math.max(1, values.length / 40)) {
                double[] projection = projection(pairs.vectors(), example.eigenvector(i));
                double expected = i < above ? 1 : 0;
                assertThat(Dense.norm(projection)).isCloseTo(expected, within(1e-5));
            }
        }
    }

    private static double[] projection(NativeMatrix z, double[] v) {
        double[] column = new double[v.length];
        double[] products = new double[z.columns()];
        for (int j = 0; j < products.length; j++) {
            z.read(0, j, column, 0, column.length);
            products[j] = Dense.dot(column, v);
        }
        return products;
    }

    @Test
    void hasTheSameBitsAgain() {
        Case example = new Case("", decades(300, 12), 1e-3);
        double[] first = vectors(example);
        assertThat(vectors(example)).containsExactly(first);
    }

    private static double[] vectors(Case example) {
        try (LargestEigenpairs pairs = LargestEigenpairs.of(example.values().length, example.limit(), example::apply)) {
            return pairs.vectors().toArray();
        }
    }

    @Test
    void refusesWhatIsNotFiniteAndGivesItsMemoryBack() {
        for (int order : new int[] {20, 300}) {
            long before = Pointer.totalBytes();
            double[] values = decades(order, 3);
            values[7] = Double.POSITIVE_INFINITY;
            Case example = new Case("", values, 1);
            assertThatThrownBy(() -> LargestEigenpairs.of(order, 1, example::apply))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
        }
    }
}
