package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.SelectJob;
import org.potsweep.jobs.SelectJob.Request;
import org.potsweep.jobs.SelectJob.Selected;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.dataset.UnlabelledStructures;
import org.potsweep.jobs.design.Exclusion;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SelectionSettings;
import org.potsweep.jobs.settings.SettingsReader;

/** Selections among structures without labels, against singular values of explicit rows and against a sweep. */
class SelectionTest {
    private static final int TWOJMAX = 4;
    private static final double EWEIGHT = 150;
    private static final SelectionSettings SETTINGS = SettingsReader.readSelection(Sweeps.BERYLLIUM, Map.of());
    private static final Path DATA = Sweeps.BERYLLIUM.resolveSibling("level-3.xyz");

    @TempDir
    private static Path folder;

    private static LabelledDataset dataset;
    private static ExplicitRows rows;
    private static List<Integer> all;

    @BeforeAll
    static void readRows() {
        dataset = DatasetReader.read(Sweeps.beryllium(Map.of()).dataset());
        rows = new ExplicitRows(dataset, SETTINGS.descriptor().snap().withTwojmax(TWOJMAX));
        all = IntStream.range(0, dataset.configurations().size()).boxed().toList();
    }

    private static List<LabelledConfiguration> structures() {
        return UnlabelledStructures.read(
                List.of(DATA), SETTINGS.idKey(), SETTINGS.groupKey(), SETTINGS.minimumDistanceAngstrom(), false);
    }

    private static Request request(int size, Strategy strategy, Basis basis) {
        return new Request(size, strategy, basis, OptionalInt.of(TWOJMAX), false, 1, 1);
    }

    private static Selected select(List<LabelledConfiguration> structures, Request request, String out) {
        return new SelectJob(structures, SETTINGS, request, folder.resolve(out).toString())
                .execute(LocalSpark.shared());
    }

    private static List<Row> ordering(String out) {
        return Sweeps.table(LocalSpark.shared(), folder.resolve(out), "orderings")
                .orderBy("rank")
                .collectAsList();
    }

    private static List<String> ids(String out) {
        return ordering(out).stream().map(row -> row.<String>getAs("config_id")).toList();
    }

    /** The published scores, by id, against those of the rows. */
    private static void assertScores(String out, Map<String, Double> expected) {
        assertThat(ordering(out))
                .hasSize(expected.size())
                .allSatisfy(row -> assertThat(row.<Double>getAs("score"))
                        .isCloseTo(expected.get(row.<String>getAs("config_id")), within(1e-9)));
    }

    /** Sums of the leverage of each structure's rows; of its energy row alone if {@code rowsOf} is 1. */
    private static Map<String, Double> sums(double[] leverage, boolean block, boolean energiesOnly) {
        Map<String, Double> sums = new LinkedHashMap<>();
        int row = 0;
        for (LabelledConfiguration labelled : dataset.configurations()) {
            int natoms = labelled.configuration().natoms();
            double sum = leverage[row];
            for (int r = 1; block && r < 1 + 3 * natoms; r++) {
                sum += leverage[row + r];
            }
            sums.put(labelled.configuration().id(), sum);
            row += energiesOnly ? 1 : 1 + 3 * natoms;
        }
        return sums;
    }

