package org.potsweep.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.front.Front;

/** What the tables of a run say, in a paragraph. */
record ReportSummary(ReportData data) {
    /** How much above the best energy error a cheaper cell may lie to be told of. */
    private static final double ALLOWANCE = 0.2;

    String text() {
        List<String> sentences = new ArrayList<>();
        DataTable cells = data.cells();
        Front front = data.fronts().overall();
        long models = cells.rows().stream()
                .mapToLong(row -> cells.<Long>value(row, "replicates"))
                .sum();
        sentences.add(DesignTable.count(models) + (models == 1 ? " model was" : " models were") + " fitted in "
                + DesignTable.count(cells.rows().size()) + " cells, at "
                + data.levels().size() + " levels of DFT; errors are medians over replicates, on test structures and"
                + " against level " + data.source().referenceLevel() + ".");
        sentences.add("The Pareto front has " + DesignTable.count(front.rows().size()) + " of these cells, " + byLevel()
                + ".");
        marked("energy")
                .ifPresent(row -> sentences.add("The cell with the best energy error has " + errors(row) + "."));
        marked("force").ifPresent(row -> sentences.add("The cell with the best force error has " + errors(row) + "."));
        marked("knee").ifPresent(row -> sentences.add("The knee of the front is at " + errors(row) + "."));
        if (data.hasCosts()) {
            marked("energy").flatMap(this::cheaper).ifPresent(sentences::add);
        }
        data.fronts().notes().forEach(sentences::add);
        return String.join(" ", sentences);
    }

    private Optional<List<Object>> marked(String word) {
        return data.cells().rows().stream()
                .filter(row -> {
                    String mark = data.cells().value(row, "mark");
                    return mark != null && mark.contains(word);
                })
                .findFirst();
    }

    /** How many cells of the front each level has. */
    private String byLevel() {
        return data.levels().stream()
                .map(level -> {
                    long count = data.fronts().overall().rows().stream()
                            .filter(row -> level.equals(row.axes().get(Axis.LEVEL.column())))
                            .count();
                    return count + " of level " + level;
                })
                .collect(Collectors.joining(", "));
    }

    private String errors(List<Object> row) {
        DataTable cells = data.cells();
        String cost = data.hasCosts() ? ", for " + digits(cells.value(row, CellTable.COST)) + " s of DFT" : "";
        return digits(cells.value(row, CellTable.ENERGY)) + " meV/atom, with "
                + digits(cells.value(row, CellTable.FORCE)) + " meV/\u00c5 in forces (" + cell(row) + ")" + cost;
    }

    private String cell(List<Object> row) {
        DataTable cells = data.cells();
        return cells.value(row, "strategy") + ", " + cells.value(row, "subset_size") + " structures of level "
                + cells.value(row, "level") + ", energy weight "
                + DesignTable.text(cells.value(row, "energy_weight")) + ", 2Jmax " + cells.value(row, "twojmax");
    }

    /** The cheapest cell that is nearly as good in energy as the best. */
    private Optional<String> cheaper(List<Object> best) {
        DataTable cells = data.cells();
        double bound = (1 + ALLOWANCE) * cells.<Double>value(best, CellTable.ENERGY);
        double price = cells.value(best, CellTable.COST);
        return cells.rows().stream()
                .filter(row -> cells.<Double>value(row, CellTable.ENERGY) <= bound)
                .min(Comparator.comparingDouble(row -> cells.<Double>value(row, CellTable.COST)))
                .filter(row -> cells.<Double>value(row, CellTable.COST) < price)
                .map(row -> "The cheapest cell within " + Math.round(100 * ALLOWANCE)
                        + " % of the best energy error costs " + digits(cells.value(row, CellTable.COST)) + " s, "
                        + digits(100 * cells.<Double>value(row, CellTable.COST) / price) + " % of its price: "
                        + errors(row).replaceAll(", for [^,]* s of DFT$", "") + ".");
    }

    /** Three digits, as a person writes them. */
    static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
        return rounded.abs().compareTo(BigDecimal.valueOf(1000)) >= 0
                ? DesignTable.count(rounded.longValue())
                : rounded.toPlainString();
    }
}
