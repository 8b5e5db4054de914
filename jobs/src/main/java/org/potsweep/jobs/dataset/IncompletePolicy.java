package org.potsweep.jobs.dataset;

/** What happens to a configuration that is not labelled at every level. */
public enum IncompletePolicy {
    /** It is left out and counted. */
    DROP,
    /** The dataset is refused. */
    REFUSE
}
