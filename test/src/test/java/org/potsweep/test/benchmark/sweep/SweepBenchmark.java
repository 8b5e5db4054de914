package org.potsweep.test.benchmark.sweep;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.settings.SweepSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Sweeps synthetic data ({@link SyntheticData}) and prints what that took, beside OpenBLAS's own speed and two peers on
 * the same rows ({@link SvdPeer}, {@link MllibPeer}), all in one process.
 *
 * <pre>mvn -q -pl test -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * SPARK_LOCAL_IP=127.0.0.1 OPENBLAS_CORETYPE=SkylakeX MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 \
 *     MALLOC_TRIM_THRESHOLD_=2147483647 GLIBC_TUNABLES=glibc.malloc.hugetlb=1 java @deploy/jvm.options \
 *     @deploy/launcher.options \
 *     -cp test/target/test-classes:$(cat test/target/classpath) \
 *     org.potsweep.test.benchmark.sweep.SweepBenchmark tenth</pre>
 *
 * <p>The environment and the options are those that the launcher sets where the processor has AVX-512. In place of
 * {@code tenth} stands one of
 * <ul>
 *   <li>{@code against-svd}: the sweep against one SVD a cell, at 100, 200 and 500 structures;
 *   <li>{@code against-mllib}: the Gram product against MLlib's;
 *   <li>{@code scaling}: in structures, levels, weights, 2Jmax and cores, at 2Jmax 8;
 *   <li>{@code two-species}: 8,554 columns;
 *   <li>{@code study}: the beryllium study's design, 20,000 structures; {@code tenth}: a tenth of it;
 *   <li>{@code orderings}: 150 orderings at 2Jmax 6;
 * </ul>
 * or nothing, with a design given by the options. {@code --shrink 20} tries a preset on a twentieth of its structures.
 * A small sweep runs first, so that Java has compiled some of what is measured; with {@code --repeat 3} the later runs
 * are those of a process that has been at it for a while: everything is compiled, and the system has handed out the
 * memory. What one core takes is measured by {@code taskset
 * -c 0 java ... scaling --only one-core}: otherwise Java's compiler and garbage collector use the others.
 */
@Command(
        name = "SweepBenchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Times sweeps of synthetic data, beside OpenBLAS and two peers.")
