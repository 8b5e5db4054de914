package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code levels} on settings, which needs no Spark; its numbers are checked where they are made. */
class LevelsCommandTest {
    private static final String SWEEP = "../conf/beryllium/sweep.conf";

    private static Outcome levels(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "levels";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Outcome.of(all);
    }

    @Test
    void printsWhatTheReadmeShows() throws Exception {
        Outcome outcome = levels(SWEEP);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).allMatch(line -> line.length() <= 120);
        String readme = Files.readString(Path.of("../README.md"));
        assertThat(readme).contains("```text\n" + String.join("\n", outcome.out()) + "\n```");
    }

    @Test
    void groupsAndOtherChoicesArePrintedOnRequest() {
        Outcome groups = levels(SWEEP, "--by-group");
        assertThat(groups.out())
                .anyMatch(line -> line.matches("sc_vac +5 +4 +4\\.86 .*99\\.3"))
                .allMatch(line -> line.length() <= 120);

        Outcome other = levels(SWEEP, "--coordinate", "encut", "--mode", "pooled", "--bulk", "be-21-0001");
        assertThat(other.out())
                .contains("Advice: level 6, cut-off 450 eV.")
                .anyMatch(line -> line.contains("of be-21-0001 or the mean"))
                .anyMatch(line -> line.matches("fcc +300 +300 +300 +350 +350"));
    }

    @Test
    void csvHoldsTheTable() {
        List<String> lines = levels(SWEEP, "--format", "csv").out();
        assertThat(lines).hasSize(1 + 6 * 14);
        assertThat(lines.get(0)).startsWith("level,scope,name,kspacing_per_angstrom,encut_ev,reference_level");
        assertThat(lines.get(1)).startsWith("1,all,,1.2,200.0,6,be-21-0021,401,1890,");
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 21);
    }

    @Test
    void jsonHoldsBothTablesTheAdviceAndTheNotes() throws Exception {
        Outcome outcome = levels(SWEEP, "--format", "json");
        JsonNode json = new ObjectMapper().readTree(String.join("\n", outcome.out()));
        assertThat(json.get("levels")).hasSize(84);
        assertThat(json.get("level_thresholds")).hasSize(100);
        assertThat(json.get("advice").get("advised_level").asText()).isEqualTo("6");
        assertThat(json.get("advice").get("threshold").asDouble()).isEqualTo(0.42);
        assertThat(json.get("notes")).isNotEmpty();
    }

    @Test
    void onlyTheDatasetOfTheSettingsIsNeeded(@TempDir Path folder) throws Exception {
        String frame = "2\nenergy=%s config_id=m1 Properties=species:S:1:pos:R:3:forces:R:3 pbc=\"F F F\"\n"
                + "Be 0 0 0 0 0 %s\nBe 0 0 2 0 0 0\n";
        Files.writeString(folder.resolve("a.xyz"), frame.formatted("-7", "0.3"));
        Files.writeString(folder.resolve("b.xyz"), frame.formatted("-7.2", "0.0"));
        Path conf = Files.writeString(
                folder.resolve("data.conf"),
                "potsweep.dataset.levels = [{ name = low, file = a.xyz }, { name = high, file = b.xyz }]\n");

        Outcome outcome = levels(conf.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .anyMatch(line -> line.matches("low +- +- +- +- +100 +100 +100 +0 +0 +122 +- +-"))
                .anyMatch(line -> line.startsWith("no thresholds in the k-spacing: no level declares it"))
                .anyMatch(line -> line.startsWith("no thresholds in the cut-off: no level declares it"))
                .anyMatch(line -> line.startsWith("note: no structure has a stress"))
                .noneMatch(line -> line.contains("shortest lattice vector"))
                .noneMatch(line -> line.contains("NaN"));

        JsonNode json = new ObjectMapper()
                .readTree(String.join(
                        "\n", levels(conf.toString(), "--format", "json").out()));
        assertThat(json.get("advice").isNull()).isTrue();
        assertThat(json.get("notes").toString()).contains("no thresholds in the k-spacing");

        Outcome single = levels(conf.toString(), "-D", "dataset.levels=[{ name = low, file = a.xyz }]");
        assertThat(single.exitCode()).isEqualTo(3);
        assertThat(single.err()).anyMatch(line -> line.contains("has one level, 'low'"));
    }

    @Test
    void mistakesAreToldWithoutStackTraces() {
        assertThat(levels(SWEEP, "--reference", "9").err())
                .containsExactly("potsweep: there is no level '9' to compare with; the levels are 1, 2, 3, 4, 5, 6");
        assertThat(levels(SWEEP, "--bulk", "nobody").exitCode()).isEqualTo(3);
        assertThat(levels("../conf/beryllium/level-1.xyz").err())
                .singleElement()
                .asString()
                .contains("level-1.xyz holds structures");
        assertThat(levels(SWEEP, "--mode", "median").exitCode()).isEqualTo(2);
        assertThat(levels("--help").out().get(0)).startsWith("Usage: potsweep levels");
    }
}
