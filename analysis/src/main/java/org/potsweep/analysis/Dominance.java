package org.potsweep.analysis;

/** When one point makes another superfluous. */
public enum Dominance {
    /** No worse in all objectives and better in at least one: what is usually meant by a Pareto front. */
    STANDARD,

    /** Better in all objectives: a weaker demand on the front, which then also keeps points that only tie. */
    STRICT
}
