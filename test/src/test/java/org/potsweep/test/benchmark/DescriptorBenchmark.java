package org.potsweep.test.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;

/**
 * Energy and force rows of body-centred beryllium: atoms a second on one core, the operations a second that this means
 * ({@link RowFlops}), and how many times LAMMPS's rate it is.
 *
 * <pre>mvn -q -pl test -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * OPENBLAS_CORETYPE=SkylakeX java -cp test/target/test-classes:$(cat test/target/classpath) \
 *     org.potsweep.test.benchmark.DescriptorBenchmark [JMH's options, such as -p twojmax=6,8 -p atoms=54]</pre>
 *
 * <p>OpenBLAS takes the kernels that {@code OPENBLAS_CORETYPE} names, or chooses; the table says which these are.
 * {@code SkylakeX} (AVX-512) is what the launcher sets where the processor has it; {@code Haswell} (AVX2) is what OpenBLAS
 * chooses on processors that it does not know: run it once with each. LAMMPS's rates are those of a core on which dgemm
 * with the AVX2 kernels reached 60 GFlop/s, and are scaled by the rate of these kernels here, whichever the rows use: it
 * is measured before and after by a process of its own. Rates are those of the fastest call, of dgemm as of rows, since
 * other processes can only slow a call down; the median tells how busy the machine was.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class DescriptorBenchmark {
    private static final double RCUTFAC = 4.812302818;
    private static final Map<String, String> AVX2 = Map.of("OPENBLAS_CORETYPE", "Haswell");
    private static final double LAMMPS_DGEMM = 60;

    /** Atoms a second of LAMMPS (29 Sep 2021, compute snap, -O3 -march=native, a quiet core), 54 atoms. */
    private static final Map<String, Map<Integer, Integer>> LAMMPS = Map.of(
            "false", Map.of(4, 10900, 6, 4860, 8, 2170, 10, 975),
            "true", Map.of(4, 3960, 6, 990, 8, 315, 10, 112));

    @Param({"2", "4", "6", "8", "10"})
    private int twojmax;

    @Param({"false", "true"})
    private boolean quadratic;

    @Param({"16", "54", "250"})
    private int atoms;

    private AtomicConfiguration configuration;
    private SnapRows calculator;
    private double[] out;

    @Setup
    public void prepare() {
        configuration = Crystal.of(atoms);
        calculator = new SnapRows(beryllium(twojmax, quadratic));
        out = new double[(1 + 3 * atoms) * calculator.columns().count()];
    }

    @TearDown
    public void free() {
        calculator.close();
    }

    private static SnapParameters beryllium(int twojmax, boolean quadratic) {
        List<SnapParameters.Element> elements = List.of(new SnapParameters.Element("Be", 0.5, 1));
        return new SnapParameters(twojmax, RCUTFAC, 0.99363, 0, elements, true, true, false, quadratic);
    }

    @Benchmark
    public double rows() {
        calculator.rows(configuration, out, 0, calculator.columns().count());
        return out[out.length - 1];
    }

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Dgemm.Rate before = Dgemm.inOwnProcess(AVX2);
        Collection<RunResult> dgemm = run(arguments, Dgemm.class);
        Collection<RunResult> rows = run(arguments, DescriptorBenchmark.class);
        Dgemm.Rate after = Dgemm.inOwnProcess(AVX2);

        double avx2 = Math.max(before.gigaflops(), after.gigaflops());
        System.out.printf(Locale.ROOT, "%ndgemm, kernels %s: %.1f GFlop/s%n", before.kernels(), avx2);
        String kernels = Dgemm.inOwnProcess(Map.of()).kernels();
        for (RunResult result : dgemm) {
            double rate = gigaflops(Dgemm.flops(), statistics(result).getMin());
            System.out.printf(Locale.ROOT, "dgemm, kernels %s, which the rows use: %.1f GFlop/s%n", kernels, rate);
        }
        System.out.println("rows       2Jmax  atoms  us/atom   median  atoms/s  GFlop/s  times LAMMPS");
        rows.forEach(result -> print(result, avx2));
    }

    private static Collection<RunResult> run(String[] arguments, Class<?> benchmark)
            throws RunnerException, CommandLineOptionException {
        return new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(Pattern.quote(benchmark.getName() + "."))
                        .build())
                .run();
    }

    private static Statistics statistics(RunResult result) {
        return result.getPrimaryResult().getStatistics();
    }

    private static void print(RunResult result, double avx2) {
        double micros = statistics(result).getMin();
        int twojmax = Integer.parseInt(result.getParams().getParam("twojmax"));
        int atoms = Integer.parseInt(result.getParams().getParam("atoms"));
        String quadratic = result.getParams().getParam("quadratic");
        double flops = new RowFlops(twojmax)
                .of(Crystal.neighbours(Crystal.of(atoms), RCUTFAC), Boolean.parseBoolean(quadratic));
        double rate = atoms / micros * 1e6;
        Integer lammps = atoms == 54 ? LAMMPS.get(quadratic).get(twojmax) : null;
        System.out.printf(
                Locale.ROOT,
                "%-9s  %5d  %5d  %7.1f  %7.1f  %7.0f  %7.1f  %s%n",
                Boolean.parseBoolean(quadratic) ? "quadratic" : "linear",
                twojmax,
                atoms,
                micros / atoms,
                statistics(result).getPercentile(50) / atoms,
                rate,
                gigaflops(flops, micros),
                lammps == null ? "" : String.format(Locale.ROOT, "%12.1f", rate / (lammps * avx2 / LAMMPS_DGEMM)));
    }

    private static double gigaflops(double flops, double micros) {
        return flops / micros / 1000;
    }
}
