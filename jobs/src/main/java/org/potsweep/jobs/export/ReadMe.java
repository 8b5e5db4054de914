package org.potsweep.jobs.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.potsweep.analysis.Spread;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.choice.CellReplicate;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/** What is said of an exported model beside its files. */
record ReadMe(ExportedModel exported) {

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("SNAP potential for " + exported.symbols(", ") + ", fitted by Potsweep");
        lines.add("");
        lines.add("run    " + exported.run());
        lines.add("cell   " + exported.key());
        lines.add("");
        errors(lines);
        lines.add("");
        settings(lines);
        lines.add("");
        use(lines);
        return String.join("\n", lines) + "\n";
    }

    private void errors(List<String> lines) {
        RunCell cell = exported.cell();
        CellReplicate own = exported.replicate();
        int count = cell.replicates().size();
        boolean fold = Strategy.K_FOLD.label().equals(cell.axes().get(Axis.STRATEGY.column()));
        lines.add((fold
                        ? "Errors on the training structures that this fold leaves out"
                        : "Errors on the run's test structures")
                + ", against the reference level");
        if (count > 1) {
            lines.add("                             this model   median of " + count + " replicates (16-84 %)");
        }
        lines.add(error("energy RMSE, meV/atom", own.energyRmse(), cell.energyRmse(), count));
        lines.add(error("force RMSE, meV/angstrom", own.forceRmse(), cell.forceRmse(), count));
        cell.dftSeconds()
                .ifPresent(cost -> lines.add(error("DFT cost of its labels, s", own.dftSeconds(), cost, count)));
        lines.add("");
        lines.add("Solved by " + own.method() + " at rank " + own.rank() + " of " + own.coefficients()
                + " coefficients; condition of the rows " + number(own.condition()));
        if (own.isMinimumNorm()) {
            lines.add(
                    "The fit has fewer independent rows than coefficients. Many models fit as well; this is the one of");
            lines.add("the smallest coefficients. Mind structures that are unlike those it was fitted to.");
        }
    }

    private static String error(String name, double own, Spread spread, int replicates) {
        String value = String.format(Locale.ROOT, "  %-26s %10s", name, number(own));
        String range = number(spread.p16()) + " to " + number(spread.p84());
        return replicates == 1 ? value : value + "   " + number(spread.median()) + " (" + range + ")";
    }

    private void settings(List<String> lines) {
        lines.add("The cell");
        exported.cell().axes().forEach((axis, value) -> lines.add(String.format("  %-18s %s", axis, value)));
        lines.add(String.format("  %-18s %s", "replicate", exported.replicate().replicate()));
        SnapParameters snap = exported.stored().model().parameters();
        lines.add("Its descriptor: see " + exported.snapparam() + "; "
                + (snap.intercept() ? "with a constant energy an atom" : "no constant energy an atom"));
        lines.add("Its reference potential: " + exported.stored().reference().pairStyle());
    }

    private void use(List<String> lines) {
        String name = exported.name();
        lines.add("Use in LAMMPS (package ML-SNAP), from a folder that holds these files");
        lines.add("  units metal");
        lines.add("  include " + exported.include());
        lines.add("");
        lines.add("Energies, forces and errors on structures of yours");
        lines.add("  potsweep evaluate --model " + name + ".snapcoeff --param " + name + ".snapparam" + zbl()
                + " STRUCTURES.xyz");
    }

    private String zbl() {
        ReferencePotential reference = exported.stored().reference();
        return reference instanceof ZieglerBiersackLittmark zbl
                ? " --zbl " + zbl.innerAngstrom() + "," + zbl.outerAngstrom()
                : "";
    }

    /** Six digits, as short as they can be written. */
    private static String number(double value) {
        double magnitude = Math.abs(value);
        return magnitude >= 1e-3 && magnitude < 1e7 || value == 0
                ? new BigDecimal(value)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                : String.format(Locale.ROOT, "%.5e", value);
    }
}
