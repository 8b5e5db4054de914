package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no Spark, on the bundled beryllium data; and what is printed for the user's mistakes. */
class MainTest {
    private static final String SWEEP = "../conf/beryllium/sweep.conf";

    @TempDir
    private Path folder;

    @Test
    void validateTellsOfFoldsAndHoldsNoSizesAgainstThem() {
        Outcome folds = Outcome.of(
                "validate",
                SWEEP,
                "-D",
                "sampling.strategies=[k-fold]",
                "-D",
                "sampling.sizes=[5000]",
                "-D",
                "sampling.folds=6");
        assertThat(folds.exitCode()).isZero();
        assertThat(folds.out())
                .contains(
                        "split           200 for training, 201 for testing",
                        "k-fold          6 fits, each without 33 or 34 of the training structures, which it is tested on");
        Outcome beside = Outcome.of(
                "validate", SWEEP, "-D", "sampling.strategies=[k-fold, random]", "-D", "sampling.sizes=[5000]");
        assertThat(beside.err()).anyMatch(line -> line.contains("sampling.sizes asks for 5000"));
    }

    @Test
    void validateSaysWhatTheDataHold() {
        Outcome outcome = Outcome.of("validate", SWEEP);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains(
                        "configurations  401 labelled at every level, 1,890 atoms",
                        "split           200 for training (the largest subset takes 190), 201 for testing",
                        "dropped: none")
                .anyMatch(line -> line.matches("6 +401 +0\\.3 +450 +10\\.89 +reference"))
                .anyMatch(line -> line.matches("bcc_vac +6"))
                .anyMatch(line -> line.matches("fingerprint +[0-9a-f]{64}"))
                .endsWith("ok");
    }

    @Test
    void planTellsModelsAndTheFitsThatMustFallBack() {
        Outcome outcome = Outcome.of(
                "plan", SWEEP, "--no-calibration", "-D", "sampling.replicates=2", "-D", "sampling.sizes=[20, 90, 200]");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .anyMatch(line -> line.matches("cells +864"))
                .anyMatch(line -> line.matches("models +1,728 .*"))
                .anyMatch(line -> line.matches(" +8 +quadratic +1,595 +432 +20, 90"));
    }

