package org.potsweep.jobs.settings;

import org.potsweep.analysis.Dominance;

/**
 * How the Pareto front is taken.
 *
 * @param dominance when one cell makes another superfluous
 */
public record FrontSettings(Dominance dominance) {

    static FrontSettings from(Section section) {
        return new FrontSettings(section.get("dominance", ValueType.oneOf(Dominance.class)));
    }
}
