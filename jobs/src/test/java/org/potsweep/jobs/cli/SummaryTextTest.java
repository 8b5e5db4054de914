package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.FrontRow;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.storage.RunManifest;

class SummaryTextTest {
    private static FrontRow row(int size, double ridge, String method) {
        double cost = 12.5 * size;
        return new FrontRow(
                "leverage",
                size,
                12.25,
                1,
                ridge,
                8,
                "6",
                method,
                3,
                new Spread(1, 1000.0 / size, 2),
                new Spread(1, 3000.0 / size, 2),
                new Spread(cost, cost, cost),
                2.0 / 3);
    }

    private Map<String, Double> stages = Map.of("solves", 1.26);

    private SweepSummary summary(List<FrontRow> front, Map<String, Long> minimumNorm) {
        FrontRow last = front.get(front.size() - 1);
        long models = minimumNorm.values().stream().mapToLong(Long::longValue).sum();
        return new SweepSummary(
                "/runs/be",
                6048,
                2016,
                front,
                last,
                last,
                front.get(front.size() / 3 + 1),
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
                        61.0));
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
        assertThat(rows.get(0)).contains("leverage", " 10 ");
        assertThat(rows.get(rows.size() - 1)).endsWith("best energy, best force");
        assertThat(rows).filteredOn(row -> row.endsWith("knee")).hasSize(1);
        assertThat(lines.get(0)).contains("137 of 2,016 cells");
    }

    private static List<Integer> rules(List<String> lines) {
        List<Integer> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("-----  -----")) {
                rules.add(i);
            }
        }
        return rules;
    }

    @Test
    void allOfAShortFrontIsShown() {
        List<String> lines = SummaryText.lines(summary(front(5), Map.of()));

        assertThat(lines).filteredOn(line -> line.contains("leverage")).hasSize(5 + 3);
        assertThat(lines).contains("All 6,048 models were solved at full rank.");
        assertThat(lines.get(1)).contains("force weight 1, ridge 0");
    }

    @Test
    void pointsOfTheFallbackAreMarkedAndExplained() {
        List<FrontRow> front = new ArrayList<>(front(3));
        front.add(row(5000, 0, "minimum-norm"));
        front.add(row(6000, 0, "mixed"));

        List<String> lines = SummaryText.lines(summary(front, new TreeMap<>(Map.of("6", 3L, "8", 9L))));

        assertThat(lines)
                .filteredOn(line -> line.contains("leverage") && line.startsWith("*"))
                .hasSize(2 + 2);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("* Minimum-norm fits: the subset has fewer independent rows"));
        assertThat(lines).anyMatch(line -> line.endsWith("3 at 2Jmax 6, 9 at 2Jmax 8."));
    }

    @Test
    void sweptRidgesGetAColumnAndLinesStayNarrow() {
        List<FrontRow> front = new ArrayList<>(front(30));
        front.add(row(400, 1e-6, "cholesky"));

        List<String> lines = SummaryText.lines(summary(front, Map.of("8", 3L)));

        assertThat(lines).anyMatch(line -> line.contains("ridge") && line.contains("2Jmax"));
        assertThat(lines).anyMatch(line -> line.contains("1.0E-6"));
        assertThat(lines).allMatch(line -> line.length() <= 120);
    }

    @Test
    void warningsTimesAndPlacesAreTold() {
        assertThat(SummaryText.lines(summary(front(3), Map.of())))
                .contains("warning: levels are odd", "Tables (Parquet) in /runs/be:", "  results, front")
                .endsWith("Took 61.0 s:", "  solves 1.3 s");
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