    @Test
    void aSweepThatDoesNotFitIsPlannedAndRefused() {
        Outcome outcome = Outcome.of("plan", SWEEP, "--no-calibration", "-D", "engine.memory=100MiB");

        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.out()).anyMatch(line -> line.startsWith("models"));
        assertThat(outcome.err())
                .anyMatch(line -> line.contains("a task that solves needs"))
                .anyMatch(line -> line.contains("ways out: "));
    }

    @Test
    void everyCommandHasHelpWithTheExitCodes() {
        for (String command : List.of(
                "validate", "plan", "run", "front", "recommend", "export", "select", "descriptors", "evaluate")) {
            Outcome outcome = Outcome.of(command, "--help");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out().get(0)).startsWith("Usage: potsweep " + command);
            assertThat(outcome.out()).anyMatch(line -> line.matches(" +3 +something is wrong with the settings"));
        }
        assertThat(Outcome.of("--version").out()).singleElement().asString().startsWith("potsweep ");
    }

    @Test
    void selectionsThatMakeNoSenseAreRefusedBeforeAnythingIsRead() {
        Map<String, String[]> mistakes = Map.of(
                "--size: at least one structure, not 0", new String[] {"--size", "0", "--strategy", "leverage"},
                "it is one of random, leverage, block-leverage, not 'k-fold'",
                        new String[] {"--size", "5", "--strategy", "k-fold"},
                "it is one of random, leverage, block-leverage, not 'magic'",
                        new String[] {"--size", "5", "--strategy", "magic"},
                "--basis energy: block-leverage sums the scores of all rows",
                        new String[] {"--size", "5", "--strategy", "block-leverage", "--basis", "energy"},
                "--largest-first is of scores, which the strategy random has not",
                        new String[] {"--size", "5", "--strategy", "random", "--largest-first"},
                "--replicate: replicates count from 1, not 0",
                        new String[] {"--size", "5", "--strategy", "random", "--replicate", "0"});
        mistakes.forEach((problem, options) -> {
            List<String> arguments = new ArrayList<>(List.of("select", "no.xyz", "--conf", "no.conf", "--out", "no"));
            arguments.addAll(List.of(options));
            Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
            assertThat(outcome.exitCode()).as(problem).isEqualTo(2);
            assertThat(outcome.err()).anyMatch(line -> line.contains(problem));
        });
    }

    @Test
    void mistakesOfTheCommandLineExitWithTwo() {
        assertThat(Outcome.of().err()).contains("potsweep: a command is missing");
        for (String[] arguments : new String[][] {
            {}, {"rnu"}, {"run", SWEEP}, {"front", "x", "--dominance", "weak"}, {"plan", SWEEP, "--cores", "0"}
        }) {
            Outcome outcome = Outcome.of(arguments);
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).isNotEmpty().noneMatch(line -> line.contains("\tat "));
        }
        assertThat(Outcome.of("valdate", "x").err())
                .contains("potsweep: there is no command 'valdate'")
                .anyMatch(line -> line.contains("Did you mean: potsweep validate"));
        assertThat(Outcome.of("front", "x", "--dominance", "weak").err())
                .contains(
                        "potsweep: Invalid value for option '--dominance': it is one of standard, strict, not 'weak'");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Outcome.of("help").out()).isEqualTo(Outcome.of("--help").out());
        assertThat(Outcome.of("help", "plan").out())
                .isEqualTo(Outcome.of("plan", "--help").out());
        assertThat(Outcome.of("help").exitCode()).isZero();
    }

    /** Sound by themselves, so that only the data tell. */
    @Test
    void settingsThatAreImpossibleWithTheDataAreNamedWithTheirPlace() throws IOException {
        int line = 1 + Files.readAllLines(Path.of(SWEEP)).indexOf("    sizes = [20, 40, 70, 100, 140, 190]");

        assertThat(Outcome.of("validate", SWEEP, "-D", "split.test-fraction=0.9")
                        .err())
                .anyMatch(text -> text.startsWith("potsweep: ")
                        && text.contains("sweep.conf:" + line + ": sampling.sizes asks for 190"));
        assertThat(Outcome.of("validate", SWEEP, "-D", "split.by=group", "-D", "split.test-groups=[hpc]")
                        .err())
                .anyMatch(text ->
                        text.contains("command line -D split.test-groups: split.test-groups: no configuration"));
        assertThat(Outcome.of("validate", SWEEP, "-D", "front.objectives=[speed]")
                        .err())
                .anyMatch(text -> text.contains("command line -D front.objectives: front.objectives: results"));
    }

    @Test
    void mistakesOfTheSettingsExitWithThree() {
        Outcome unknown = Outcome.of("validate", SWEEP, "-D", "sampling.sizess=[3]");
        Outcome large = Outcome.of("validate", SWEEP, "-D", "sampling.sizes=[201]");

        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.err())
                .singleElement()
                .asString()
                .startsWith("potsweep: ")
                .contains("did you mean 'sizes'");
        assertThat(large.exitCode()).isEqualTo(3);
        assertThat(large.err()).singleElement().asString().contains("201").contains("200 of 401");
    }

    @Test
    void atomsWithoutNeighboursAreWarnedOf() {
        String none = "warning: no atom of any configuration has a neighbour within the cut-off, descriptor.rcutfac"
                + " (radelem + radelem) = 0.8000 angstrom: there is nothing to fit";

        assertThat(Outcome.of("validate", SWEEP, "-D", "descriptor.rcutfac=0.8").out())
                .contains(none);
        assertThat(Outcome.of("plan", SWEEP, "-D", "descriptor.rcutfac=0.8").out())
                .contains(none);
        assertThat(Outcome.of("validate", SWEEP, "-D", "descriptor.rcutfac=2.1").out())
                .anyMatch(line -> line.matches(
                        "warning: [1-9][0-9]* of 401 configurations have atoms without a neighbour .* such as .+"));
        assertThat(Outcome.of("validate", SWEEP).out()).noneMatch(line -> line.startsWith("warning"));
    }

    @Test
    void subsetsThatAreTooLargeSayWhatWasDropped() throws Exception {
        String frame = "1\nenergy=1 Properties=species:S:1:pos:R:3:forces:R:3 config_id=%s\nBe 0 0 0 0 0 0\n";
        String ids = "a b c d e f";
        StringBuilder low = new StringBuilder();
        for (String id : ids.split(" ")) {
            low.append(frame.formatted(id));
        }
        Files.writeString(folder.resolve("low.xyz"), low);
        Files.writeString(folder.resolve("high.xyz"), low.substring(0, low.length() * 4 / 6));
        Path conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = low, file = "low.xyz" }, { name = high, file = "high.xyz" }]
                  descriptor { twojmax = [2], rcutfac = 4, elements { Be { radelem = 0.5, wj = 1 } } }
                  sampling.sizes = [3]
                  fit.eweight = [1]
                }
                """);

        assertThat(Outcome.of("validate", conf.toString()).err())
                .containsExactly("potsweep: " + conf
                        + ":4: sampling.sizes asks for 3 training configurations, but the split leaves 2 of"
                        + " 4 (2 more were dropped: 2 not labelled at level high)");
    }

    @Test
    void mistakesOfTheDataExitWithFour() throws Exception {
        Path data = Files.writeString(folder.resolve("a.xyz"), "2\nenergy=1 config_id=m1\nBe 0 0 0\n");
        Path conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = "only", file = "a.xyz" }]
                  descriptor { twojmax = [2], rcutfac = 4, elements { Be { radelem = 0.5, wj = 1 } } }
                  sampling.sizes = [1]
                  fit.eweight = [1]
                }
                """);

        Outcome outcome = Outcome.of("validate", conf.toString());

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).anyMatch(line -> line.startsWith("potsweep: ") && line.contains(data + ":"));
    }

    @Test
    void atomsOfAnElementThatTheModelLacksAreRefused() throws Exception {
        String conf = Files.readString(Path.of(SWEEP)).replace("elements { Be", "elements { Ta");
        conf = conf.replace(
                "file = \"", "file = \"" + Path.of(SWEEP).toAbsolutePath().getParent() + "/");
        Path other = Files.writeString(folder.resolve("ta.conf"), conf);

        Outcome outcome = Outcome.of("validate", other.toString());

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .contains("atoms of Be", "first in configuration", "descriptor.elements lists [Ta]");
    }

    @Test
    void evaluateRefusesWhatItCannotReadBeforeSparkStarts() throws Exception {
        Path coefficients = Files.writeString(folder.resolve("m.snapcoeff"), "1 2\nBe 0.5 1\n-3.7\n0.1\n");
        Path parameters = Files.writeString(folder.resolve("m.snapparam"), "rcutfac 4\ntwojmax 0\nrcutfak 3\n");
        Path data = Files.writeString(folder.resolve("a.xyz"), "1\nenergy=low\nBe 0 0 0\n");
        String[] arguments = {
            "evaluate", "--model", coefficients.toString(), "--param", parameters.toString(), data.toString()
        };

        Outcome unknown = Outcome.of(arguments);
        assertThat(unknown.exitCode()).isEqualTo(4);
        assertThat(unknown.err()).containsExactly("potsweep: " + parameters + ":3: unknown key rcutfak");

        Files.writeString(parameters, "rcutfac 4\ntwojmax 0\n");
        Outcome label = Outcome.of(arguments);
        assertThat(label.exitCode()).isEqualTo(4);
        assertThat(label.err()).singleElement().asString().contains(data + ":2: configuration frame-1: energy=\"low\"");

        for (String radii : List.of("4", "4.8,4", "x,5")) {
            Outcome outcome = Outcome.of("evaluate", "--zbl", radii, "--model", "m", "--param", "p", data.toString());
            assertThat(outcome.exitCode()).as(radii).isEqualTo(2);
            assertThat(outcome.err()).isNotEmpty().noneMatch(line -> line.contains("\tat "));
        }
    }
}
