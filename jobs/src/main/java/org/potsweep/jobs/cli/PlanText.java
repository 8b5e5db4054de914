package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.potsweep.jobs.plan.Calibration;
import org.potsweep.jobs.plan.PlannedMemory;
import org.potsweep.jobs.plan.PlannedTime;
import org.potsweep.jobs.plan.PlannedWork;
import org.potsweep.jobs.plan.SweepPlan;

/** What {@code plan} prints. */
final class PlanText {
    private PlanText() {}

    /** @param speed of a core; nothing is said of time without it */
    static List<String> lines(SweepPlan plan, Optional<Calibration> speed, int cores) {
        List<String> lines = new ArrayList<>(counts(plan).lines(""));
        lines.add("");
        lines.addAll(blocks(plan).lines(""));
        lines.add("");
        Optional<PlannedTime> time = speed.map(calibration -> PlannedTime.of(plan, calibration, cores));
        lines.addAll(work(plan.work(), time).lines(""));
        lines.add("");
        time.ifPresent(planned -> lines.addAll(eta(plan, planned, speed.orElseThrow())));
        lines.addAll(memory(plan.memory()));
        return lines;
    }

    private static TextTable counts(SweepPlan plan) {
        PlannedWork work = plan.work();
        TextTable table = new TextTable("lrl")
                .row("cells", Quantity.count(plan.cells()), "")
                .row("models", Quantity.count(plan.models()), "replicates included")
                .row("factorisations", Quantity.count(plan.factorisations()), "")
                .row("training rows", Quantity.count(plan.trainRows()), of(plan.trainConfigurations()))
                .row("test rows", Quantity.count(plan.testRows()), of(plan.testConfigurations()))
                .row("passes over the rows", Quantity.count(plan.passes()), rows(plan.memory()));
        if (work.explicitPasses() > 0) {
            table.row(
                    "passes for errors",
                    Quantity.count(work.explicitPasses()),
                    "explicit residuals, because training weights differ");
        }
        return table;
    }

    private static String rows(PlannedMemory memory) {
        String all = Quantity.bytes(memory.rows());
        if (memory.kept() == 0) {
            return "rows are computed in each: " + all;
        }
        return memory.kept() < memory.rows()
                ? "of " + all + " of rows, a process keeps " + Quantity.bytes(memory.kept())
                : "rows are computed once and kept: " + all;
    }

    private static String of(int configurations) {
        return "of " + Quantity.count(configurations) + " configurations";
    }

    private static TextTable blocks(SweepPlan plan) {
        TextTable table = new TextTable("rlrrl")
                .head("", "", "", "", "sizes with fewer rows than")
                .head("2Jmax", "form", "columns", "models", "columns: minimum-norm fits");
        for (SweepPlan.Block block : plan.blocks()) {
            String deficient =
                    block.deficientSizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
            table.row(
                    Integer.toString(block.shape().twojmax()),
                    block.shape().quadratic() ? "quadratic" : "linear",
                    Quantity.count(block.columns()),
                    Quantity.count(block.models()),
                    deficient.isEmpty() ? "none" : deficient);
        }
        return table;
    }

    private static TextTable work(PlannedWork work, Optional<PlannedTime> time) {
        TextTable table = new TextTable("lrr").head("work", "", time.isPresent() ? "expected" : "");
        row(table, time, "rows", atoms(work.atoms()), work.atoms());
        row(table, time, "products", Quantity.flops(work.products()), work.products());
        row(table, time, "shuffle", Quantity.bytes(work.shuffleBytes()), work.shuffleBytes());
        double scores = work.scores() + work.blockScores() + work.scoreFactors();
        row(table, time, "leverage scores", Quantity.flops(scores), scores);
        row(table, time, "factorisations", Quantity.flops(work.factorisations()), work.factorisations());
        row(table, time, "minimum-norm fits", Quantity.flops(work.fallbacks()), work.fallbacks());
        row(table, time, "errors", Quantity.flops(work.errors()), work.errors());
        row(table, time, "explicit errors", Quantity.flops(work.explicit()), work.explicit());
        row(table, time, "residuals", atoms(work.residualAtoms()), work.residualAtoms());
        return table;
    }

