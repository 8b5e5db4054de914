package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.potsweep.analysis.Quantiles;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.report.DataTable;
import org.potsweep.jobs.report.ReportAnswers;

/** The answers of a report that no other command prints: learning curves, enough structures, errors of levels kept. */
record ReportText(ReportAnswers answers) {
    private static final String ENERGY = "test_energy_rmse_mev_per_atom";
    private static final String FORCE = "test_force_rmse_mev_per_angstrom";

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(curves());
        lines.add("");
        lines.addAll(subsets());
        answers.kept().ifPresent(kept -> {
            lines.add("");
            lines.addAll(kept(kept));
        });
        return lines;
    }

    private static String at(String words) {
        return words.isEmpty() ? "" : " at " + words;
    }

    private List<String> curves() {
        List<String> lines = new ArrayList<>();
        lines.add("Learning curves" + at(answers.curvesAt()) + ": median and 16-84 % over replicates.");
        lines.add("");
        TextTable table = new TextTable("lrrrrr")
                .head("strategy", "struc-", "energy RMSE", "", "force RMSE", "")
                .head("", "tures", "meV/atom", "16-84 %", "meV/A", "16-84 %");
        DataTable cells = answers.curves();
        for (List<Object> cell : cells.rows()) {
            Spread energy = spread(cells, cell, ENERGY);
            Spread force = spread(cells, cell, FORCE);
            table.row(
                    cells.value(cell, "strategy"),
                    String.valueOf(cells.<Object>value(cell, "subset_size")),
                    Quantity.significant(energy.median(), 4),
                    Quantity.range(energy),
                    Quantity.significant(force.median(), 4),
                    Quantity.range(force));
        }
        lines.addAll(table.lines("  "));
        return lines;
    }

    private static Spread spread(DataTable cells, List<Object> cell, String error) {
        return new Spread(
                cells.value(cell, error + "_p16"), cells.value(cell, error), cells.value(cell, error + "_p84"));
    }

    private List<String> subsets() {
        List<String> lines = new ArrayList<>();
        lines.add("Enough structures" + at(answers.subsetsAt())
                + ": the smallest subset from which on the error is within");
        lines.add(Quantity.setting(100 * answers.tolerance())
                + " % of the largest subset's median, by its median and by" + " its 84th percentile over replicates.");
        lines.add("");
        TextTable table = new TextTable("lrrrrrrrr")
                .head("strategy", "2Jmax", "largest", "energy RMSE", "median", "p84", "force RMSE", "median", "p84")
                .head("", "", "subset", "meV/atom", "", "", "meV/A", "", "");
        DataTable subsets = answers.subsets();
        for (List<Object> energy : rows(subsets, "error", ENERGY)) {
            List<Object> force = rows(subsets, "error", FORCE).stream()
                    .filter(row -> subsets.value(row, "strategy").equals(subsets.value(energy, "strategy"))
                            && subsets.value(row, "twojmax").equals(subsets.value(energy, "twojmax")))
                    .findFirst()
                    .orElseThrow();
            table.row(
                    subsets.value(energy, "strategy"),
                    text(subsets, energy, "twojmax"),
                    text(subsets, energy, "largest"),
                    Quantity.significant(subsets.value(energy, "at_largest"), 4),
                    text(subsets, energy, "smallest_by_median"),
                    text(subsets, energy, "smallest_by_p84"),
                    Quantity.significant(subsets.value(force, "at_largest"), 4),
                    text(subsets, force, "smallest_by_median"),
                    text(subsets, force, "smallest_by_p84"));
        }
        lines.addAll(table.lines("  "));
        return lines;
    }

    private static List<List<Object>> rows(DataTable table, String column, String value) {
        return table.rows().stream()
                .filter(row -> value.equals(table.value(row, column)))
                .toList();
    }

    private static String text(DataTable table, List<Object> row, String column) {
        Object value = table.value(row, column);
        return value == null ? "none" : value.toString();
    }

    private List<String> kept(DataTable kept) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Does a model correct the error of its level? Over the test structures, the correlation of its residuals"
                        + " with");
        lines.add(
                "that error, and the share that it keeps (their slope over it): 1 inherits the error, 0 corrects it.");
        lines.add("");
        TextTable table = new TextTable("lrlrrrrrrrr")
                .head(
                        "DFT",
                        "",
                        "",
                        "energy RMSE",
                        "meV/atom",
                        "corre-",
                        "share",
                        "force RMSE",
                        "meV/A",
                        "corre-",
                        "share")
                .head(
                        "level",
                        "cells",
                        "",
                        "of level",
                        "of model",
                        "lation",
                        "kept",
                        "of level",
                        "of model",
                        "lation",
                        "kept");
        for (String level : answers.levels()) {
            List<List<Object>> front = rows(kept, "level", level).stream()
                    .filter(row -> kept.<Boolean>value(row, "on_front"))
                    .toList();
            row(kept, front, level, "on the front").ifPresent(table::row);
        }
        for (List<Object> energy : rows(kept, "kind", "energy")) {
            String mark = kept.value(energy, "mark");
            if (mark != null) {
                List<List<Object>> both = kept.rows().stream()
                        .filter(row -> kept.value(row, "key").equals(kept.value(energy, "key")))
                        .toList();
                row(kept, both, kept.value(energy, "level"), mark).ifPresent(table::row);
            }
        }
        lines.addAll(table.lines("  "));
        lines.add("");
        lines.add(
                "Medians over replicates and cells; energies without their mean deviation. Models of the reference level"
                        + " have no such error.");
        return lines;
    }

    private static Optional<String[]> row(DataTable kept, List<List<Object>> rows, String level, String name) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of(level, String.valueOf(rows.size() / 2), name));
        for (String kind : List.of("energy", "force")) {
            Function<String, String> median = column -> Quantity.significant(
                    median(rows.stream()
                            .filter(row -> kind.equals(kept.value(row, "kind")))
                            .map(row -> kept.<Double>value(row, column))
                            .toList()),
                    column.endsWith("rmse") ? 4 : 2);
            List.of("level_rmse", "model_rmse", "correlation", "share")
                    .forEach(column -> words.add(median.apply(column)));
        }
        return Optional.of(words.toArray(String[]::new));
    }

    private static double median(List<Double> values) {
        double[] known = values.stream()
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return known.length == 0 ? Double.NaN : Quantiles.median(known);
    }
}