    @Test
    void scoresOfEnergyRowsAreTheDiagonalOfTheirHatMatrix() {
        Selected selected = select(structures(), request(30, Strategy.LEVERAGE, Basis.ENERGY), "energy");
        int n = all.size();
        int p = rows.columns();
        double[] energies = new double[n * p];
        double[] whole = rows.weighted(all, 1, 1);
        int total = rows.rows(all);
        int from = 0;
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < p; c++) {
                energies[c * n + i] = whole[c * total + from];
            }
            from += rows.rows(List.of(i));
        }
        assertScores("energy", sums(SvdLeastSquares.leverage(energies, n, p, 1e-12), false, true));
        assertThat(selected.scores().orElseThrow().rank()).isEqualTo(p);
        assertThat(selected.scores().orElseThrow().rows()).isEqualTo(n);
    }

    @Test
    void scoresOfAllRowsAreTheDiagonalOfTheirHatMatrix() {
        double[] leverage =
                SvdLeastSquares.leverage(rows.weighted(all, EWEIGHT, 1), rows.rows(all), rows.columns(), 1e-12);
        select(structures(), request(30, Strategy.LEVERAGE, Basis.ALL), "all-rows");
        assertScores("all-rows", sums(leverage, false, false));
        select(structures(), request(30, Strategy.BLOCK_LEVERAGE, Basis.ALL), "blocks");
        assertScores("blocks", sums(leverage, true, false));
    }

    @Test
    void aSmallerSelectionBeginsALargerOneAndTheSameIsChosenAgain() {
        Selected small = select(structures(), request(10, Strategy.LEVERAGE, Basis.ENERGY), "small");
        Selected large = select(structures(), request(40, Strategy.LEVERAGE, Basis.ENERGY), "large");
        assertThat(ids("large")).isEqualTo(ids("small"));
        assertThat(large.structures()).hasSize(40);
        assertThat(small.structures())
                .extracting(s -> s.configuration().id())
                .isEqualTo(large.structures().subList(0, 10).stream()
                        .map(s -> s.configuration().id())
                        .toList());
        Request other = new Request(40, Strategy.LEVERAGE, Basis.ENERGY, OptionalInt.of(TWOJMAX), false, 1, 2);
        select(structures(), other, "other");
        assertThat(ids("other").subList(0, 40)).isNotEqualTo(ids("large").subList(0, 40));
    }

    @Test
    void chosenStructuresAreWrittenAsTheyWereRead() {
        Selected selected = select(structures(), request(25, Strategy.RANDOM, Basis.ENERGY), "written");
        Path file = folder.resolve("written").resolve(SelectJob.SELECTED);
        List<LabelledConfiguration> again =
                UnlabelledStructures.read(List.of(file), SETTINGS.idKey(), SETTINGS.groupKey(), 0.5, false);
        List<LabelledConfiguration> sorted = selected.structures().stream()
                .sorted(Comparator.comparing(s -> s.configuration().id()))
                .toList();
        assertThat(again)
                .extracting(s -> s.configuration())
                .isEqualTo(sorted.stream()
                        .map(LabelledConfiguration::configuration)
                        .toList());
        assertThat(again)
                .extracting(LabelledConfiguration::group)
                .isEqualTo(sorted.stream().map(LabelledConfiguration::group).toList());
        assertThat(selected.scores()).isEmpty();
    }

    /** As a user goes on: what was chosen first is left out of the next choice, under a key of the user's own. */
    @Test
    void theCommandTakesAndWritesTheUsersKeys() throws Exception {
        String frames = Files.readString(Sweeps.BERYLLIUM.resolveSibling("level-1.xyz"))
                .replace("config_id=", "name=")
                .replace("group=", "kind=");
        Path data = Files.writeString(folder.resolve("named.xyz"), frames);
        List<String> common = List.of(
                "select",
                data.toString(),
                "--conf",
                Sweeps.BERYLLIUM.toString(),
                "--strategy",
                "leverage",
                "--twojmax",
                "2",
                "--master",
                "local[2]",
                "-D",
                "dataset.id-key=name",
                "-D",
                "dataset.group-key=kind");
        List<String> first = new ArrayList<>(common);
        first.addAll(List.of("--size", "30", "--out", "named-1"));
        Potsweep.Outcome chosen = Potsweep.run(folder, first.toArray(String[]::new));
        assertThat(chosen.exitCode()).as(String.join("\n", chosen.err())).isZero();
        Path selected = folder.resolve("named-1").resolve(SelectJob.SELECTED);
        assertThat(Files.readString(selected)).contains(" name=be-", " kind=").doesNotContain("config_id", "group=");

        List<String> next = new ArrayList<>(common);
        next.addAll(List.of("--size", "371", "--exclude", selected.toString(), "--out", "named-2"));
        Potsweep.Outcome others = Potsweep.run(folder, next.toArray(String[]::new));
        assertThat(others.exitCode()).as(String.join("\n", others.err())).isZero();
        assertThat(names(selected)).hasSize(30);
        assertThat(names(folder.resolve("named-2").resolve(SelectJob.SELECTED)))
                .hasSize(371)
                .doesNotContainAnyElementsOf(names(selected));

        // By a key that the structures have not, they would be told apart by their places in the file.
        List<String> unnamed = new ArrayList<>(next.subList(0, common.size() - 4));
        unnamed.addAll(List.of(
                "--size",
                "5",
                "--exclude",
                Sweeps.BERYLLIUM.resolveSibling("level-1.xyz").toString()));
        unnamed.addAll(List.of("--out", "named-3"));
        Potsweep.Outcome refused = Potsweep.run(folder, unnamed.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).anyMatch(line -> line.contains("named.xyz:2: the frame has no config_id"));
    }

    private static List<String> names(Path file) {
        return UnlabelledStructures.read(List.of(file), "name", "kind", 0.5, false).stream()
                .map(structure -> structure.configuration().id())
                .toList();
    }

    /** The largest first: no draw, and the order of the scores. */
    @Test
    void largestScoresFirst() {
        Request request = new Request(5, Strategy.LEVERAGE, Basis.ENERGY, OptionalInt.of(TWOJMAX), true, 1, 1);
        select(structures(), request, "largest");
        List<Double> scores = ordering("largest").stream()
                .map(row -> row.<Double>getAs("score"))
                .toList();
        assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder());
    }

    /** Without labels, the training set of a sweep is ordered as the sweep orders it. */
    @Test
    void ordersAsASweepDoes() throws IOException {
        Path run = folder.resolve("run");
        Sweeps.run(
                LocalSpark.shared(),
                Sweeps.beryllium(Map.of(
                        "descriptor.twojmax", "[" + TWOJMAX + "]",
                        "sampling.strategies", "[random, leverage, block-leverage]",
                        "sampling.sizes", "[100]",
                        "sampling.replicates", "1",
                        "fit.eweight", "[1]",
                        "fit.levels", "[\"6\"]",
                        "residuals.cells", "none",
                        "residuals.parity", "[]")),
                run);
        Map<String, List<Row>> orderings =
                PublishedSweep.read(LocalSpark.shared(), run).orderings();
        List<String> train = orderings.get("random-1").stream()
                .map(row -> row.<String>getAs("config_id"))
                .toList();
        List<LabelledConfiguration> candidates = structures().stream()
                .filter(s -> train.contains(s.configuration().id()))
                .toList();
        for (Strategy strategy : List.of(Strategy.RANDOM, Strategy.LEVERAGE, Strategy.BLOCK_LEVERAGE)) {
            String out = "as-" + strategy.label();
            select(candidates, request(100, strategy, Basis.ALL), out);
            String name = ordering(out).get(0).getAs("ordering_id");
            assertThat(ids(out))
                    .as(name)
                    .isEqualTo(orderings.get(name).stream()
                            .map(row -> row.<String>getAs("config_id"))
                            .toList());
        }
    }

    @Test
    void leavesOutWhatAFileNames() throws IOException {
        List<LabelledConfiguration> structures = structures();
        String first = structures.get(0).configuration().id();
        Path text = Files.writeString(folder.resolve("ids.txt"), "# done\n" + first + "\n");
        assertThat(Exclusion.without(structures, text, "config_id"))
                .hasSize(structures.size() - 1)
                .noneMatch(s -> s.configuration().id().equals(first));
        Path frames = Files.writeString(
                folder.resolve("done.xyz"), "1\nconfig_id=" + first + "\nBe 0 0 0\n1\nconfig_id=elsewhere\nBe 0 0 0\n");
        assertThat(Exclusion.without(structures, frames, "config_id")).hasSize(structures.size() - 1);
        Path unknown = Files.writeString(folder.resolve("unknown.txt"), "be-none\n");
        assertThatThrownBy(() -> Exclusion.without(structures, unknown, "config_id"))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("unknown.txt:1")
                .hasMessageContaining("be-none");
        Path unnamed = Files.writeString(folder.resolve("unnamed.xyz"), "1\n\nBe 0 0 0\n");
        assertThatThrownBy(() -> Exclusion.without(structures, unnamed, "config_id"))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("unnamed.xyz:2");
    }

    @Test
    void refusesWhatCannotBeChosen() throws IOException {
        assertThatThrownBy(() -> select(structures(), request(402, Strategy.RANDOM, Basis.ENERGY), "too-many"))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("401 structures")
                .hasMessageContaining("402");
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("a"), "b");
        assertThatThrownBy(() -> select(structures(), request(2, Strategy.RANDOM, Basis.ENERGY), "full"))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("not empty");
        Path broken = Files.writeString(
                folder.resolve("broken.xyz"),
                "1\nconfig_id=a\nBe 0 0 x\n1\nconfig_id=b\nBe 0 0 0\n1\nconfig_id=b\nBe 0 0 0\n");
        assertThatThrownBy(() -> UnlabelledStructures.read(List.of(broken), "config_id", "group", 0.5, false))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("broken.xyz:3")
                .hasMessageContaining("broken.xyz:8");
    }

    /** Where every structure is as indispensable as any other. */
    @Test
    void knowsThatScoresAreConstant() {
        List<LabelledConfiguration> few = structures().subList(0, 40);
        Selected selected = select(few, request(5, Strategy.LEVERAGE, Basis.ENERGY), "constant");
        assertThat(selected.scores().orElseThrow().areConstant()).isTrue();
        assertThat(selected.scores().orElseThrow().rank()).isEqualTo(40);
        assertThat(select(structures(), request(5, Strategy.LEVERAGE, Basis.ENERGY), "varied")
                        .scores()
                        .orElseThrow()
                        .areConstant())
                .isFalse();
    }
}
