package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.Objective;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontRow;
import org.potsweep.jobs.front.Reduction;

/**
 * A front in words.
 *
 * @param front one of the answer's fronts
 */
record FrontText(FrontAnswer answer, Front front) {
    private static final int WIDTH = 112;

    /** The front as a table, of which no more than {@code maximumRows} points are shown. */
    List<String> table(int maximumRows) {
        int[] shown = shown(maximumRows);
        PointTable table = new PointTable(answer, front.rows());
        for (int index : shown) {
            table.row(front.rows().get(index), remark(front.rows().get(index)));
        }
        List<Objective> objectives = answer.query().objectives();
        String selection = shown.length == front.rows().size() ? "all" : Integer.toString(shown.length);
        String caption = table.caption();
        String strict = answer.query().dominance() == Dominance.STRICT ? " (strict dominance)" : "";
        String scope = front.scope().isEmpty() ? "" : " at " + front.name().replace(",", ", ");
        List<String> lines = new ArrayList<>();
        lines.add("Pareto front" + strict + scope + " of " + sentence(objectives) + ": "
                + Quantity.count(front.rows().size()) + " of " + Quantity.count(front.cells())
                + (answer.isReduced() ? " cells," : " rows,"));
        lines.addAll(wrapped(selection + " shown, by "
                + ColumnTitle.of(objectives.get(objectives.size() - 1).name()).phrase()
                + (caption.isEmpty() ? "" : "; " + caption) + "."));
        if (front.scope().isEmpty()) {
            answer.notes().forEach(note -> lines.addAll(wrapped("Note: " + note)));
        }
        lines.add("");
        lines.addAll(table.lines());
        return lines;
    }

    /** The points that stand out, and how to read them. */
    List<String> best() {
        Set<FrontRow> rows = new LinkedHashSet<>(front.best().values());
        rows.add(front.knee());
        PointTable table = new PointTable(answer, front.rows());
        rows.forEach(row -> table.row(row, remark(row)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(wrapped(explanation()));
        lines.addAll(wrapped(hypervolume()));
        return lines;
    }

    private String explanation() {
        StringBuilder text = new StringBuilder();
        boolean errors = answer.query().objectives().stream()
                .anyMatch(o -> o.name().startsWith("test_") && !o.name().contains("own_level"));
        if (answer.isReduced() && (answer.hasReplicates() || !answer.hasMembership())) {
            text.append("Values are ").append(answer.query().reduction() == Reduction.MEAN ? "means" : "medians");
            text.append(answer.hasMembership() ? " over replicates" : " over the rows of a cell");
            text.append(errors ? ", errors are against the reference level. " : ". ");
        } else if (errors) {
            text.append("Errors are against the reference level. ");
        }
        if (answer.hasReplicates()) {
            text.append("\"On front\" is the share of the replicates in which the cell is on the front. ");
        }
        if (answer.query().resamples() > 0) {
            text.append("\"Bootstrap\" is the share of ")
                    .append(Quantity.count(answer.query().resamples()))
                    .append(" resamples of every cell's rows in which the cell is on the front. ");
        }
        List<String> logarithmic = answer.query().objectives().stream()
                .filter(Objective::logarithmic)
                .map(objective -> ColumnTitle.of(objective.name()).phrase())
                .toList();
        text.append("The knee is the point of the front nearest the ideal one, objectives scaled to the front's range")
                .append(logarithmic.isEmpty() ? "" : ", " + String.join(", ", logarithmic) + " in log")
                .append(".");
        return text.toString();
    }

    private String hypervolume() {
        List<String> reference = new ArrayList<>();
        front.reference()
                .forEach((name, value) ->
                        reference.add(ColumnTitle.of(name).phrase() + " " + Quantity.significant(value, 4)));
        return "The front dominates "
                + (Double.isNaN(front.hypervolumeShare())
                        ? "nothing" // the box is flat
                        : Quantity.significant(100 * front.hypervolumeShare(), 4) + " % of the box")
                + " between the ideal point and " + String.join(", ", reference)
                + (answer.query().reference().isPresent() ? "" : " (the worst values of all cells)")
                + ": hypervolume " + Quantity.significant(front.hypervolume(), 4) + ".";
    }

    private static String sentence(List<Objective> objectives) {
        List<String> phrases = objectives.stream()
                .map(o -> ColumnTitle.of(o.name()).phrase() + (o.maximised() ? " (maximised)" : ""))
                .toList();
        int last = phrases.size() - 1;
        return last == 0 ? phrases.get(0) : String.join(", ", phrases.subList(0, last)) + " and " + phrases.get(last);
    }

    private String remark(FrontRow row) {
        List<String> remarks = new ArrayList<>();
        for (Objective objective : answer.query().objectives()) {
            if (row.equals(front.best().get(objective.name()))) {
                remarks.add(ColumnTitle.of(objective.name()).best(objective.maximised()));
            }
        }
        if (row.equals(front.knee())) {
            remarks.add("knee");
        }
        return String.join(", ", remarks);
    }

    /** Indices of the points to show: those that stand out, and others evenly spaced in their order. */
    private int[] shown(int maximumRows) {
        int count = front.rows().size();
        SortedSet<Integer> shown = new TreeSet<>();
        for (int slots = Math.min(count, maximumRows); slots >= 0; slots--) {
            shown.clear();
            front.best().values().forEach(row -> shown.add(front.rows().indexOf(row)));
            shown.add(front.rows().indexOf(front.knee()));
            for (int slot = 0; slot < slots; slot++) {
                shown.add(slots == 1 ? 0 : (int) Math.round(slot * (count - 1.0) / (slots - 1)));
            }
            if (shown.size() <= maximumRows) {
                break;
            }
        }
        return shown.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Text cut at blanks into lines that fit a terminal. */
    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
