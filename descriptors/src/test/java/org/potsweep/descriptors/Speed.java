package org.potsweep.descriptors;

import java.util.Locale;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Atoms a second of one core, beside OpenBLAS's dgemm rate in the same run.
 *
 * <pre>mvn -q -pl descriptors test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * OPENBLAS_CORETYPE=SkylakeX java -cp descriptors/target/classes:descriptors/target/test-classes:$(cat descriptors/target/classpath) \
 *   org.potsweep.descriptors.Speed [cells along an edge = 3] [seconds a case = 1] [2Jmax, 0 for all] [quadratic]</pre>
 */
final class Speed {
    private Speed() {}

    public static void main(String[] arguments) {
        int cells = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        int only = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        AtomicConfiguration configuration = Structures.bodyCentred(cells, Math.cbrt(16), 0.25, 1);
        System.out.printf(Locale.ROOT, "%d atoms, dgemm %.1f GFlop/s%n", configuration.natoms(), dgemm());
        for (boolean quadratic : arguments.length > 3
                ? new boolean[] {Boolean.parseBoolean(arguments[3])}
                : new boolean[] {false, true}) {
            for (int twojmax = 2; twojmax <= 10; twojmax += 2) {
                if (only == 0 || only == twojmax) {
                    measure(configuration, Structures.beryllium(twojmax, quadratic), seconds);
                }
            }
        }
        System.out.printf(Locale.ROOT, "dgemm %.1f GFlop/s%n", dgemm());
    }

    private static void measure(AtomicConfiguration configuration, SnapParameters parameters, double seconds) {
        SnapRows rows = new SnapRows(parameters);
        int p = rows.columns().count();
        double[] out = new double[(1 + 3 * configuration.natoms()) * p];
        double best = Double.POSITIVE_INFINITY;
        long until = System.nanoTime() + (long) (seconds * 1e9);
        int count = 0;
        while (System.nanoTime() < until || count < 3) {
            long start = System.nanoTime();
            rows.rows(configuration, out, 0, p);
            best = Math.min(best, (System.nanoTime() - start) * 1e-9);
            count++;
        }
        int n = configuration.natoms();
        System.out.printf(
                Locale.ROOT,
                "2Jmax %2d %-9s best %8.0f atoms/s, %7.1f us an atom%n",
                parameters.twojmax(),
                parameters.quadraticflag() ? "quadratic" : "linear",
                n / best,
                best / n * 1e6);
    }

    private static double dgemm() {
        openblas.blas_set_num_threads(1);
        int n = 600;
        double best = 0;
        try (DoublePointer a = new DoublePointer(n * n);
                DoublePointer b = new DoublePointer(n * n);
                DoublePointer c = new DoublePointer(n * n)) {
            for (int i = 0; i < n * n; i++) {
                a.put(i, Math.sin(i));
                b.put(i, Math.cos(i));
            }
            for (int r = 0; r < 20; r++) {
                long start = System.nanoTime();
                openblas.cblas_dgemm(102, 111, 111, n, n, n, 1, a, n, b, n, 0, c, n);
                best = Math.max(best, 2.0 * n * n * n / (System.nanoTime() - start));
            }
        }
        return best;
    }
}