public final class SweepBenchmark implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "PRESET", description = "An experiment; without, the options say it.")
    private String preset;

    @Option(names = "--configurations", description = "Structures; half are for training. Default: ${DEFAULT-VALUE}.")
    private int configurations = 200;

    @Option(names = "--atoms", description = "Atoms of a structure. Default: ${DEFAULT-VALUE}.")
    private int atoms = 54;

    @Option(names = "--species", split = ",", description = "Default: ${DEFAULT-VALUE}.")
    private List<String> species = List.of("Be");

    @Option(names = "--seed", description = "Of the data. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--hidden-twojmax",
            description = "2Jmax of the model behind the labels. Default: ${DEFAULT-VALUE}.")
    private int hidden = 6;

    @Option(names = "--levels", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int levels = 6;

    @Option(names = "--twojmax", split = ",", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> twojmax = List.of(4, 6);

    @Option(names = "--sizes", split = ",", description = "Sizes of subsets. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes = List.of(20, 50, 100);

    @Option(names = "--eweights", split = ",", description = "Energy weights. Default: ${DEFAULT-VALUE}.")
    private List<Double> eweights = List.of(5.0, 12.25, 150.0);

    @Option(names = "--strategies", split = ",", description = "Default: ${DEFAULT-VALUE}.")
    private List<String> strategies = List.of("random");

    @Option(names = "--replicates", description = "Orderings of each strategy. Default: ${DEFAULT-VALUE}.")
    private int replicates = 1;

    @Option(names = "--master", description = "Spark's: local[1], local[2] ... Also for a preset.")
    private String master;

    @Option(names = "-D", description = "A setting of the sweep, key=value. Also for a preset. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--svd", description = "Runs the SVDs beside the sweep.")
    private boolean svd;

    @Option(
            names = "--svd-sample",
            description = "Cells of each (size, 2Jmax) that are timed; 0: all. Default: ${DEFAULT-VALUE}.")
    private int svdSample = 2;

    @Option(names = "--mllib", description = "Runs MLlib's Gram product beside the sweep.")
    private boolean mllib;

    @Option(names = "--only", description = "Of a preset's sweeps those whose name matches. Default: all.")
    private Pattern only = Pattern.compile(".*");

    @Option(names = "--shrink", description = "Divides the numbers of structures. Default: ${DEFAULT-VALUE}.")
    private int shrink = 1;

    @Option(
            names = "--repeat",
            description = "Runs of each sweep in this process; peers stand beside the last. Default: ${DEFAULT-VALUE}.")
    private int repeat = 1;

    @Option(names = "--product-stages", description = "Stages of rows and products. Default: ${DEFAULT-VALUE}.")
    private Pattern productStages = Pattern.compile(".*products.*|leverage scores");

    @Option(names = "--solve-stages", description = "Stages of solves and errors. Default: ${DEFAULT-VALUE}.")
    private Pattern solveStages = Pattern.compile("solves.*|refinement|.*errors");

    @Option(names = "--work", description = "Folder for data, kept, and runs, deleted. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target/sweep-benchmark");

    /** The stage of the tables of single residuals. */
    private static final Pattern RESIDUALS = Pattern.compile("residuals");

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        // As Sessions does, but data are made before there is a session.
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        System.exit(new CommandLine(new SweepBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Presets.Experiment experiment = experiment();
        run(Presets.base("warm-up", 40, List.of(2, 4), List.of(10, 20)), false, false);
        for (Design design : experiment.designs()) {
            Design asked = design.shrunk(shrink).withSettings(settings);
            if (only.matcher(design.name()).matches()) {
                run(master == null ? asked : asked.withMaster(master), experiment.svd(), experiment.mllib());
            }
        }
        return 0;
    }

    private Presets.Experiment experiment() {
        if (preset == null) {
            Design design = new Design(
                    "sweep",
                    new SyntheticData(seed, configurations, atoms, species, levels, hidden),
                    twojmax,
                    sizes,
                    eweights,
                    strategies,
                    replicates,
                    "local[2]",
                    Map.of());
            return new Presets.Experiment(List.of(design), svd, mllib);
        }
        return Presets.named(preset)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        command.commandLine(),
                        "no preset is called " + preset + "; there are " + String.join(", ", Presets.NAMES)));
    }

    private void run(Design design, boolean besideSvd, boolean besideMllib) throws IOException {
        SweepSettings sweep = design.write(data(design.data()));
        Path runFolder = Files.createTempDirectory(folder, "run-");
        try {
            SweepRun last = sweeps(design, sweep, runFolder);
            if (besideSvd || besideMllib) {
                peers(design, sweep, last, besideSvd, besideMllib);
            }
        } finally {
            delete(runFolder);
        }
    }

    /** Runs a sweep as often as asked for in one session; returns the last run. */
    private SweepRun sweeps(Design design, SweepSettings sweep, Path runFolder) throws IOException {
        boolean warmUp = design.name().equals("warm-up");
        SweepRun run = null;
        try (SparkSession session = SweepRun.session(design)) {
            for (int i = 1; i <= (warmUp ? 1 : repeat); i++) {
                Report report = warmUp ? null : new Report(design, out, productStages, solveStages);
                run = SweepRun.in(session, sweep, runFolder.resolve("out-" + i));
                if (report != null) {
                    out.println(heading(design) + (repeat == 1 ? "" : "; run " + i));
                    report.print(run);
                }
            }
        }
        return run;
    }

    private static String heading(Design design) {
        SyntheticData data = design.data();
        return String.format(
                Locale.ROOT,
                "%n%s: %d structures of %d atoms (%s), %d levels; 2Jmax %s; sizes %s; weights %s; %s x %d; %s",
                design.name(),
                data.configurations(),
                data.atoms(),
                String.join(" ", data.species()),
                data.levels(),
                design.twojmax(),
                design.sizes(),
                design.eweights(),
                design.strategies(),
                design.replicates(),
                design.master());
    }

    /** The folder of the data, which are written if they are not there yet. */
    private Path data(SyntheticData data) throws IOException {
        Path place = folder.resolve(String.format(
                Locale.ROOT,
                "data-%d-%dx%d-%s-%d-%d",
                data.seed(),
                data.configurations(),
                data.atoms(),
                String.join("", data.species()),
                data.levels(),
                data.twojmax()));
        if (!Files.exists(place.resolve("complete"))) {
            long start = System.nanoTime();
            data.write(place);
            Files.writeString(place.resolve("complete"), "");
            out.printf(Locale.ROOT, "wrote %s in %.1f s%n", place, (System.nanoTime() - start) * 1e-9);
        }
        return place;
    }

    private void peers(Design design, SweepSettings sweep, SweepRun run, boolean besideSvd, boolean besideMllib) {
        SweepInput input = SweepInput.read(sweep);
        SnapParameters snap = sweep.descriptor().snap();
        List<LabelledConfiguration> all = input.dataset().configurations();
        RowStore rows = RowStore.of(snap, all, design.data().levels(), design.threads());
        out.printf(
                Locale.ROOT,
                "  peers: rows of all structures in %.2f s on %d threads%n",
                rows.seconds(),
                design.threads());
        List<AtomicConfiguration> train = Arrays.stream(input.split().train())
                .mapToObj(c -> all.get(c).configuration())
                .toList();
        if (besideSvd) {
            out.println("  one SVD a cell:");
            List<String> ids = train.stream().map(AtomicConfiguration::id).toList();
            double seconds = new SvdPeer(design, run, rows, ids, svdSample, out).seconds();
            double withRows = seconds + rows.seconds();
            double total = run.footprint().seconds();
            double untabled = total - run.seconds(RESIDUALS);
            double alike = run.seconds(productStages) + run.seconds(solveStages);
            out.printf(
                    Locale.ROOT,
                    "  SVDs %.1f s, with rows %.1f s; the sweep of %.1f s is %.1f times as fast; without the tables of"
                            + " single residuals, which SVDs do not give, %.1f times (%.1f s); what of it does as much as"
                            + " they do, from rows to errors, %.1f times (%.1f s)%n",
                    seconds,
                    withRows,
                    total,
                    withRows / total,
                    withRows / untabled,
                    untabled,
                    withRows / alike,
                    alike);
        }
        if (besideMllib) {
            MllibPeer.compare(design, snap, train, rows, out);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
