package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.potsweep.analysis.Quantiles;
import org.potsweep.jobs.SelectJob;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.engine.StructureScores;
import org.potsweep.jobs.settings.LeverageSettings.Basis;

/** What {@code select} prints. */
final class SelectionText {
    private final SelectJob.Request request;
    private final SelectJob.Selected selected;
    private final int read;
    private final int candidates;
    private final String out;

    /**
     * @param read number of structures in the data
     * @param candidates number of those that were not excluded
     */
    SelectionText(SelectJob.Request request, SelectJob.Selected selected, int read, int candidates, String out) {
        this.request = request;
        this.selected = selected;
        this.read = read;
        this.candidates = candidates;
        this.out = out;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Quantity.count(selected.structures().size()) + " of " + Quantity.count(candidates) + " structures"
                + (read == candidates ? "" : " (" + Quantity.count(read - candidates) + " more were excluded)")
                + ", " + request.strategy().label() + ", "
                + (request.largestFirst()
                        ? "largest scores first"
                        : "drawn with seed " + request.seed() + ", replicate " + request.replicate())
                + ".");
        selected.scores().ifPresent(scores -> lines.addAll(scores(scores)));
        lines.add("");
        lines.addAll(groups());
        lines.add("In " + out + ": " + SelectJob.SELECTED + ", and the whole ordering as the table orderings.");
        return lines;
    }

    private List<String> scores(StructureScores scores) {
        List<String> lines = new ArrayList<>();
        double[] spread = Quantiles.percentiles(scores.scores(), 0, 50, 100);
        String rows = request.basis() == Basis.ENERGY ? "energy rows" : "energy and force rows";
        lines.add("Scores at twojmax " + selected.twojmax() + ", relative to " + Quantity.count(scores.rows()) + " "
                + rows
                + " of rank " + Quantity.count(scores.rank()) + " (" + Quantity.count(scores.columns()) + " columns): "
                + Quantity.significant(spread[0], 3) + " to " + Quantity.significant(spread[2], 3) + ", median "
                + Quantity.significant(spread[1], 3) + ".");
        if (scores.areConstant()) {
            lines.add(
                    "warning: the scores are constant: there are too few rows to tell structures apart, so that this is"
                            + " random sampling; a smaller --twojmax"
                            + (request.basis() == Basis.ENERGY ? " or --basis all" : "") + " tells more");
        }
        return lines;
    }

    /** How many of each group were chosen, where there are groups. */
    private List<String> groups() {
        TreeMap<String, Long> counts = selected.structures().stream()
                .collect(Collectors.groupingBy(LabelledConfiguration::group, TreeMap::new, Collectors.counting()));
        if (counts.size() < 2) {
            return List.of();
        }
        return List.of(counts.entrySet().stream()
                .map(entry -> (entry.getKey().isEmpty() ? "(none)" : entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", ", "Of each group: ", ".")));
    }
}
