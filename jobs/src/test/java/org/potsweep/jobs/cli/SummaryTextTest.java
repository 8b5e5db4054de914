package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.Objective;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontQuery;
import org.potsweep.jobs.front.FrontRow;
import org.potsweep.jobs.storage.RunManifest;

class SummaryTextTest {
    private static final String ENERGY = "test_energy_rmse_mev_per_atom";
    private static final String FORCE = "test_force_rmse_mev_per_angstrom";
    private static final String COST = "dft_cost_seconds";
    private static final List<String> AXES =
            List.of("strategy", "subset_size", "energy_weight", "force_weight", "ridge", "twojmax", "level");

    private static FrontRow row(int size, double ridge, String method) {
        List<Object> values = List.of("leverage", size, 12.25, 1.0, ridge, 8, "6");
        Map<String, Object> axes = new LinkedHashMap<>();
        AXES.forEach(axis -> axes.put(axis, values.get(axes.size())));
        Map<String, Double> objectives = new LinkedHashMap<>();
        objectives.put(ENERGY, 1000.0 / size);
        objectives.put(FORCE, 3000.0 / size);
        objectives.put(COST, 12.5 * size);
        return new FrontRow(axes, method, 3, 2.0 / 3, null, objectives, Map.of());
    }

    private Map<String, Double> stages = Map.of("solves", 1.26);
    private RunManifest.Effort effort = RunManifest.Effort.UNKNOWN;
    private List<String> notes = List.of();

    private SweepSummary summary(List<FrontRow> rows, Map<String, Long> minimumNorm) {
        FrontRow last = rows.get(rows.size() - 1);
        long models = minimumNorm.values().stream().mapToLong(Long::longValue).sum();
        Map<String, FrontRow> best = new LinkedHashMap<>();
        best.put(ENERGY, last);
        best.put(FORCE, last);
        best.put(COST, rows.get(0));
        Front front =
                new Front(Map.of(), 2016, rows, best, rows.get(rows.size() / 3 + 1), last.values(), 123, Double.NaN);
        List<Objective> objectives = List.of(
                Objective.minimise(ENERGY),
                Objective.minimise(FORCE),
                Objective.minimise(COST).inLog10());
        FrontQuery query = FrontQuery.of(objectives, Dominance.STANDARD, AXES);
        return new SweepSummary(
                "/runs/be",
                6048,
                new FrontAnswer(query, new StructType(), 6048, notes, List.of(front)),
                models,
                models / 3,
                minimumNorm,
                new RunManifest(
                        "1",
                        "{}",
                        "data",
                        "kernel",
                        Map.of(),
                        List.of("results", "front"),
                        stages,
                        List.of("levels are odd"),
                        61.0,
                        effort));
    }

