package org.potsweep.jobs.plan;

import static org.potsweep.jobs.plan.Shortages.gib;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.engine.PassOutline;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.engine.SolveMemory;

/**
 * Memory and traffic of a sweep, in bytes. Matrices and kept rows are outside of the Java heap; a block of rows and what travels are on it.
 *
 * @param order of the largest augmented products, q
 * @param kinds row kinds
 * @param rows all augmented rows of one descriptor variant together
 * @param kept what a process keeps of them between passes
 * @param productTask matrices of a task that multiplies rows: sums and a panel of rows
 * @param productHeap what such a task has on the heap
 * @param productHeld matrices that the process holds meanwhile: training products, where scores come from them
 * @param solveTask matrices of a task that solves: a subset's products, a factor, and what a minimum-norm fit adds
 * @param process matrices that every process holds while it solves: products of training and test set
 * @param driverHeap the same products, packed, as the driver collects and sends them
 * @param shuffle what tasks send each other, in total; it goes over the disk
 * @param available what a process has
 */
public record PlannedMemory(
        int order,
        int kinds,
        double rows,
        long kept,
        long productTask,
        long productHeap,
        long productHeld,
        long solveTask,
        long process,
        long driverHeap,
        double shuffle,
        ProcessMemory available) {

    /** Copies of the collected products: as they arrive in bytes, these in one piece, and as arrays. */
    static final int COPIES = 3;

    static PlannedMemory of(
            FactorialDesign design, List<PassOutline> outlines, RowCounts rows, ProcessMemory available) {
        int order = 1
                + design.levels().size()
                + IntStream.range(0, outlines.size())
                        .map(d -> design.columns(d).widest())
                        .max()
                        .orElseThrow();
        long solve = 0;
        long process = 0;
        for (int d = 0; d < outlines.size(); d++) {
            process = Math.max(process, SolveMemory.process(design, d));
            solve = Math.max(solve, SolveMemory.task(design, d));
        }
        return new PlannedMemory(
                order,
                design.kinds(),
                (double) rows.all() * order * Double.BYTES,
                outlines.stream().mapToLong(PassOutline::keptBytes).max().orElseThrow(),
                outlines.stream().mapToLong(PassOutline::accumulatorBytes).max().orElseThrow(),
                outlines.stream().mapToLong(PassOutline::heapBytes).max().orElseThrow(),
                design.scored() ? process / 2 : 0,
                solve,
                process,
                COPIES * process / 2,
                outlines.stream().mapToDouble(PassOutline::shuffleBytes).sum(),
                available);
    }

    /** Tasks with the largest models that solve at the same time in a process: 0 if not even one fits. */
    public int solvesAtATime() {
        return (int) Math.min(available.tasks(), available.beside(process + kept) / solveTask);
    }

    /**
     * Refuses what will not fit.
     *
     * @throws UserErrorException that says what is needed, of what, and the ways out
     */
    public void requireFits() {
        Shortages shortages = new Shortages("the sweep", available);
        shortages.beside(
                productHeld + available.tasks() * productTask,
                available.tasks() + " tasks that multiply rows need " + gib(productTask)
                        + " each outside of the Java heap"
                        + (productHeld > 0 ? ", their process " + gib(productHeld) : ""));
        shortages.beside(
                process + solveTask,
                "a task that solves needs " + gib(solveTask) + " outside of the Java heap (products of " + kinds
                        + " row kinds of order " + String.format(Locale.ROOT, "%,d", order) + ", a factor, and up"
                        + " to four more such squares for a minimum-norm fit, " + gib(8.0 * order * order)
                        + " each), and its process " + gib(process)
                        + " for the products of the training and the test set");
        shortages.heap(
                Math.max(driverHeap, available.tasks() * productHeap),
                "products on their way through the driver " + gib(driverHeap) + ", " + available.tasks()
                        + " tasks that multiply rows " + gib(productHeap) + " each");
        shortages.refuse();
    }
}
