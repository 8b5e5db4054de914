package org.potsweep.test.benchmark;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapPotential;
import org.potsweep.descriptors.SnapRows;

/**
 * Body-centred beryllium on one core: energy and force rows, and the energy, forces and stress of a model. Prints atoms a
 * second, the operations a second that this means ({@link DescriptorFlops}), and how many times LAMMPS's rate it is.
 *
 * <pre>mvn -q -pl test -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * OPENBLAS_CORETYPE=SkylakeX java -cp test/target/test-classes:$(cat test/target/classpath) \
 *     org.potsweep.test.benchmark.DescriptorBenchmark</pre>
 *
 * <p>That is 54 atoms, in two minutes. {@code -p atoms=16,54,250} behind it is the whole grid, in six; {@code together=16}
 * computes the rows of so many copies in one call, which pays for small cells ({@code -p atoms=2,16 -p together=1,16}).
 * All options of JMH can be given, such as {@code -p twojmax=6,8}.
 *
 * <p>OpenBLAS takes the kernels that {@code OPENBLAS_CORETYPE} names, or chooses; the table says which these are.
 * {@code SkylakeX} (AVX-512) is what the launcher sets where the processor has it; {@code Haswell} (AVX2) is what OpenBLAS
 * chooses on processors that it does not know: run it once with each. LAMMPS's rates are those of a core on which dgemm
 * with the AVX2 kernels reached 60 GFlop/s, and are scaled by the rate of these kernels here, whichever the rows use.
 * dgemm is measured before and after, by processes of its own. Rates are those of the fastest call, of dgemm as of rows,
 * since other processes can only slow a call down; the median tells how busy the machine was.
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
    private static final Map<Boolean, Map<Integer, Integer>> LAMMPS = Map.of(
            false, Map.of(4, 10900, 6, 4860, 8, 2170, 10, 975),
            true, Map.of(4, 3960, 6, 990, 8, 315, 10, 112));

    @Param({"2", "4", "6", "8", "10"})
    private int twojmax;

    @Param({"false", "true"})
    private boolean quadratic;

    @Param("54")
    private int atoms;

    @Param("1")
    private int together;

    private List<AtomicConfiguration> configurations;
    private SnapRows calculator;
    private SnapPotential potential;
    private double[] out;

    @Setup
    public void prepare() {
        SnapParameters parameters = beryllium(twojmax, quadratic);
        configurations = Collections.nCopies(together, Crystal.of(atoms));
        calculator = new SnapRows(parameters);
        int columns = calculator.columns().count();
        out = new double[Math.multiplyExact(together * (1 + 3 * atoms), columns)];
        double[] coefficients = new Random(1).doubles(1 + columns, -1e-3, 1e-3).toArray();
        potential = new SnapPotential(new SnapModel(parameters, coefficients), ReferencePotential.NONE);
    }

    @TearDown
    public void free() {
        calculator.close();
        potential.close();
    }

    private static SnapParameters beryllium(int twojmax, boolean quadratic) {
        List<SnapParameters.Element> elements = List.of(new SnapParameters.Element("Be", 0.5, 1));
        return new SnapParameters(twojmax, RCUTFAC, 0.99363, 0, elements, true, true, false, quadratic);
    }

    @Benchmark
    public double rows() {
        calculator.rows(configurations, out, 0, calculator.columns().count());
        return out[out.length - 1];
    }

    @Benchmark
    public double evaluation() {
        double energy = 0;
        for (AtomicConfiguration configuration : configurations) {
            energy += potential.evaluate(configuration).energyEv();
        }
        return energy;
    }

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Dgemm.Rate avx2 = Dgemm.inOwnProcess(AVX2);
        Dgemm.Rate here = Dgemm.inOwnProcess(Map.of());
        Collection<RunResult> results = run(arguments);
        avx2 = avx2.best(Dgemm.inOwnProcess(AVX2));
        here = here.best(Dgemm.inOwnProcess(Map.of()));

        System.out.printf(Locale.ROOT, "%ndgemm, kernels %s: %.1f GFlop/s%n", avx2.kernels(), avx2.gigaflops());
        System.out.printf(
                Locale.ROOT, "dgemm, kernels %s, in use here: %.1f GFlop/s%n", here.kernels(), here.gigaflops());
        System.out.println("                      2Jmax  atoms  us/atom   median  atoms/s  GFlop/s  times LAMMPS");
        for (RunResult result : results) {
            print(result, avx2.gigaflops());
        }
    }

    private static Collection<RunResult> run(String[] arguments) throws RunnerException, CommandLineOptionException {
        return new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(Pattern.quote(DescriptorBenchmark.class.getName() + "."))
                        .build())
                .run();
    }

    private static void print(RunResult result, double avx2) {
        boolean rows = result.getPrimaryResult().getLabel().equals("rows");
        boolean quadratic = Boolean.parseBoolean(result.getParams().getParam("quadratic"));
        int twojmax = Integer.parseInt(result.getParams().getParam("twojmax"));
        int size = Integer.parseInt(result.getParams().getParam("atoms"));
        int together = Integer.parseInt(result.getParams().getParam("together"));
        List<Crystal.Neighbours> neighbours = Crystal.neighbours(Crystal.of(size), RCUTFAC);
        DescriptorFlops count = new DescriptorFlops(twojmax);
        double flops = (rows ? count.rows(neighbours, quadratic) : count.evaluation(neighbours, quadratic)) / size;
        Statistics statistics = result.getPrimaryResult().getStatistics();
        double micros = statistics.getMin() / size / together;
        Integer lammps = rows && size == 54 ? LAMMPS.get(quadratic).get(twojmax) : null;
        System.out.printf(
                Locale.ROOT,
                "%-10s %-9s  %5d  %5s  %7.1f  %7.1f  %7.0f  %7.1f  %s%n",
                rows ? "rows" : "evaluation",
                quadratic ? "quadratic" : "linear",
                twojmax,
                together > 1 ? together + "x" + size : size,
                micros,
                statistics.getPercentile(50) / size / together,
                1e6 / micros,
                flops / micros / 1000,
                lammps == null ? "" : "%12.1f".formatted(1e6 / micros / (lammps * avx2 / LAMMPS_DGEMM)));
    }
}
