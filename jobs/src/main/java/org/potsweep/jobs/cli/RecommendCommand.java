package org.potsweep.jobs.cli;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.PublishedRun;
import org.potsweep.jobs.choice.Criterion;
import org.potsweep.jobs.choice.Recommendation;
import org.potsweep.jobs.choice.Recommender;
import org.potsweep.jobs.choice.RunCells;
import org.potsweep.jobs.choice.Wishes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "recommend",
        description = {
            "Says which cells of a run to take: the cheapest one that meets all limits, and the most accurate ones within"
                    + " them; what further DFT buys; and, where no cell meets all limits, which one is in the way.",
            "",
            "Errors are those on the test set, against the reference level. Only cells that were fitted are recommended:"
                    + " nothing is interpolated."
        })
final class RecommendCommand implements Callable<Integer> {
    private static final double SECONDS_AN_HOUR = 3600;

    /** How the recommendation is printed. */
    enum Format {
        TABLE,
        JSON
    }

    @ParentCommand
    private PotsweepCommand potsweep;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder.")
    private String place;

    @Option(names = "--max-dft-hours", paramLabel = "HOURS", description = "Hours of DFT that labels may cost.")
    private Double hours;

    @Option(
            names = "--max-energy-rmse",
            paramLabel = "MEV",
            description = "The largest energy RMSE that will do, meV/atom.")
    private Double energy;

    @Option(
            names = "--max-force-rmse",
            paramLabel = "MEV",
            description = "The largest force RMSE that will do, meV/angstrom.")
    private Double force;

    @Option(
            names = "--min-speed",
            paramLabel = "SPEED",
            description =
                    "Atom-steps a second that molecular dynamics has to make; what models make stands in the run's"
                            + " setting front.evaluation-speed.")
    private Double speed;

    @Option(
            names = "--speed",
            paramLabel = "2J=SPEED",
            description = "Atom-steps a second at a twojmax, in place of the run's setting. Repeatable.")
    private final Map<Integer, Double> speeds = new HashMap<>();

    @Option(
            names = "--prefer",
            paramLabel = "WHAT",
            defaultValue = "any",
            description = "The accuracy that counts: energy, force, or any (the default: the best in energy, in forces,"
                    + " and in the product of both errors).")
    private Wishes.Preference preference;

    @Option(
            names = "--confidence",
            paramLabel = "WHAT",
            defaultValue = "median",
            description =
                    "What of a cell's replicates is compared and held to the limits: their median (the default), or"
                            + " p84, the 84th percentile.")
    private Wishes.Confidence confidence;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (the default) or json.")
    private Format format;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        Wishes wishes = new Wishes(bounds(), confidence, preference);
        speeds.forEach((twojmax, value) -> requirePositive("--speed " + twojmax + "=", value));
        potsweep.log().start();
        RunCells cells;
        Map<Integer, Double> known;
        try (SparkSession session = spark.open()) {
            PublishedRun run = PublishedRun.open(session, place);
            cells = run.cells();
            known = new HashMap<>(run.front().evaluationSpeed());
        }
        known.putAll(speeds);
        Recommendation recommendation = new Recommender(cells, known, wishes).recommend();
        List<String> lines = format == Format.JSON
                ? List.of(new RecommendationJson(recommendation, cells, place, known).text())
                : new RecommendationText(recommendation, cells, place, known).lines();
        lines.forEach(System.out::println);
        return 0;
    }

    private Map<Criterion, Double> bounds() {
        Map<Criterion, Double> bounds = new EnumMap<>(Criterion.class);
        put(bounds, Criterion.ENERGY, "--max-energy-rmse ", energy, 1);
        put(bounds, Criterion.FORCE, "--max-force-rmse ", force, 1);
        put(bounds, Criterion.DFT_COST, "--max-dft-hours ", hours, SECONDS_AN_HOUR);
        put(bounds, Criterion.SPEED, "--min-speed ", speed, 1);
        return bounds;
    }

    private void put(Map<Criterion, Double> bounds, Criterion criterion, String option, Double value, double unit) {
        if (value != null) {
            requirePositive(option, value);
            bounds.put(criterion, value * unit);
        }
    }

    private void requirePositive(String option, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new ParameterException(spec.commandLine(), option + value + ": it takes a positive number");
        }
    }
}
