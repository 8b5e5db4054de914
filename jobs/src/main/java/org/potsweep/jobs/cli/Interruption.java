package org.potsweep.jobs.cli;

/** Notices that the process is being ended by a signal, in which case failures are its consequence and not told. */
final class Interruption {
    private volatile boolean finished;
    private volatile boolean interrupted;

    /** Watches this process from now on. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "interruption"));
    }

    private void onShutdown() {
        interrupted = !finished;
        if (interrupted) {
            System.err.println("\npotsweep: interrupted");
        }
    }

    /** The process ends by itself from here. */
    void finish() {
        finished = true;
    }

    /** Whether a signal is ending the process. */
    boolean isUnderWay() {
        return interrupted;
    }
}
