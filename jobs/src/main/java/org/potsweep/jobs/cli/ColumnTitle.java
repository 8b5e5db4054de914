package org.potsweep.jobs.cli;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a column is called in what people read.
 *
 * @param head lines of its head in a table
 * @param phrase in a sentence
 * @param best what the point is where it is smallest
 */
record ColumnTitle(List<String> head, String phrase, String best) {
    private static final int HEAD_WIDTH = 12;

    private static final Map<String, ColumnTitle> KNOWN = Map.ofEntries(
            axis("strategy", "strategy", "strategy"),
            axis("subset_size", "struc- tures", "subset size"),
            axis("energy_weight", "energy weight", "energy weight"),
            axis("force_weight", "force weight", "force weight"),
            axis("stress_weight", "stress weight", "stress weight"),
            axis("ridge", "ridge", "ridge"),
            axis("quadraticflag", "qua- dratic", "quadraticflag"),
            axis("twojmax", "2Jmax", "2Jmax"),
            axis("level", "level", "level"),
            objective("test_energy_rmse_mev_per_atom", "energy RMSE", "meV/atom", "test energy error", "best energy"),
            objective("test_force_rmse_mev_per_angstrom", "force RMSE", "meV/A", "test force error", "best force"),
            objective("dft_cost_seconds", "DFT cost", "s", "DFT cost", "cheapest"),
            objective("evaluation_cost", "evaluation", "s/atom-step", "evaluation cost", "fastest"));

    private static Map.Entry<String, ColumnTitle> axis(String column, String head, String phrase) {
        return entry(column, new ColumnTitle(List.of(head.split(" ")), phrase, "best " + phrase));
    }

    private static Map.Entry<String, ColumnTitle> objective(
            String column, String head, String unit, String phrase, String best) {
        return entry(column, new ColumnTitle(List.of(head, unit), phrase, best));
    }

    static ColumnTitle of(String column) {
        ColumnTitle known = KNOWN.get(column);
        return known == null ? new ColumnTitle(folded(column), column, "best " + column) : known;
    }

    /** What the point is that is best in it: a cost, if larger is better, makes none the cheapest. */
    String best(boolean maximised) {
        return maximised && !best.equals("best " + phrase) ? "largest " + phrase : best;
    }

    /** A name cut at blanks and underscores into lines of a dozen characters, where it can be cut. */
    private static List<String> folded(String name) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : name.split("(?<=[_ ])")) {
            if (!line.isEmpty() && line.length() + word.strip().length() > HEAD_WIDTH) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(line.toString().strip());
        return lines;
    }
}
