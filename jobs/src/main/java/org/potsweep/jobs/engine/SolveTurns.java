package org.potsweep.jobs.engine;

/** Lets tasks of a process solve at the same time as far as its memory goes; the others wait. */
final class SolveTurns {
    private static long held;

    private SolveTurns() {}

    /**
     * Waits until so many bytes are free; who holds none may always have them.
     *
     * @param limit of all tasks together
     */
    static synchronized void take(long bytes, long limit) throws InterruptedException {
        while (held > 0 && held + bytes > limit) {
            SolveTurns.class.wait();
        }
        held += bytes;
    }

    static synchronized void give(long bytes) {
        held -= bytes;
        SolveTurns.class.notifyAll();
    }
}