    private static List<FrontRow> front(int count) {
        List<FrontRow> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(row(10 * i, 0, "cholesky"));
        }
        return rows;
    }

    @Test
    void aLongFrontIsThinnedToTwentyRowsThatHoldTheBest() {
        List<String> lines = SummaryText.lines(summary(front(137), Map.of()));

        int rule = rules(lines).get(0);
        int end = lines.subList(rule, lines.size()).indexOf("") + rule;
        List<String> rows = lines.subList(rule + 1, end);
        assertThat(rows).hasSizeBetween(17, 20);
        assertThat(rows.get(0)).contains(" 10 ").endsWith("cheapest");
        assertThat(rows.get(rows.size() - 1)).endsWith("best energy, best force");
        assertThat(rows).filteredOn(row -> row.endsWith("knee")).hasSize(1);
        assertThat(lines.get(0)).contains("137 of 2,016 cells");
    }

    private static List<Integer> rules(List<String> lines) {
        List<Integer> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("-----  -----------")) {
                rules.add(i);
            }
        }
        return rules;
    }

    @Test
    void allOfAShortFrontIsShown() {
        List<String> lines = SummaryText.lines(summary(front(5), Map.of()));

        assertThat(lines)
                .filteredOn(line -> line.endsWith(" 67 %") || line.contains(" 67 %  "))
                .hasSize(5 + 3);
        assertThat(lines).contains("All 6,048 models were solved at full rank.");
        assertThat(lines.get(1))
                .isEqualTo("all shown, by DFT cost; strategy leverage, energy weight 12.25, force weight 1, ridge 0,"
                        + " 2Jmax 8, level 6.");
    }

    @Test
    void pointsOfTheFallbackAreMarkedAndExplained() {
        List<FrontRow> front = new ArrayList<>(front(3));
        front.add(row(5000, 0, "minimum-norm"));
        front.add(row(6000, 0, "mixed"));

        List<String> lines = SummaryText.lines(summary(front, new TreeMap<>(Map.of("6", 3L, "8", 9L))));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("* ") && line.contains(" 67 %"))
                .hasSize(2 + 1);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("* Minimum-norm fits: the subset has fewer independent rows"));
        assertThat(lines).anyMatch(line -> line.endsWith("3 at 2Jmax 6, 9 at 2Jmax 8."));
    }

    @Test
    void sweptRidgesGetAColumnAndLinesStayNarrow() {
        List<FrontRow> front = new ArrayList<>(front(30));
        front.add(row(400, 1e-6, "cholesky"));

        List<String> lines = SummaryText.lines(summary(front, Map.of("8", 3L)));

        assertThat(lines).anyMatch(line -> line.contains("ridge") && line.contains("energy RMSE"));
        assertThat(lines).anyMatch(line -> line.contains("1e-6"));
        assertThat(lines).allMatch(line -> line.length() <= 120);
    }

    @Test
    void whatWasLeftOutIsNoted() {
        notes = List.of("No DFT cost is known of level 1.");

        List<String> lines = SummaryText.lines(summary(front(3), Map.of()));

        assertThat(lines.subList(0, 5)).contains("Note: No DFT cost is known of level 1.");
    }

    @Test
    void warningsTimesAndPlacesAreTold() {
        assertThat(SummaryText.lines(summary(front(3), Map.of())))
                .contains("warning: levels are odd", "Tables (Parquet) in /runs/be:", "  results, front")
                .endsWith("Took 61.0 s, 99.1 models/s:", "  solves 1.3 s");
    }

    @Test
    void planStandsAgainstActual() {
        effort = new RunManifest.Effort(Map.of("solves", 2.0), true, 1L << 30, 5L << 30, 3L << 30, 7L << 30);

        assertThat(SummaryText.lines(summary(front(3), Map.of())))
                .endsWith(
                        "Took 61.0 s, 99.1 models/s; in brackets what was expected:",
                        "  solves 1.3 s (2.0 s)",
                        "Peak memory: 7.00 GiB in all, up to 3.00 GiB of the Java heap (planned: 5.00 GiB beside the"
                                + " heap, 1.00 GiB of it)");
        effort = new RunManifest.Effort(Map.of("solves", 2.0), false, 0, 0, 3L << 30, 7L << 30);
        assertThat(SummaryText.lines(summary(front(3), Map.of())))
                .endsWith(
                        "Took 61.0 s, 99.1 models/s; in brackets what was expected by typical speeds of a core:",
                        "  solves 1.3 s (2.0 s)",
                        "Peak memory: 7.00 GiB in all, up to 3.00 GiB of the Java heap");
    }

    @Test
    void manyStagesTakeSeveralLines() {
        stages = new TreeMap<>();
        for (int i = 10; i < 30; i++) {
            stages.put("a stage with the number " + i, 1.0 * i);
        }

        List<String> lines = SummaryText.lines(summary(front(3), Map.of()));

        assertThat(lines).allMatch(line -> line.length() <= 120);
        assertThat(String.join(" ", lines).split("a stage with the number")).hasSize(21);
    }
}
