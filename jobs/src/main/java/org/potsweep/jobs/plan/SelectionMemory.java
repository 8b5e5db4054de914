package org.potsweep.jobs.plan;

import static org.potsweep.jobs.plan.Shortages.gib;

import java.util.Locale;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.engine.SolveMemory;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.jobs.settings.LeverageSettings.Basis;

/**
 * Memory that leverage scores of a selection take, in bytes. Nobody solves for models here: what is large is the products
 * of all rows, and their factor.
 *
 * @param columns of the descriptor, p
 * @param kinds row kinds
 * @param productTask matrices of a task that multiplies rows
 * @param factor matrices of the driver: the products, a factor, and what a numerical rank adds
 * @param driverHeap the products as the driver collects them, and the factor as it sends it
 * @param available what a process has that runs tasks
 * @param driver what the driver has
 */
public record SelectionMemory(
        int columns,
        int kinds,
        long productTask,
        long factor,
        long driverHeap,
        ProcessMemory available,
        ProcessMemory driver) {

    /** @param basis the rows that scores are relative to */
    public static SelectionMemory of(
            SnapParameters snap, Basis basis, EngineSettings engine, ProcessMemory available, ProcessMemory driver) {
        int columns = SnapColumns.of(snap).count();
        int kinds = basis == Basis.ENERGY ? 1 : 2;
        long products = SolveMemory.products(kinds, 1 + columns);
        return new SelectionMemory(
                columns,
                kinds,
                SolveMemory.multiplying(kinds, 1 + columns, engine),
                products + SolveMemory.factoring(columns),
                PlannedMemory.COPIES * products / 2 + 2 * SolveMemory.products(1, columns),
                available,
                driver);
    }

    /**
     * Refuses what will not fit.
     *
     * @throws UserErrorException that says what is needed, of what, and the ways out
     */
    public void requireFits() {
        Shortages shortages = new Shortages("the selection");
        shortages.beside(
                "a process",
                available,
                available.tasks() * productTask,
                available.tasks() + " tasks that multiply rows need " + gib(productTask)
                        + " each outside of the Java heap");
        shortages.beside(
                "the driver",
                driver,
                factor,
                "scores need, outside of the Java heap, products of " + kinds + " row kinds of order "
                        + String.format(Locale.ROOT, "%,d", 1 + columns)
                        + ", a factor, and up to four more such squares if the structures' rows are not independent, "
                        + gib(8.0 * columns * columns) + " each");
        shortages.heap(
                "the driver",
                driver,
                driverHeap,
                "products on their way through the driver, and the factor on its way from it");
        shortages.refuse();
    }
}
