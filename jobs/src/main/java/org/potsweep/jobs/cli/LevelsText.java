package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.potsweep.analysis.levels.LevelErrors;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.levels.LevelComparison;
import org.potsweep.jobs.levels.LevelThresholds;

/**
 * What {@code levels} prints.
 *
 * @param thresholds in the coordinate that is shown; empty if there are none
 * @param byGroup whether the errors of each group are shown
 * @param whyNoThresholds what is said where there are none
 */
record LevelsText(
        LevelComparison comparison,
        Optional<LevelThresholds> thresholds,
        ThresholdChoice choice,
        boolean byGroup,
        List<String> whyNoThresholds) {
    private static final double MILLI = 1000;
    private static final int DIGITS = 3;

    List<String> lines() {
        LevelErrors structures = comparison.structures();
        List<String> lines = new ArrayList<>();
        lines.add(Quantity.count(structures.structures()) + " structures, " + Quantity.count(structures.atoms())
                + " atoms, at " + comparison.levels().size() + " levels, against level " + comparison.referenceName()
                + ".");
        lines.add("");
        lines.addAll(levels().lines(""));
        lines.add("");
        lines.addAll(List.of(
                "Energies an atom, forces by component, virials (stress x volume) an atom. Deviations are level minus"
                        + " reference. Shifted",
                "RMSEs have the deviation of " + comparison.bulkId()
                        + (comparison.bulkNamed() ? "" : " (lowest energy an atom)")
                        + " or the mean deviation of all structures subtracted."));
        if (byGroup) {
            lines.add("");
            lines.addAll(comparison.hasGroups() ? groups().lines("") : List.of("The structures have no groups."));
        }
        lines.addAll(boxes());
        lines.add("");
        lines.addAll(thresholds
                .map(found -> new ThresholdsText(found, choice).lines())
                .orElse(whyNoThresholds));
        List<String> notes = new ArrayList<>(comparison.notes());
        thresholds.ifPresent(t -> notes.addAll(t.notes(choice)));
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach(note -> lines.add("note: " + note));
        }
        return lines;
    }

    private TextTable levels() {
        TextTable table = new TextTable("lrrrrrrrrrrrr")
                .head(
                        "", "k-", "cut-", "mean", "largest", "mean", "mean", "energy", "bulk-", "mean-", "force",
                        "stress", "virial")
                .head(
                        "", "spacing", "off", "cost", "cost", "dev.", "|dev.|", "RMSE", "shifted", "shifted", "RMSE",
                        "RMSE", "RMSE")
                .head(
                        "level",
                        "1/A",
                        "eV",
                        "s",
                        "s",
                        "meV/atom",
                        "meV/atom",
                        "meV/atom",
                        "meV/atom",
                        "meV/atom",
                        "meV/A",
                        "GPa",
                        "meV/atom");
        for (int level = 0; level < comparison.levels().size(); level++) {
            LevelSource source = comparison.levels().get(level);
            LevelErrors errors = comparison.statistics().get(level).all();
            List<String> cells = new ArrayList<>(List.of(
                    source.name(),
                    optional(source.kspacingPerAngstrom()),
                    optional(source.encutEv()),
                    number(errors.meanCostSeconds()),
                    number(errors.maxCostSeconds())));
            cells.addAll(errors(errors, level));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private TextTable groups() {
        TextTable table = new TextTable("llrrrrrrrrrr")
                .head("", "", "struc-", "mean", "mean", "mean", "energy", "bulk-", "mean-", "force", "stress", "virial")
                .head("", "", "tures", "cost", "dev.", "|dev.|", "RMSE", "shifted", "shifted", "RMSE", "RMSE", "RMSE")
                .head(
                        "group",
                        "level",
                        "",
                        "s",
                        "meV/atom",
                        "meV/atom",
                        "meV/atom",
                        "meV/atom",
                        "meV/atom",
                        "meV/A",
                        "GPa",
                        "meV/atom");
        for (String group : comparison.statistics().get(0).byGroup().keySet()) {
            for (int level : compared()) {
                LevelErrors errors =
                        comparison.statistics().get(level).byGroup().get(group);
                List<String> cells = new ArrayList<>(List.of(
                        group.isEmpty() ? "(none)" : group,
                        comparison.levels().get(level).name(),
                        Quantity.count(errors.structures()),
                        number(errors.meanCostSeconds())));
                cells.addAll(errors(errors, level));
                table.row(cells.toArray(String[]::new));
            }
        }
        return table;
    }

    /** The errors of a level; of the reference, no zeros, which would look like results. */
    private List<String> errors(LevelErrors errors, int level) {
        if (level == comparison.reference()) {
            return List.of("reference", "", "", "", "", "", "", "");
        }
        return List.of(
                number(MILLI * errors.energyMeanDeviation()),
                number(MILLI * errors.energyMeanAbsoluteDeviation()),
                number(MILLI * errors.energyRmse()),
                number(MILLI * errors.energyRmseBulkShifted()),
                number(MILLI * errors.energyRmseMeanShifted()),
                number(MILLI * errors.forceRmse()),
                number(errors.stressRmse()),
                number(MILLI * errors.virialRmse()));
    }

    private List<String> boxes() {
        if (comparison.statistics().get(0).byShortestVector().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.addAll(List.of("", "Against the shortest lattice vector (quarters of the structures):", ""));
        lines.addAll(boxes("energy RMSE, meV/atom", LevelErrors::energyRmse));
        lines.add("");
        lines.addAll(boxes("force RMSE, meV/A", LevelErrors::forceRmse));
        return lines;
    }

    private List<String> boxes(String title, ToDoubleFunction<LevelErrors> value) {
        List<Integer> compared = compared();
        TextTable table = new TextTable("lr" + "r".repeat(compared.size()));
        List<String> head = new ArrayList<>(List.of(title, "structures"));
        compared.forEach(
                level -> head.add("level " + comparison.levels().get(level).name()));
        table.head(head.toArray(String[]::new));
        List<LevelErrors> quarters = comparison.statistics().get(0).byShortestVector();
        for (int quarter = 0; quarter < quarters.size(); quarter++) {
            int at = quarter;
            LevelErrors box = quarters.get(quarter);
            List<String> cells = new ArrayList<>(List.of(
                    Quantity.significant(box.shortestVectorFromAngstrom(), DIGITS) + " to "
                            + Quantity.significant(box.shortestVectorToAngstrom(), DIGITS) + " A",
                    Quantity.count(box.structures())));
            compared.forEach(level -> cells.add(number(MILLI
                    * value.applyAsDouble(comparison
                            .statistics()
                            .get(level)
                            .byShortestVector()
                            .get(at)))));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines("");
    }

    /** All levels but the reference. */
    private List<Integer> compared() {
        return IntStream.range(0, comparison.levels().size())
                .filter(level -> level != comparison.reference())
                .boxed()
                .toList();
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? Quantity.setting(value.getAsDouble()) : "-";
    }

    private static String number(double value) {
        return Quantity.significant(value, DIGITS);
    }
}
