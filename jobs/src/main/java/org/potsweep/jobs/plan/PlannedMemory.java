package org.potsweep.jobs.plan;

import static org.potsweep.jobs.plan.Shortages.gib;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.engine.PassOutline;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.engine.ResidualPass;
import org.potsweep.jobs.engine.SolveMemory;
import org.potsweep.jobs.settings.ResidualSettings;

/**
 * Memory and traffic of a sweep, in bytes. Matrices and kept rows are outside of the Java heap; a block of rows and what travels are on it.
 *
 * @param order of the largest augmented products, q
 * @param kinds row kinds
 * @param rows all augmented rows of one descriptor variant together
 * @param kept what a process keeps of them between passes
 * @param productTask matrices of a task that multiplies rows: sums and a panel of rows
 * @param productHeap what such a task has on the heap
 * @param residualHeap what a task has on the heap that counts residuals of the front's cells; 0 without
 * @param productHeld matrices that the process holds meanwhile: training products, where scores come from them
 * @param solveTask matrices of a task that solves: a subset's products, a factor, and what a minimum-norm fit adds
 * @param process matrices that every process holds while it solves: products of training and test set
 * @param driverHeap on the driver's heap: the labels, and the same products, packed, as it collects and sends them, or all
 *     coefficients, where explicit residuals are taken of all models
 * @param scoring matrices of the driver while it factorises for leverage scores, beside {@code process}; 0 without
 * @param shuffle what tasks send each other, in total: files in Spark's local folder until the sweep is over
 * @param tables what is written: coefficients and results of the models
 * @param available what a process has that runs tasks
 * @param driver what the driver has: the same with a local master
 */
public record PlannedMemory(
        int order,
        int kinds,
        double rows,
        long kept,
        long productTask,
        long productHeap,
        long residualHeap,
        long productHeld,
        long solveTask,
        long process,
        long driverHeap,
        long scoring,
        double shuffle,
        double tables,
        ProcessMemory available,
        ProcessMemory driver) {

    /** Bytes of a model's rows of the tables results and models beside its coefficients, about. */
    private static final double ROW_BYTES = 300;

    /** Copies of the collected products: as they arrive in bytes, these in one piece, and as arrays. */
    static final int COPIES = 3;

    static PlannedMemory of(
            FactorialDesign design,
            List<PassOutline> outlines,
            RowCounts rows,
            List<SweepPlan.Block> blocks,
            boolean weighted,
            ResidualSettings residuals,
            ProcessMemory available,
            ProcessMemory driver) {
        int order = 1
                + design.levels().size()
                + IntStream.range(0, outlines.size())
                        .map(d -> design.columns(d).widest())
                        .max()
                        .orElseThrow();
        double coefficients = blocks.stream()
                .mapToDouble(block -> (double) block.models() * block.columns() * Double.BYTES)
                .sum();
        double models = blocks.stream().mapToDouble(SweepPlan.Block::models).sum();
        double ofDescriptor = residuals.sums() ? PlannedWork.FRONT_SHARE * models / outlines.size() : 0;
        double labels = (double) rows.all() * design.levels().size() * Double.BYTES;
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
                ResidualPass.heapBytes(ofDescriptor, rows.all()),
                design.scored() ? process / 2 : 0,
                solve,
                process,
                (long) (labels + Math.max(COPIES * process / 2, weighted ? 2 * coefficients : 0)),
                design.scored()
                        ? SolveMemory.factoring(order - 1 - design.levels().size())
                        : 0,
                outlines.stream().mapToDouble(PassOutline::shuffleBytes).sum(),
                coefficients + models * ROW_BYTES,
                available,
                driver);
    }

    /** Tasks with the largest models that solve at the same time in a process: 0 if not even one fits. */
    public int solvesAtATime() {
        return (int) Math.min(available.tasks(), available.beside(process + kept) / solveTask);
    }

    /** What a process takes of its Java heap at most. */
    public long peakHeap() {
        return Math.max(driverHeap, available.tasks() * Math.max(productHeap, residualHeap));
    }

    /**
     * What a process takes outside of its Java heap at most, kept rows included. The driver factorises for leverage scores
     * while tasks multiply, where there is room for both.
     */
    public long peakMatrices() {
        long multiplying = productHeld + available.tasks() * productTask;
        boolean beside = driver.equals(available) && available.beside(kept + multiplying) >= scoring;
        return kept + Math.max(multiplying + (beside ? scoring : 0), process + solvesAtATime() * solveTask);
    }

    /**
     * Refuses what will not fit.
     *
     * @throws UserErrorException that says what is needed, of what, and the ways out
     */
    public void requireFits() {
        Shortages shortages = new Shortages("the sweep");
        shortages.beside(
                "a process",
                available,
                productHeld + available.tasks() * productTask,
                available.tasks() + " tasks that multiply rows need " + gib(productTask)
                        + " each outside of the Java heap"
                        + (productHeld > 0 ? ", their process " + gib(productHeld) : ""));
        String square = gib(8.0 * order * order);
        shortages.beside(
                "a process",
                available,
                process + solveTask,
                "a task that solves needs " + gib(solveTask) + " outside of the Java heap (products of " + kinds
                        + " row kinds of order " + String.format(Locale.ROOT, "%,d", order) + ", a factor, and up"
                        + " to four more such squares for a minimum-norm fit, " + square + " each), and its process "
                        + gib(process) + " for the products of the training and the test set");
        shortages.beside(
                "the driver",
                driver,
                scoring > 0 ? process + scoring : 0,
                "leverage scores need " + gib(scoring) + " outside of the Java heap (a factor, and up to four more such"
                        + " squares at a numerical rank, " + square + " each) beside " + gib(process)
                        + " for the products of the training and the test set");
        shortages.heap(
                "the driver",
                driver,
                driverHeap,
                "labels, and products or coefficients on their way through the driver " + gib(driverHeap));
        shortages.heap(
                "a process",
                available,
                available.tasks() * productHeap,
                available.tasks() + " tasks that multiply rows " + gib(productHeap) + " each");
        shortages.heap(
                "a process",
                available,
                available.tasks() * residualHeap,
                available.tasks() + " tasks that count residuals " + gib(residualHeap) + " each");
        shortages.refuse();
    }
}
