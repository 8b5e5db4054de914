package org.potsweep.test.benchmark.sweep;

import java.io.PrintStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.solver.TiledProduct;

/** Prints what a sweep took, beside what OpenBLAS's own routines take on the same machine in the same minutes. */
final class Report {
    private static final int ROW_SAMPLE = 8;
    private static final double MIB = 1024.0 * 1024;

    private final Design design;
    private final PrintStream out;
    private final Pattern productStages;
    private final Pattern solveStages;
    private final NominalWork work;
    private final double dsyrkBefore;

    /**
     * Measures dsyrk a first time.
     *
     * @param productStages names of the stages that compute rows and products
     * @param solveStages names of the stages that solve and take errors
     */
    Report(Design design, PrintStream out, Pattern productStages, Pattern solveStages) {
        this.design = design;
        this.out = out;
        this.productStages = productStages;
        this.solveStages = solveStages;
        work = NominalWork.of(design);
        dsyrkBefore = dsyrk();
    }

    private double dsyrk() {
        return BlasRates.dsyrkGigaflops(work.widest(), TiledProduct.PANEL, design.threads());
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, "  " + format + "%n", values);
    }

    void print(SweepRun run) {
        double dsyrkAfter = dsyrk();
        double total = run.footprint().seconds();
        line(
                "%d models (%d of minimum norm) in %.2f s: %.0f models/s; CPU %.1f s",
                run.models(),
                run.minimumNormModels(),
                total,
                run.models() / total,
                run.footprint().cpuSeconds());
        line(
                "peak memory: heap %.0f MiB, whole process %.0f MiB",
                run.footprint().heapBytes() / MIB, run.footprint().residentBytes() / MIB);
        run.stageSeconds()
                .forEach((stage, seconds) -> line("  %-24s %9.2f s  %4.1f %%", stage, seconds, 100 * seconds / total));
        // The mean: on a shared machine others slow the sweep down as they do dsyrk.
        products(run, (dsyrkBefore + dsyrkAfter) / 2);
        line("  (dsyrk before %.1f, after %.1f GFlop/s)", dsyrkBefore, dsyrkAfter);
        rowsAlone();
        solves(run, total);
    }

    /** What rows take of the products' time: timed on one thread, for some structures. */
    private void rowsAlone() {
        SnapParameters snap =
                Labeller.snap(design.widestTwojmax(), design.data().species());
        double[] rows = new double[(int) work.rows() * work.widest()];
        double best = Double.POSITIVE_INFINITY;
        try (SnapRows calculator = new SnapRows(snap)) {
            for (int index = 0; index < ROW_SAMPLE; index++) {
                AtomicConfiguration structure = design.data().structures().structure(index);
                long start = System.nanoTime();
                calculator.rows(structure, rows, 0, work.widest());
                best = Math.min(best, (System.nanoTime() - start) * 1e-9);
            }
        }
        line(
                "rows alone: %.4f s a structure on one thread (best of %d), so %.2f s a pass over all on %d threads",
                best, ROW_SAMPLE, best * design.data().configurations() / design.threads(), design.threads());
    }

    private void products(SweepRun run, double dsyrk) {
        double seconds = run.seconds(productStages);
        double rate = work.productFlops() / seconds * 1e-9;
        line(
                "products, rows included (stages %s): %.1f GFlop at %.1f GFlop/s, %.0f %% of dsyrk's %.1f GFlop/s"
                        + " (order %d, panels of %d rows, %d threads)",
                productStages,
                work.productFlops() * 1e-9,
                rate,
                100 * rate / dsyrk,
                dsyrk,
                work.widest(),
                TiledProduct.PANEL,
                design.threads());
    }

    private void solves(SweepRun run, double total) {
        double seconds = run.seconds(solveStages);
        double ideal = 0;
        for (NominalWork.Orderings orderings : work.orderings()) {
            if (orderings.count() > 0) {
                double dpotrf = BlasRates.dpotrfSeconds(orderings.columns(), design.threads());
                line("dpotrf of order %d: %.4f s on each of %d threads", orderings.columns(), dpotrf, design.threads());
                ideal += dpotrf * orderings.count() * work.cellsAnOrdering();
            }
        }
        ideal /= design.threads();
        line(
                "solves and errors (stages %s): %.2f s, %.1f %% of the total; %d factorisations x dpotrf on %d threads:"
                        + " %.2f s; ratio %.2f",
                solveStages,
                seconds,
                100 * seconds / total,
                work.factorisations(),
                design.threads(),
                ideal,
                seconds / ideal);
    }
}
