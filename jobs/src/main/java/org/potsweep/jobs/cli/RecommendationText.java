package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.potsweep.jobs.choice.CellKeys;
import org.potsweep.jobs.choice.Criterion;
import org.potsweep.jobs.choice.Recommendation;
import org.potsweep.jobs.choice.Recommendation.Advised;
import org.potsweep.jobs.choice.Recommendation.Merit;
import org.potsweep.jobs.choice.Recommendation.Nearest;
import org.potsweep.jobs.choice.Recommendation.Relaxed;
import org.potsweep.jobs.choice.Recommendation.Step;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.choice.RunCells;
import org.potsweep.jobs.choice.Wishes.Confidence;

/**
 * A recommendation in words.
 *
 * @param place the run's folder, as the user named it
 * @param speeds atom-steps a second by twojmax
 */
record RecommendationText(Recommendation recommendation, RunCells run, String place, Map<Integer, Double> speeds) {
    private static final int SHOWN_STEPS = 12;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(question());
        lines.add("");
        if (recommendation.meeting() == 0) {
            lines.addAll(inTheWay());
        } else {
            lines.addAll(advised());
        }
        recommendation.further().forEach((error, steps) -> lines.addAll(further(error, steps)));
        lines.add("");
        lines.addAll(legend());
        recommendation.notes().forEach(note -> lines.add("note: " + note));
        return lines;
    }

    private List<String> question() {
        IntSummaryStatistics replicates =
                run.cells().stream().mapToInt(cell -> cell.replicates().size()).summaryStatistics();
        String count = replicates.getMin() == replicates.getMax()
                ? String.valueOf(replicates.getMin())
                : replicates.getMin() + " to " + replicates.getMax();
        List<String> lines = new ArrayList<>();
        String cells = Quantity.count(recommendation.cells()) + " cells, " + count
                + (replicates.getMax() == 1 ? " replicate" : " replicates") + " each";
        if (recommendation.wishes().bounds().isEmpty()) {
            lines.add(cells + "; no limits.");
            return lines;
        }
        lines.add(cells + "; " + (recommendation.meeting() == 0 ? "none" : Quantity.count(recommendation.meeting()))
                + " of them with" + (run.replicated() ? ", in the " + statistic() + " over replicates," : ""));
        recommendation
                .wishes()
                .bounds()
                .forEach((criterion, bound) ->
                        lines.add("  " + CriterionWords.of(criterion).phrase() + " "
                                + CriterionWords.of(criterion).quantity(bound)
                                + (criterion == Criterion.DFT_COST && bound < TimeUnit.HOUR.seconds() * 2
                                        ? " (" + Quantity.duration(bound) + ")"
                                        : "")));
        return lines;
    }

    private String statistic() {
        return recommendation.wishes().confidence() == Confidence.MEDIAN ? "median" : "84th percentile";
    }

    private CellTable judged() {
        CellTable table = new CellTable(run).withEnergy().withForce();
        if (recommendation.wishes().bounds().containsKey(Criterion.SPEED)) {
            table.withSpeed(speeds);
        }
        return table.withWords("l");
    }

    private List<String> advised() {
        CellTable table = judged();
        Map<String, String> commands = new LinkedHashMap<>();
        CellKeys keys = new CellKeys(run);
        boolean unsure = false;
        for (Advised advised : recommendation.advised()) {
            String merits =
                    advised.merits().stream().map(RecommendationText::word).collect(Collectors.joining(", "));
            table.row(advised.cell(), merits + (advised.holdsAtP84() ? "" : " (?)"));
            unsure |= !advised.holdsAtP84();
            commands.put(merits, ExportLine.of(place, keys, advised.cell()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (unsure) {
            lines.add("");
            lines.add("(?) meets the limits in the median, but not at the 84th percentile of its replicates"
                    + " (--confidence p84).");
        }
        lines.add("");
        lines.add("Into LAMMPS:");
        commands.forEach((merits, command) -> {
            lines.add("  " + merits + ":");
            lines.add("    " + command);
        });
        return lines;
    }

    private static String word(Merit merit) {
        return switch (merit) {
            case CHEAPEST -> "cheapest";
            case BEST_ENERGY -> "best energy";
            case BEST_FORCE -> "best force";
            case BEST_BOTH -> "best both";
        };
    }

    private List<String> inTheWay() {
        CellTable table = judged();
        List<String> lines = new ArrayList<>();
        boolean enough = recommendation.relaxed().stream().anyMatch(relaxed -> !Double.isNaN(relaxed.bound()));
        lines.add(
                recommendation.relaxed().size() == 1
                        ? "It can be met from here on:"
                        : enough
                                ? "With all other limits kept, one of these alone would have to be:"
                                : "More than one limit is in the way: relaxing one alone leaves no cell.");
        for (Relaxed relaxed : recommendation.relaxed()) {
            CriterionWords words = CriterionWords.of(relaxed.criterion());
            if (!Double.isNaN(relaxed.bound())) {
                String option =
                        words.option() + " " + words.bound(relaxed.bound(), relaxed.criterion() != Criterion.SPEED);
                lines.add("  " + option);
                table.row(relaxed.cell(), option);
            } else if (enough) {
                lines.add("  " + words.option() + ": no value is enough, the other limits exclude each other");
            }
        }
        Nearest nearest = recommendation.nearest();
        if (nearest != null) {
            String factor = Quantity.significant(nearest.factor(), 3);
            table.row(nearest.cell(), "nearest");
            lines.add("The nearest cell to all limits misses none of them by more than a factor of " + factor + ".");
        }
        lines.add("");
        lines.addAll(table.lines());
        return lines;
    }

    private List<String> further(Criterion error, List<Step> steps) {
        List<String> lines = new ArrayList<>();
        if (steps.isEmpty()) {
            return lines;
        }
        String what = error == Criterion.ENERGY ? "energy" : "force";
        List<RunCell> cells = new ArrayList<>();
        cells.add(steps.get(0).from());
        steps.forEach(step -> cells.add(step.to()));
        int[] shown = shown(cells);
        lines.add("");
        lines.add("What further DFT buys in the " + what + " error: "
                + (shown.length < cells.size() ? shown.length + " of " : "") + cells.size()
                + " cells, each the most accurate up to its cost.");
        lines.add("");
        CellTable table = new CellTable(run);
        TimeUnit unit = table.unit();
        (error == Criterion.ENERGY ? table.withEnergy() : table.withForce())
                .withWords("r", "further", unit.symbol())
                .withWords("r", "gain", CriterionWords.of(error).unit())
                .withWords("r", "gain for", "each " + unit.symbol());
        table.row(cells.get(0), "", "", "");
        for (int i = 1; i < shown.length; i++) {
            List<Step> between = steps.subList(shown[i - 1], shown[i]);
            double further = unit.in(between.stream().mapToDouble(Step::seconds).sum());
            double gain = between.stream().mapToDouble(Step::gain).sum();
            table.row(
                    cells.get(shown[i]),
                    Quantity.significant(further, 3),
                    Quantity.significant(gain, 3),
                    Quantity.significant(gain / further, 2));
        }
        lines.addAll(table.lines());
        return lines;
    }

    /** Indices of the cheapest, the dearest, and some between them, whose costs grow by about the same factor. */
    private static int[] shown(List<RunCell> cells) {
        int last = cells.size() - 1;
        if (cells.size() <= SHOWN_STEPS) {
            return IntStream.rangeClosed(0, last).toArray();
        }
        double factor = Math.pow(cost(cells.get(last)) / cost(cells.get(0)), 1.0 / (SHOWN_STEPS - 1));
        List<Integer> shown = new ArrayList<>(List.of(0));
        for (int i = 1; i < last; i++) {
            double before = cost(cells.get(shown.get(shown.size() - 1)));
            if (cost(cells.get(i)) >= factor * before && cost(cells.get(last)) >= factor * cost(cells.get(i))) {
                shown.add(i);
            }
        }
        shown.add(last);
        return shown.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double cost(RunCell cell) {
        return cell.dftSeconds().orElseThrow().median();
    }

    private List<String> legend() {
        List<String> lines = new ArrayList<>();
        lines.add("Errors are against the reference level, on the test set"
                + (run.replicated() ? ": medians over replicates, with their 16-84 % range." : "."));
        if (recommendation.wishes().confidence() == Confidence.P84) {
            lines.add("Compared, and held to the limits, are 84th percentiles; so are the gains.");
        }
        if (run.cells().stream().anyMatch(RunCell::hasMinimumNorm)) {
            lines.add(PointTable.FALLBACK_LEGEND);
        }
        return lines;
    }
}
