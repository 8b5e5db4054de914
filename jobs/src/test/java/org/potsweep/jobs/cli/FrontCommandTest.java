package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code potsweep front} on a table of a user's own. */
class FrontCommandTest {
    @TempDir
    private Path folder;

    private String table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(folder.resolve("fits.csv"), """
                        model,fit,error,speed,note
                        "a, small",1,5,100,x
                        "a, small",2,7,120,x
                        b,1,4,40,x
                        b,2,0,60,x
                        c,1,8,90,x
                        c,2,9,,x
                        """).toString();
    }

    private static Outcome front(String... arguments) {
        List<String> all = new ArrayList<>(List.of("front", "--master", "local[1]"));
        all.addAll(List.of(arguments));
        return Outcome.of(all.toArray(String[]::new));
    }

    /** Without --group-by every row is a point; the text says what was left out. */
    @Test
    void everyRowIsComparedUnlessRowsAreGrouped() {
        Outcome outcome = front(table, "--objectives", "error,-speed");

        assertThat(outcome.exitCode()).as("%s", outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "Pareto front of error and speed (maximised): 3 of 5 rows,",
                        "all shown, by speed; note x.",
                        "Note: Left out for want of a finite value: 1 of 6 rows (speed in 1).")
                .anyMatch(line -> line.matches("a, small +2 +7\\.000 +120\\.0 +best speed"));
    }

    /** Medians over one replicate, and its share, would say nothing. */
    @Test
    void ofSharesAndMediansNothingIsSaidWhereCellsHaveOneReplicate() throws IOException {
        String once = Files.writeString(
                        folder.resolve("once.csv"), "model,replicate,error,speed\na,1,5,100\nb,1,4,40\n")
                .toString();
        String twice = Files.writeString(
                        folder.resolve("twice.csv"),
                        "model,replicate,error,speed\na,1,5,100\nb,1,4,40\na,2,5,100\nb,2,4,40\n")
                .toString();

        String ofOne = String.join(
                "\n",
                front(once, "--objectives", "error,-speed", "--group-by", "model")
                        .out());
        String ofTwo = String.join(
                "\n",
                front(twice, "--objectives", "error,-speed", "--group-by", "model")
                        .out());

        assertThat(ofOne).contains("The knee").doesNotContain("edians", "100 %", "On front");
        assertThat(ofTwo).contains("Values are medians over replicates.", "100 %", "\"On front\"");
    }

    @Test
    void csvHasGroupsAndSpreadsAndTellsItsNotesElsewhere() {
        Outcome outcome = front(table, "--objectives", "error,speed:max", "--group-by", "model", "--format", "csv");

        assertThat(outcome.exitCode()).as("%s", outcome.err()).isZero();
        assertThat(outcome.out())
                .containsExactly(
                        "model,replicates,error,error_p16,error_p84,speed,speed_p16,speed_p84",
                        "\"a, small\",2,6.0,5.32,6.68,110.0,103.2,116.8",
                        "b,2,2.0,0.64,3.36,50.0,43.2,56.8");
        assertThat(outcome.err())
                .containsExactly(
                        "potsweep: note: Left out for want of a finite value: 1 of 6 rows (speed in 1).",
                        "potsweep: note: Cells hold from 1 to 2 rows.");
    }

    @Test
    void jsonCarriesWhatWasAskedAndWhatCameOfIt() throws IOException {
        Outcome outcome = front(
                table,
                "--with",
                "seconds=1 / speed",
                "--where",
                "speed IS NOT NULL",
                "--where",
                "model <> 'c'",
                "--objectives",
                "error,seconds:log",
                "--group-by",
                "model",
                "--reduce",
                "mean",
                "--bootstrap",
                "20",
                "--dominance",
                "strict",
                "--reference-point",
                "10,0.1",
                "--per",
                "model",
                "--format",
                "json");

        assertThat(outcome.exitCode()).as("%s", outcome.err()).isZero();
        JsonNode root = new ObjectMapper().readTree(String.join("\n", outcome.out()));
        assertThat(root.path("dominance").asText()).isEqualTo("strict");
        assertThat(root.path("reduction").asText()).isEqualTo("mean");
        assertThat(root.path("rows").asInt()).isEqualTo(4);
        assertThat(root.path("notes")).isEmpty();
        assertThat(root.at("/objectives/1/column").asText()).isEqualTo("seconds");
        assertThat(root.at("/objectives/1/logarithmic").asBoolean()).isTrue();
        assertThat(root.path("fronts"))
                .extracting(f -> f.path("front").asText())
                .containsExactly("all", "model=a, small", "model=b");
        JsonNode all = root.at("/fronts/0");
        assertThat(all.path("cells_on_front").asInt()).isEqualTo(2);
        assertThat(all.at("/reference_point/error").asDouble()).isEqualTo(10);
        assertThat(all.at("/best_row/error").asInt()).isEqualTo(1);
        assertThat(all.at("/rows/1/error").asDouble()).isEqualTo(2);
        // Means (6, 11/1200) and (2, 1/48): rectangles in error and decades below the corner (10, 0.1).
        double a = Math.log10(0.1 * 1200 / 11);
        double b = Math.log10(0.1 * 48);
        assertThat(all.path("hypervolume").asDouble()).isCloseTo(4 * a + 4 * b, within(1e-12));
        assertThat(all.path("hypervolume_share").asDouble()).isCloseTo((4 * a + 4 * b) / (8 * a), within(1e-12));
    }

    @Test
    void mistakesAreToldWithoutAStackTrace() {
        assertThat(front(table, "--objectives", "-error:min").exitCode()).isEqualTo(2);
        assertThat(front(table, "--objectives", "error", "--bootstrap", "-1").exitCode())
                .isEqualTo(2);

        Outcome reference = front(table, "--objectives", "error,speed", "--reference-point", "1");
        assertThat(reference.exitCode()).isEqualTo(2);
        assertThat(reference.err()).anyMatch(line -> line.contains("--reference-point has 1 values for 2 objectives"));

        Outcome run = front(table, "--with", "x=error / (fit - 1)", "--objectives", "x");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .anyMatch(line -> line.contains("Division by zero"))
                .noneMatch(line -> line.contains("\tat "));

        Outcome defaults = front(table);
        assertThat(defaults.exitCode()).isEqualTo(4);
        assertThat(defaults.err())
                .anyMatch(line -> line.contains("the table has no column test_energy_rmse_mev_per_atom"))
                .anyMatch(line -> line.contains("model, fit, error, speed, note"));
    }
}
