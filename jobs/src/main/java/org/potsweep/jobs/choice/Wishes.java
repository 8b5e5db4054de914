package org.potsweep.jobs.choice;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is asked of a recommendation.
 *
 * @param bounds the limits, in the units of their {@link Criterion}
 * @param confidence what of a cell's replicates the limits hold for
 * @param preference by which accuracy cells are ranked
 */
public record Wishes(Map<Criterion, Double> bounds, Confidence confidence, Preference preference) {

    /** What stands for the replicates of a cell. */
    public enum Confidence {
        /** Their median. */
        MEDIAN,
        /** Their 84th percentile. */
        P84
    }

    /** The accuracy that counts. */
    public enum Preference {
        /** Energies. */
        ENERGY,
        /** Forces. */
        FORCE,
        /** Each by itself, and the product of both errors. */
        ANY
    }

    public Wishes {
        EnumMap<Criterion, Double> ordered = new EnumMap<>(Criterion.class);
        ordered.putAll(bounds);
        bounds = Collections.unmodifiableMap(ordered);
    }
}
