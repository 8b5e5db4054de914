package org.potsweep.jobs.cli;

/** Shows one stage while it runs. */
interface StageDisplay {
    /** The state of the stage, in tasks; more tasks may still become known. */
    void tasks(long done, long known);

    /** The stage is over. */
    void end(double seconds);
}
