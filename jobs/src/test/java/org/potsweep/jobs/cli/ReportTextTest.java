package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.report.DataTable;
import org.potsweep.jobs.report.ReportAnswers;

class ReportTextTest {
    private static final String ENERGY = "test_energy_rmse_mev_per_atom";
    private static final String FORCE = "test_force_rmse_mev_per_angstrom";

    private static final DataTable CURVES = new DataTable(
            List.of(
                    "strategy",
                    "subset_size",
                    ENERGY,
                    ENERGY + "_p16",
                    ENERGY + "_p84",
                    FORCE,
                    FORCE + "_p16",
                    FORCE + "_p84"),
            List.of(List.of("random", 20, 51.25, 40.0, 60.0, 300.0, 290.0, 310.0)));

    private static final DataTable SUBSETS = new DataTable(
            List.of("strategy", "twojmax", "error", "largest", "at_largest", "smallest_by_median", "smallest_by_p84"),
            List.of(
                    List.of("random", 6, ENERGY, 190, 32.5, 140, 190),
                    Arrays.asList("random", 6, FORCE, 190, 260.0, 100, null)));

    private static final DataTable KEPT = new DataTable(
            List.of("level", "key", "mark", "on_front", "kind", "level_rmse", "model_rmse", "correlation", "share"),
            List.of(
                    Arrays.asList("1", "a", null, true, "energy", 20.0, 40.0, 0.2, 0.4),
                    Arrays.asList("1", "a", null, true, "force", 60.0, 300.0, 0.0, 0.0),
                    Arrays.asList("1", "b", "knee", true, "energy", 20.0, 60.0, 0.4, 0.8),
                    Arrays.asList("1", "b", "knee", true, "force", 60.0, 500.0, null, null),
                    Arrays.asList("1", "c", "named", false, "energy", 20.0, 80.0, -0.1, -0.5),
                    Arrays.asList("1", "c", "named", false, "force", 60.0, 700.0, 0.1, 0.3)));

    private static List<String> lines(Optional<DataTable> kept) {
        return new ReportText(
                        new ReportAnswers("page", 0.1, "DFT level 6", CURVES, "", SUBSETS, kept, List.of("1", "6")))
                .lines().stream().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void printsCurvesAndSubsets() {
        assertThat(lines(Optional.empty()))
                .contains("Learning curves at DFT level 6: median and 16-84 % over replicates.")
                .contains(" random 20 51.25 40.0-60.0 300.0 290-310")
                .contains(
                        "10 % of the largest subset's median, by its median and by its 84th percentile over replicates.")
                .contains(" random 6 190 32.50 140 190 260.0 100 none")
                .noneMatch(line -> line.contains("correct the error"));
    }

    /** Medians over the two cells on the front, then each cell that stands out. */
    @Test
    void printsWhatModelsKeep() {
        assertThat(lines(Optional.of(KEPT)))
                .containsSubsequence(
                        " 1 2 on the front 20.00 50.00 0.30 0.60 60.00 400.0 0 0",
                        " 1 1 knee 20.00 60.00 0.40 0.80 60.00 500.0 - -",
                        " 1 1 named 20.00 80.00 -0.10 -0.50 60.00 700.0 0.10 0.30")
                .noneMatch(line -> line.startsWith(" 6 "));
    }
}
