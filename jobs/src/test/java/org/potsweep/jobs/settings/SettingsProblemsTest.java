package org.potsweep.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.potsweep.jobs.UserErrorException;

/** Each test appends lines to sound settings of 19 lines, so that the first appended line is line 20. */
class SettingsProblemsTest {
    private static final int FIRST_LINE = 20;

    @TempDir
    private Path folder;

    private Path conf;
    private String sound;

    @BeforeEach
    void readSoundSettings() throws IOException {
        conf = folder.resolve("sweep.conf");
        try (var small = SettingsProblemsTest.class.getResourceAsStream("/settings/small.conf")) {
            sound = new String(small.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(sound.lines()).hasSize(FIRST_LINE - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fit.eweight = [1, five]                  | fit.eweight[1] must be a number of at least 0, not "five"
            fit.eweight = five                       | fit.eweight must be a number of at least 0, not "five"
            fit.eweight = [1, -5]                    | fit.eweight[1] must be a number of at least 0, not -5
            fit.eweight = [1, NaN]                   | fit.eweight[1] must be a number of at least 0, not "NaN"
            fit.eweight = 1e999                      | fit.eweight must be a number of at least 0, not
            fit.eweight = []                         | fit.eweight must not be empty
            fit.eweight = [5, 1, 5.0]                | fit.eweight has 5.0 twice
            fit.eweight = [5, { a = 1 }]             | fit.eweight[1] must be a number of at least 0, not {"a":1}
            fit.eweight = null                       | fit.eweight is missing: it has no default and must be given (a number of at least 0, or a list of such)
            fit { eweight = 0, fweight = [1, 0] }    | fit.fweight has 0 and so have fit.eweight and fit.vweight: a fit with these has no rows
            fit.ridge = null                         | fit.ridge is null, which is no value: leave it out for its default, [0]
            fit.ewieght = 5                          | fit.ewieght is not a setting (did you mean 'eweight'?)
            fit.speed = 5                            | fit.speed is not a setting; known here: boltzmann, eweight, fweight, group-weights, levels, ridge, vweight
            fit.vweight = [0, -1]                    | fit.vweight[1] must be a number of at least 0, not -1
            fit.levels = [low, hihg]                 | fit.levels[1] must be one of low, high, not "hihg" (did you mean 'high'?)
            fit.group-weights = [{ eweight = 2 }]    | fit.group-weights[0].groups is missing
            fit.group-weights = [{ groups = "a(" }]  | fit.group-weights[0].groups must be a regular expression, not "a("
            fit.group-weights = [{ groups = a, vweight = -1 }] | fit.group-weights[0].vweight must be a number of at least 0, not -1
            fit.boltzmann.temperature-kelvin = 0     | fit.boltzmann.temperature-kelvin must be a number greater than 0, not 0
            fit.boltzmann.minimum = -1               | fit.boltzmann.minimum must be a number of at least 0, not -1
            fits.ridge = 5                           | fits is not a setting (did you mean 'fit'?)
            fit = 5                                  | fit must be a section { }, not 5
            split.by = grup                          | split.by must be one of random, group, file, not "grup" (did you mean 'group'?)
            split.by = 7                             | split.by must be one of random, group, file, not 7
            split.test_fraction = 0.1                | split.test_fraction is not a setting (did you mean 'test-fraction'?)
            split.test-fraction = 1                  | split.test-fraction must be a number between 0 and 1, both excluded, not 1
            split.seed = 1.5                         | split.seed must be a whole number, not 1.5
            split.seed = 1e30                        | split.seed must be a whole number, not
            split.seed = null                        | split.seed is null, which is no value: leave it out for its default, 1
            split.by = group                         | split.by = group needs split.test-groups
            split.by = file                          | split.by = file needs split.test-file
            split.test-groups = [a]                  | split.test-groups is only read with split.by = group
            split.test-file = a                      | split.test-file is only read with split.by = file
            split.test-file = "hdfs://a/b"           | split.test-file must be the name of a local file, not "hdfs://a/b"
            descriptor.twojmax = [4, 15]             | descriptor.twojmax[1] must be a whole number from 0 to 14, not 15
            descriptor.twojmax = 2.5                 | descriptor.twojmax must be a whole number from 0 to 14, not 2.5
            descriptor.rcutfac = 0                   | descriptor.rcutfac must be a number greater than 0, not 0
            descriptor.rfac0 = 1.1                   | descriptor.rfac0 must be a number in (0, 1], not 1.1
            descriptor.switchflag = 2                | descriptor.switchflag must be 0, 1, false or true, not 2
            descriptor.quadraticflg = 1              | descriptor.quadraticflg is not a setting (did you mean 'quadraticflag'?)
            descriptor.elements = null               | descriptor.elements is missing
            descriptor.elements = Be                 | descriptor.elements must be a section { }, not "Be"
            descriptor.elements.BE {radelem=1, wj=1} | descriptor.elements.BE: not the symbol of a chemical element
            descriptor.elements.W { radelem = 1 }    | descriptor.elements.W.wj is missing
            descriptor.elements.Be.sinner = 1        | descriptor.elements.Be.sinner is only read with descriptor.switchinnerflag = 1
            descriptor {switchinnerflag=1, elements.Be {sinner=1, dinner=0}} | descriptor.elements.Be.dinner must be a number greater than 0, not 0
            descriptor.wselfallflag = 1              | descriptor.wselfallflag is only read with descriptor.chemflag = 1
            descriptor.elements.Be.radelm = 1        | descriptor.elements.Be.radelm is not a setting (did you mean 'radelem'?)
            reference-potential.type = zbl           | reference-potential.type zbl needs zbl-inner-angstrom and zbl-outer-angstrom
            reference-potential.zbl-inner-angstrom=1 | reference-potential.zbl-inner-angstrom is only read with reference-potential.type = zbl
            reference-potential {type=zbl, zbl-inner-angstrom=2, zbl-outer-angstrom=1} | reference-potential.zbl-outer-angstrom ZBL is switched off between 0 < inner < outer
            sampling.strategies = [random, leverge]  | sampling.strategies[1] must be one of random, leverage, block-leverage, file, k-fold, not "leverge" (did you mean 'leverage'?)
            sampling.strategies = [random, file]     | sampling.strategies with 'file' needs sampling.ordering-file
            sampling.ordering-file = a               | sampling.ordering-file is only read when sampling.strategies has 'file'
            sampling.sizes = [10, 0]                 | sampling.sizes[1] must be a whole number of at least 1, not 0
            sampling.replicates = 0                  | sampling.replicates must be a whole number of at least 1, not 0
            sampling.leverage.eweight = 0            | sampling.leverage.eweight must be a number greater than 0, not 0
            sampling.leverage.vweight = -1           | sampling.leverage.vweight must be a number of at least 0, not -1
            sampling.leverage.basis = forces         | sampling.leverage.basis must be one of all, energy, not "forces"
            sampling.leverage.twojmax = 8            | sampling.leverage.twojmax must be one of the swept [4, 6], not 8
            sampling.folds = 1                       | sampling.folds must be a whole number of at least 2, not 1
            descriptor.rcutfac = [4.8, 0]            | descriptor.rcutfac[1] must be a number greater than 0, not 0
            descriptor.chemflag = [0, 1, 0]          | descriptor.chemflag has false twice
            front.dominance = lax                    | front.dominance must be one of standard, strict, not "lax"
            front.objectives = []                    | front.objectives must not be empty
            front.objectives = [a, "-a"]             | front.objectives has a twice
            front.objectives = ["-a:min"]            | front.objectives is wrong: '-a:min' is no objective
            front.evaluation-speed { 6 = 0 }         | front.evaluation-speed.6 must be a number greater than 0, not 0
            front.evaluation-speed { six = 1 }       | front.evaluation-speed.six is not a setting; the keys here are whole numbers
            engine.block-size = 128 MiBi             | engine.block-size must be a size in memory such as 128 MiB
            engine.block-size = 0                    | engine.block-size must be a size in memory such as 128 MiB and greater than 0, not 0
            engine.chunk-rows = 0                    | engine.chunk-rows must be a whole number of at least 1, not 0
            engine.memory = 0                        | engine.memory must be a size in memory such as 128 MiB and greater than 0, not 0
            engine.row-cache = -1                    | engine.row-cache must be a size in memory such as 128 MiB of at least 0, not -1
            engine.tile-columns = 50000              | engine.tile-columns must be a whole number of at least 1 and at most 46340, not 50000
            dataset.levels = []                      | dataset.levels must not be empty
            dataset.levels = [a]                     | dataset.levels[0] must be a section { }, not "a"
            dataset.levels = [{ file = a }]          | dataset.levels[0].name is missing
            dataset.levels = [{ name = a }]          | dataset.levels[0]: needs either 'file' or 'files'
            dataset.levels=[{name=a,file=a,files=b}] | dataset.levels[0]: needs either 'file' or 'files', not both
            dataset.levels=[{name=a,file=a,encut=2}] | dataset.levels[0].encut is not a setting (did you mean 'encut-ev'?)
            dataset.levels=[{name=a,file=a},{name=a,file=b}] | dataset.levels[1].name is 'a', as another level's is
            dataset.levels=[{name=a,file=a},{name=b,file=a}] | dataset.levels[1]: reads the same labels from the same files as another level
            dataset.reference-level = hihg           | dataset.reference-level must be one of low, high, not "hihg" (did you mean 'high'?)
            dataset.match-by = id                    | dataset.match-by must be one of config-id, order, not "id"
            dataset.id-key = ""                      | dataset.id-key must be text that is not empty, not ""
            """)
    void namesTheLineAndWhatIsWrong(String line, String problem) throws IOException {
        assertThat(problems("potsweep." + line))
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith(conf + ":" + FIRST_LINE + ": " + problem));
    }

    @Test
    void anInnerSwitchNeedsItsLengths() throws IOException {
        assertThat(problems("potsweep.descriptor.switchinnerflag = 1"))
                .hasSize(2)
                .anyMatch(found -> found.contains("descriptor.elements.Be.sinner is missing"))
                .anyMatch(found -> found.contains("descriptor.elements.Be.dinner is missing"));
    }

    @Test
    void refusesWhatTheDescriptorCannotBe() throws IOException {
        assertThat(problems("potsweep.descriptor.rmin0 = 4.9"))
                .singleElement()
                .asString()
                .startsWith(conf + ":8")
                .contains("descriptor: rmin0 4.9 angstrom reaches the cut-off of Be");
    }

    @Test
    void tellsWhatMustBeGiven() throws IOException {
        sound = "";
        assertThat(problems(""))
                .containsExactlyInAnyOrder(
                        conf + ": dataset.levels is missing: it has no default and must be given"
                                + " (a list of sections [{ }, ...])",
                        conf + ": descriptor.twojmax is missing: it has no default and must be given"
                                + " (a whole number from 0 to 14, or a list of such)",
                        conf + ": descriptor.rcutfac is missing: it has no default and must be given"
                                + " (a number greater than 0, or a list of such)",
                        conf + ": descriptor.elements is missing: it has no default and must be given"
                                + " (a section { } with a name)",
                        conf + ": sampling.sizes is missing: it has no default and must be given"
                                + " (a whole number of at least 1, or a list of such)",
                        conf + ": fit.eweight is missing: it has no default and must be given"
                                + " (a number of at least 0, or a list of such)");
    }

    @Test
    void pointsAtTheSectionThatLacksAKey() throws IOException {
        sound = sound.replace("rcutfac = 4.8", "").replace("wj = 1.0", "");
        assertThat(problems("", Map.of("descriptor.rfac0", "0.9")))
                .hasSize(2)
                .anyMatch(found -> found.startsWith(conf + ":8: descriptor.rcutfac is missing"))
                .anyMatch(found -> found.startsWith(conf + ":11: descriptor.elements.Be.wj is missing"));
    }

    @Test
    void tellsAllProblemsAtOnce() throws IOException {
        String lines = """
                potsweep {
                  split { by = never }
                  descriptor { rcutfac = -1, rfac0 = two }
                  sampling {
                    sizes = [
                      10
                      many
                    ]
                  }
                  speed = 3
                }
                """;
        assertThat(problems(lines, Map.of("fit.ewieght", "3", "engine.tile-columns", "none", "reference.zbl", "4")))
                .containsExactlyInAnyOrder(
                        conf + ":21: split.by must be one of random, group, file, not \"never\"",
                        conf + ":22: descriptor.rcutfac must be a number greater than 0, not -1",
                        conf + ":22: descriptor.rfac0 must be a number in (0, 1], not \"two\"",
                        conf + ":26: sampling.sizes[1] must be a whole number of at least 1, not \"many\"",
                        conf + ":29: speed is not a setting; known here: dataset, descriptor, engine, fit, front,"
                                + " reference-potential, residuals, sampling, split",
                        "command line -D engine.tile-columns: engine.tile-columns must be a whole number of at least 1"
                                + " and at most 46340, not \"none\"",
                        "command line -D fit.ewieght: fit.ewieght is not a setting (did you mean 'eweight'?)",
                        "command line -D reference.zbl: reference is not a setting (did you mean 'reference-potential'?)");
    }

    @Test
    void refusesOptionsThatCannotBeRead() throws IOException {
        for (String value : List.of("[1, 2", "1, other = 2", "", "a:b")) {
            assertThat(problems("", Map.of("fit.ridge", value)))
                    .as(value)
                    .singleElement()
                    .asString()
                    .startsWith("command line -D fit.ridge: '" + value + "' cannot be read");
        }
        assertThat(problems("", Map.of("fit..ridge", "1")))
                .singleElement()
                .asString()
                .startsWith("command line -D fit..ridge: ");
    }

    @Test
    void refusesSettingsOutsideTheSection() throws IOException {
        assertThat(problems("mine = 3\nfit { ridge = 1e-6 }\npotswep { }\npotsweep.fit.ridge = ${mine}"))
                .containsExactlyInAnyOrder(
                        conf + ":21: fit stands outside potsweep { }, where nothing is read",
                        conf + ":22: potswep is not a setting (did you mean 'potsweep'?)");
        sound = "";
        assertThat(problems("\npotsweep = 5"))
                .singleElement()
                .isEqualTo(conf + ":2: potsweep must be a section { }, not 5");
    }

    @Test
    void namesTheIncludedFile() throws IOException {
        Files.writeString(folder.resolve("more.conf"), "\npotsweep.fit.ridge = none\n");
        assertThat(problems("include \"more.conf\""))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("more.conf") + ":2: fit.ridge must be");
    }

    @Test
    void namesTheEnvironment() throws IOException {
        assertThat(problems("potsweep.fit.ridge = ${PATH}"))
                .singleElement()
                .asString()
                .contains("env variables: fit.ridge must be a number of at least 0");
    }

    @Test
    void refusesWhatIsNotHocon() throws IOException {
        assertThat(problems("potsweep {\n  fit { ridge = [1, 2 }\n}"))
                .singleElement()
                .asString()
                .startsWith(conf + ":21: ");
        assertThat(problems("\npotsweep.fit.ridge = ${nothing.there}"))
                .singleElement()
                .asString()
                .startsWith(conf + ":21: ")
                .contains("${nothing.there}");
        assertThat(problems("\nthis = ${that}\nthat = ${this}"))
                .singleElement()
                .asString()
                .startsWith(conf + ":2");
        assertThat(problems("include required(\"absent.conf\")"))
                .singleElement()
                .asString()
                .contains("absent.conf");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path absent = folder.resolve("absent.conf");
        assertThat(refusal(absent, Map.of()).getMessage()).isEqualTo(absent + ": the settings file does not exist");
        assertThat(refusal(folder, Map.of()).getMessage())
                .isEqualTo(folder + ": the settings file is not a file that can be read");
    }

    private List<String> problems(String lines) throws IOException {
        return problems(lines, Map.of());
    }

    private List<String> problems(String lines, Map<String, String> overrides) throws IOException {
        Files.writeString(conf, sound + lines + "\n");
        return refusal(conf, overrides).getMessage().lines().toList();
    }

    private static UserErrorException refusal(Path conf, Map<String, String> overrides) {
        UserErrorException refusal =
                catchThrowableOfType(UserErrorException.class, () -> SettingsReader.read(conf, overrides));
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.kind()).isEqualTo(UserErrorException.Kind.SETTINGS);
        return refusal;
    }

    @Test
    void aSectionThatIsNotClosedIsTold() throws IOException {
        Files.writeString(conf, sound.substring(0, sound.lastIndexOf('}')));

        UserErrorException refusal =
                catchThrowableOfType(UserErrorException.class, () -> SettingsReader.read(conf, Map.of()));

        assertThat(refusal)
                .hasMessageStartingWith(conf + ":")
                .hasMessageEndingWith(": the file ends inside a section: a closing brace } is missing");
    }
}
