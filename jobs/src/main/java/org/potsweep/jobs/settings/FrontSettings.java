package org.potsweep.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.Objective;

/**
 * How the Pareto front is taken.
 *
 * @param objectives columns of {@code results} by which cells are compared
 * @param dominance when one cell makes another superfluous
 * @param evaluationSpeed speed of molecular dynamics with a model, atom-steps a second, by twojmax
 */
public record FrontSettings(List<Objective> objectives, Dominance dominance, Map<Integer, Double> evaluationSpeed) {
    /** The column of the price of a subset's labels, s. */
    public static final String DFT_COST = "dft_cost_seconds";

    /** The column of what a model costs to evaluate, seconds an atom-step. */
    public static final String EVALUATION_COST = "evaluation_cost";

    public FrontSettings {
        objectives = List.copyOf(objectives);
        evaluationSpeed = Collections.unmodifiableMap(new TreeMap<>(evaluationSpeed));
    }

    static FrontSettings from(Section section) {
        return new FrontSettings(
                objectives(section),
                section.get("dominance", ValueType.oneOf(Dominance.class)),
                section.numbered("evaluation-speed", ValueType.POSITIVE));
    }

    private static List<Objective> objectives(Section section) {
        List<Objective> objectives = new ArrayList<>();
        Set<String> columns = new HashSet<>();
        for (String text : section.axis("objectives", ValueType.TEXT)) {
            try {
                Objective objective = Objective.parse(text);
                objectives.add(objective);
                if (!columns.add(objective.name())) {
                    section.refuse("objectives", "has " + objective.name() + " twice");
                }
            } catch (IllegalArgumentException unsound) {
                section.refuse("objectives", "is wrong: " + unsound.getMessage());
            }
        }
        return objectives;
    }

    /** The defaults. */
    public static FrontSettings defaults() {
        return ofRun("");
    }

    /** What a published run was told, as {@link SweepSettings#rendered} keeps it; defaults for what that lacks. */
    public static FrontSettings ofRun(String rendered) {
        Config defaults = ConfigFactory.parseResources(FrontSettings.class.getClassLoader(), "reference.conf")
                .getConfig("potsweep");
        ConfigObject values = ConfigFactory.parseString(rendered)
                .withFallback(defaults.withOnlyPath("front"))
                .root();
        return from(Section.top("front", values, values, Path.of(""), new Problems()));
    }

    /** Seconds that a model takes for an atom and a time step; empty where the settings do not say. */
    public OptionalDouble evaluationSeconds(int twojmax) {
        Double speed = evaluationSpeed.get(twojmax);
        return speed == null ? OptionalDouble.empty() : OptionalDouble.of(1 / speed);
    }
}
