package org.potsweep.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.PublishedRun;
import org.potsweep.jobs.RunLevels;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.levels.LevelComparison;
import org.potsweep.jobs.levels.LevelData;
import org.potsweep.jobs.levels.LevelThresholds;
import org.potsweep.jobs.levels.PrecisionCoordinate;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.storage.LevelTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "levels",
        description = {
            "Compares the levels of convergence with each other, before any fit: errors against the reference level, and"
                    + " the level that they advise.",
            "",
            "The threshold of an error is the finest setting at which it departs from its value at the finest one by half"
                    + " of its mean absolute deviation over all settings (Bayerl et al., Digital Discovery 2022, 1, 61)."
        })
final class LevelsCommand implements Callable<Integer> {
    /** How the comparison is printed. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @ParentCommand
    private PotsweepCommand potsweep;

    @Parameters(
            index = "0",
            paramLabel = "CONF-or-RUN",
            description = "Settings of which only the section dataset is read, or a run's folder.")
    private String place;

    @Option(
            names = "--reference",
            paramLabel = "LEVEL",
            description = "The level to compare with, in place of the settings' reference-level.")
    private String reference;

    @Option(
            names = "--bulk",
            paramLabel = "CONFIG_ID",
            description = "The structure that shifts energies; by default the one of lowest energy an atom.")
    private String bulk;

    @Option(
            names = "--coordinate",
            paramLabel = "SETTING",
            description = "The setting that thresholds are sought in: kspacing (the default where levels declare it) or"
                    + " encut.")
    private PrecisionCoordinate coordinate;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "smallest",
            description = "How thresholds of groups become one: the smallest (finest; the default), the most frequent"
                    + " (mode), or that of all structures (pooled).")
    private ThresholdChoice choice;

    @Option(names = "--by-group", description = "Errors of each group, too.")
    private boolean byGroup;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "table (the default); csv, the columns of the table levels; or json, one object with that table,"
                            + " the table level_thresholds, the advice and the notes.")
    private Format format;

    @Mixin
    private OverrideOptions overrides;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        LevelData data = data();
        if (data.levels().size() < 2) {
            throw new UserErrorException(
                    Kind.SETTINGS,
                    place + " has one level, '" + data.levels().get(0).name()
                            + "': levels can only be compared where there are two");
        }
        LevelComparison comparison = LevelComparison.of(data, Optional.ofNullable(bulk));
        if (format == Format.CSV) {
            RecordText.csv(LevelTables.LEVELS, LevelTables.levels(comparison)).forEach(System.out::println);
            return 0;
        }
        Optional<LevelThresholds> thresholds = Optional.ofNullable(coordinate)
                .or(() -> LevelThresholds.usual(comparison))
                .filter(chosen -> LevelThresholds.impossible(comparison, chosen).isEmpty())
                .map(chosen -> LevelThresholds.of(comparison, chosen));
        List<String> lines = format == Format.JSON
                ? List.of(new LevelsJson(comparison, thresholds, choice, whyNoThresholds(comparison)).text())
                : new LevelsText(comparison, thresholds, choice, byGroup, whyNoThresholds(comparison)).lines();
        lines.forEach(System.out::println);
        return 0;
    }

    /** For the coordinate that the user chose, else for each. */
    private List<String> whyNoThresholds(LevelComparison comparison) {
        return Arrays.stream(PrecisionCoordinate.values())
                .filter(each -> coordinate == null || each == coordinate)
                .flatMap(each -> LevelThresholds.impossible(comparison, each).stream())
                .toList();
    }

    private LevelData data() throws IOException {
        if (Files.isRegularFile(Path.of(place))) {
            return ofSettings(Path.of(place));
        }
        potsweep.log().start();
        try (SparkSession session = spark.open()) {
            return new RunLevels(PublishedRun.open(session, place)).read(Optional.ofNullable(reference));
        }
    }

    private LevelData ofSettings(Path conf) {
        if (conf.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ext)?xyz(\\.gz)?")) {
            throw new UserErrorException(
                    Kind.SETTINGS,
                    conf + " holds structures, and does not say which of its labels are of which level: name it in the"
                            + " dataset.levels of a settings file (conf/template.conf is a start)");
        }
        LabelledDataset dataset = DatasetReader.read(SettingsReader.readDataset(conf, overrides.values()));
        dataset.warnings().forEach(warning -> System.err.println("warning: " + warning));
        return reference == null ? LevelData.of(dataset) : LevelData.of(dataset, reference);
    }
}
