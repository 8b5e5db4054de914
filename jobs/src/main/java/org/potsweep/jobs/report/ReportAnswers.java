package org.potsweep.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.potsweep.jobs.design.Axis;

/**
 * What a report says that no other command does, for a terminal. Learning curves and smallest subsets are those of the
 * cells that differ from the one of the best energy in the axes that they list.
 *
 * @param page the path of the HTML file
 * @param tolerance of the smallest subsets, relative
 * @param curvesAt the other axes of the learning curves, in words
 * @param curves cells by strategy and subset size
 * @param subsetsAt the other axes of the smallest subsets, in words
 * @param subsets as {@link SmallestSubsets#table} gives them, by strategy and twojmax
 * @param kept as {@link KeptErrors#table} gives them, for the cells of the front and those that were named; empty where
 *     the run's tables do not tell
 * @param levels from the crudest to the best
 */
public record ReportAnswers(
        String page,
        double tolerance,
        String curvesAt,
        DataTable curves,
        String subsetsAt,
        DataTable subsets,
        Optional<DataTable> kept,
        List<String> levels) {

    static ReportAnswers of(ReportData data, ReportCharts charts, String page, double tolerance) {
        String strategy = Axis.STRATEGY.column();
        String size = Axis.SUBSET_SIZE.column();
        Map<String, Object> curvesAt = at(data, charts, List.of(strategy, size));
        Map<String, Object> subsetsAt = at(data, charts, List.of(strategy, size, Axis.TWOJMAX.column()));
        return new ReportAnswers(
                page,
                tolerance,
                words(curvesAt),
                data.cells().where(curvesAt),
                words(subsetsAt),
                data.tables().get("subsets").where(subsetsAt),
                Optional.ofNullable(data.tables().get("kept")),
                data.levels());
    }

    private static Map<String, Object> at(ReportData data, ReportCharts charts, List<String> listed) {
        Map<String, Object> at = new LinkedHashMap<>();
        charts.varied(listed)
                .forEach(axis -> at.put(axis, charts.start().get(data.cells().index(axis))));
        return at;
    }

    private static String words(Map<String, Object> at) {
        return at.entrySet().stream()
                .map(axis -> ReportCharts.title(axis.getKey()) + " " + DesignTable.text(axis.getValue()))
                .collect(Collectors.joining(", "));
    }
}