    private static String atoms(long atoms) {
        return Quantity.count(atoms) + " atoms";
    }

    private static void row(TextTable table, Optional<PlannedTime> time, String part, String amount, double size) {
        if (size > 0) {
            table.row(
                    part,
                    amount,
                    time.map(planned -> Quantity.duration(planned.parts().getOrDefault(part, 0.0)))
                            .orElse(""));
        }
    }

    private static List<String> eta(SweepPlan plan, PlannedTime time, Calibration speed) {
        List<String> lines = new ArrayList<>();
        lines.add("Expected: " + Quantity.duration(time.total()) + " on " + cores(time.cores()) + " ("
                + time.stages().entrySet().stream()
                        .map((Map.Entry<String, Double> stage) ->
                                stage.getKey() + " " + Quantity.duration(stage.getValue()))
                        .collect(Collectors.joining(", "))
                + "),");
        lines.add(String.format(
                Locale.ROOT,
                "by a short calibration here: a core computes the rows of %s atoms/s, products at %s,",
                Quantity.significant(1 / speed.atomSeconds(), 3),
                gigaflops(speed.products())));
        lines.add(String.format(
                Locale.ROOT,
                "factorisations at %s, minimum-norm fits at %s, errors at %s.",
                gigaflops(speed.factorisations()),
                gigaflops(speed.fallbacks()),
                gigaflops(speed.errors())));
        lines.add(
                "Not in it: reading data, starting Spark, writing tables; fits that turn out to be rank-deficient although");
        lines.add(
                "they have rows enough; a pass over the rows to refine fits that rounding shows in, another for errors that cancel.");
        lines.add("");
        return lines;
    }

    private static String cores(int cores) {
        return cores == 1 ? "1 core" : cores + " cores";
    }

    private static String gigaflops(double rate) {
        return Quantity.significant(rate / 1e9, 2) + " GFlop/s";
    }

    private static List<String> memory(PlannedMemory memory) {
        int tasks = memory.available().tasks();
        int solves = memory.solvesAtATime();
        List<String> lines = new ArrayList<>();
        lines.add("Memory of a process with " + (tasks == 1 ? "1 task" : tasks + " tasks") + " at a time:");
        TextTable table = new TextTable("lrrl")
                .head("", "matrices", "Java heap", "")
                .row("a task that multiplies rows", bytes(memory.productTask()), bytes(memory.productHeap()), "")
                .row(
                        "a task that solves",
                        bytes(memory.solveTask()),
                        "",
                        solves < tasks ? solves + " at a time at the largest size" : "")
                .row(
                        "training and test products",
                        bytes(memory.process()),
                        bytes(memory.driverHeap()),
                        "on the driver");
        if (memory.residualHeap() > 0) {
            table.row(
                    "a task that counts residuals",
                    "",
                    bytes(memory.residualHeap()),
                    "if a tenth of the cells is on the front");
        }
        if (memory.scoring() > 0) {
            table.row("leverage scores", bytes(memory.scoring()), "", "on the driver, beside the products");
        }
        table.row("rows kept between passes", bytes(memory.kept()), "", "")
                .row(
                        "there are",
                        bytes(memory.available().bytes()),
                        bytes(memory.available().heap()),
                        "");
        lines.addAll(table.lines("  "));
        lines.add("");
        lines.add("On disk: " + bytes((long) memory.shuffle())
                + " of shuffle files in Spark's local folder until the sweep is over, about "
                + bytes((long) memory.tables()) + " of models and results.");
        return lines;
    }

    private static String bytes(long bytes) {
        return Quantity.bytes(bytes);
    }
}
