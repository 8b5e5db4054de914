package org.potsweep.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.SelectJob;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.UnlabelledStructures;
import org.potsweep.jobs.design.Exclusion;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SelectionSettings;
import org.potsweep.jobs.settings.SettingsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "select",
        description = {
            "Chooses structures to label by their descriptors alone, and writes them as extended XYZ, ready for DFT.",
            "",
            "DIR/selected.xyz has the chosen structures in their order; DIR/orderings is a Parquet table with the rank and"
                    + " score of every structure, so that a larger choice begins with a smaller one."
        })
final class SelectCommand implements Callable<Integer> {
    @ParentCommand
    private PotsweepCommand potsweep;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DATA",
            description = "Structures in extended XYZ, also .gz; they need no labels.")
    private List<Path> data;

    @Option(
            names = "--conf",
            paramLabel = "CONF",
            required = true,
            description = "Settings with a section descriptor, a HOCON file.")
    private Path conf;

    @Option(names = "--size", paramLabel = "N", required = true, description = "How many structures to choose.")
    private int size;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            required = true,
            converter = RankingStrategy.class,
            description = "leverage: drawn with probabilities proportional to the leverage score of the energy row;"
                    + " block-leverage: to the sum of the scores of all rows; random: all alike.")
    private Strategy strategy;

    @Option(
            names = "--basis",
            paramLabel = "ROWS",
            description =
                    "The rows that scores are relative to: energy (the default of leverage) or all, energy rows times"
                            + " the setting sampling.leverage.eweight (that of block-leverage).")
    private Basis basis;

    @Option(names = "--twojmax", paramLabel = "2J", description = "In place of the largest twojmax of the settings.")
    private Integer twojmax;

    @Option(
            names = "--largest-first",
            description =
                    "Takes the structures of the largest scores instead of drawing: no chance, but structures that are"
                            + " alike are taken together.")
    private boolean largestFirst;

    @Option(names = "--seed", paramLabel = "SEED", description = "In place of the setting sampling.seed.")
    private Long seed;

    @Option(
            names = "--replicate",
            paramLabel = "R",
            defaultValue = "1",
            description = "Which of the orderings with that seed, from 1 (the default).")
    private int replicate;

    @Option(
            names = "--exclude",
            paramLabel = "FILE",
            description =
                    "Structures to leave out, of the scores too: ids, one a line, or extended XYZ whose frames carry"
                            + " ids (.xyz, .extxyz, also .gz).")
    private Path exclude;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder, new or empty.")
    private String out;

    @Mixin
    private OverrideOptions overrides;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        check();
        SelectionSettings settings = SettingsReader.readSelection(conf, overrides.values());
        boolean named = exclude != null && Exclusion.isOfFrames(exclude);
        List<LabelledConfiguration> all = UnlabelledStructures.read(
                data, settings.idKey(), settings.groupKey(), settings.minimumDistanceAngstrom(), named);
        List<LabelledConfiguration> structures =
                exclude == null ? all : Exclusion.without(all, exclude, settings.idKey());
        SelectJob.Request request = new SelectJob.Request(
                size,
                strategy,
                basis == null ? (strategy == Strategy.BLOCK_LEVERAGE ? Basis.ALL : Basis.ENERGY) : basis,
                twojmax == null ? OptionalInt.empty() : OptionalInt.of(twojmax),
                largestFirst,
                seed == null ? settings.seed() : seed,
                replicate);
        SelectJob job = new SelectJob(structures, settings, request, out);
        potsweep.log().start();
        SelectJob.Selected selected;
        try (SparkSession session = spark.open();
                Progress progress = Progress.on(System.err)) {
            session.sparkContext().addSparkListener(progress);
            progress.begin("select");
            selected = job.execute(session);
        }
        new SelectionText(request, selected, all.size(), structures.size(), out)
                .lines()
                .forEach(System.out::println);
        return 0;
    }

    /** Of the strategies of sweeps those that rank structures. */
    private static final class RankingStrategy implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String word) {
            List<Strategy> ranking = List.of(Strategy.RANDOM, Strategy.LEVERAGE, Strategy.BLOCK_LEVERAGE);
            return ranking.stream()
                    .filter(strategy -> strategy.label().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "it is one of random, leverage, block-leverage, not '" + word + "'"));
        }
    }

    private void check() {
        require(size >= 1, "--size: at least one structure, not " + size);
        require(replicate >= 1, "--replicate: replicates count from 1, not " + replicate);
        require(
                strategy != Strategy.BLOCK_LEVERAGE || basis != Basis.ENERGY,
                "--basis energy: block-leverage sums the scores of all rows, so that its basis is all of them");
        if (strategy == Strategy.RANDOM) {
            require(basis == null, "--basis is of scores, which the strategy random has not");
            require(!largestFirst, "--largest-first is of scores, which the strategy random has not");
        }
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
