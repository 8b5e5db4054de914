package org.potsweep.test.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** The rate of OpenBLAS's matrix product on one core, in a process of its own: what other rates are judged by. */
final class Dgemm {
    private static final int N = 600;

    private final DoublePointer a = new DoublePointer(N * N);
    private final DoublePointer b = new DoublePointer(N * N);
    private final DoublePointer c = new DoublePointer(N * N);

    private Dgemm() {
        openblas.blas_set_num_threads(1);
        for (int i = 0; i < N * N; i++) {
            a.put(i, Math.sin(i));
            b.put(i, Math.cos(i));
        }
    }

    /** c = a b, square matrices. */
    private void multiply() {
        openblas.cblas_dgemm(102, 111, 111, N, N, N, 1, a, N, b, N, 0, c, N);
    }

    /**
     * What a process measured.
     *
     * @param kernels as OpenBLAS names them
     */
    record Rate(String kernels, double gigaflops) {
        Rate best(Rate other) {
            return other.gigaflops > gigaflops ? other : this;
        }
    }

    /** The best rate of a second in a process of its own, with the kernels that OpenBLAS takes there. */
    static Rate inOwnProcess(Map<String, String> environment) {
        String java = ProcessHandle.current().info().command().orElse("java");
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Dgemm.class.getName());
        builder.environment().putAll(environment);
        builder.environment().put("OPENBLAS_VERBOSE", "2"); // prints "Core: ..."
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher =
                    Pattern.compile("Core: (\\S+)[\\s\\S]*GFlop/s: (\\S+)").matcher(output);
            if (!matcher.find()) {
                throw new IllegalStateException("dgemm could not be measured: " + output);
            }
            return new Rate(matcher.group(1), Double.parseDouble(matcher.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the best rate of a second. */
    public static void main(String[] arguments) {
        Dgemm dgemm = new Dgemm();
        double best = 0;
        long end = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            dgemm.multiply();
            best = Math.max(best, 2.0 * N * N * N / (System.nanoTime() - start));
        }
        System.out.println("GFlop/s: " + best);
    }
}
