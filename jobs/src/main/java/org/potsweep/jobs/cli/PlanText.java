package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.potsweep.jobs.design.PlannedMemory;
import org.potsweep.jobs.design.PlannedWork;
import org.potsweep.jobs.design.SweepPlan;

/** What {@code plan} prints. */
final class PlanText {
    private PlanText() {}

    static List<String> lines(SweepPlan plan) {
        List<String> lines = new ArrayList<>(counts(plan).lines(""));
        lines.add("");
        lines.addAll(blocks(plan).lines(""));
        lines.add("");
        lines.add("Operations, without the computation of the rows:");
        lines.addAll(work(plan.work()).lines("  "));
        lines.add("");
        lines.add("Memory, about:");
        lines.addAll(memory(plan.memory()).lines("  "));
        return lines;
    }

    private static TextTable counts(SweepPlan plan) {
        return new TextTable("lrl")
                .row("cells", Quantity.count(plan.cells()), "")
                .row("models", Quantity.count(plan.models()), "replicates included")
                .row("factorisations", Quantity.count(plan.factorisations()), "")
                .row("training rows", Quantity.count(plan.trainRows()), of(plan.trainConfigurations()))
                .row("test rows", Quantity.count(plan.testRows()), of(plan.testConfigurations()))
                .row(
                        "passes over the rows",
                        Quantity.count(plan.passes()),
                        plan.memory().keepsRows()
                                ? "rows are computed once and kept"
                                : "rows are computed in each (engine.row-cache is smaller than all of them)");
    }

    private static String of(int configurations) {
        return "of " + Quantity.count(configurations) + " configurations";
    }

    private static TextTable blocks(SweepPlan plan) {
        TextTable table = new TextTable("rrrl")
                .head("2Jmax", "columns", "models", "subset sizes with fewer rows than columns (minimum-norm fits)");
        for (SweepPlan.Block block : plan.blocks()) {
            String deficient =
                    block.deficientSizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
            table.row(
                    Integer.toString(block.shape().twojmax()),
                    Quantity.count(block.columns()),
                    Quantity.count(block.models()),
                    deficient.isEmpty() ? "none" : deficient);
        }
        return table;
    }

    private static TextTable work(PlannedWork work) {
        return new TextTable("lr")
                .row("products", Quantity.flops(work.products()))
                .row("leverage scores", Quantity.flops(work.scores()))
                .row("solves", Quantity.flops(work.solves()))
                .row("errors", Quantity.flops(work.errors()));
    }

    private static TextTable memory(PlannedMemory memory) {
        return new TextTable("lr")
                .row("all rows together", Quantity.bytes(memory.rows()))
                .row("a task that multiplies rows", Quantity.bytes(memory.productTask()))
                .row("a task that solves", Quantity.bytes(memory.solveTask()))
                .row("every process, beside its tasks", Quantity.bytes(memory.process()))
                .row("the driver", Quantity.bytes(memory.driver()))
                .row("sent between tasks, in total", Quantity.bytes(memory.shuffle()));
    }
}
