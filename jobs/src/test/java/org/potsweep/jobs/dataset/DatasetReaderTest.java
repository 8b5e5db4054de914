package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.potsweep.jobs.dataset.SourceFixture.byId;
import static org.potsweep.jobs.dataset.SourceFixture.level;
import static org.potsweep.jobs.dataset.SourceFixture.source;
import static org.potsweep.jobs.dataset.SourceFixture.withMeanCost;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
    private static final String HEAD = "Lattice=\"4 0 0 0 5 0 0 0 6\" Properties=species:S:1:pos:R:3:forces:R:3 ";

    @TempDir
    Path folder;

    @Test
    void matchesFramesByIdWhateverTheirOrder() throws IOException {
        Path low = write("low.xyz", frame("b", "energy=-2 group=x cost_seconds=3"), frame("a", "energy=-1"));
        Path high = write("high.xyz", frame("a", "energy=-1.5 group=y"), frame("b", "energy=-2.5"));
        LabelledDataset dataset = DatasetReader.read(byId(withMeanCost(level("low", low), 7), level("high", high)));
        assertThat(dataset.configurations())
                .extracting(c -> c.configuration().id())
                .containsExactly("a", "b");
        assertThat(dataset.referenceLevel()).isEqualTo(1);
        assertThat(dataset.levels()).extracting(LevelSource::name).containsExactly("low", "high");
        LabelledConfiguration b = dataset.configurations().get(1);
        assertThat(b.energyEv(0)).isEqualTo(-2);
        assertThat(b.energyEv(1)).isEqualTo(-2.5);
        assertThat(b.group()).as("told at the low level only").isEqualTo("x");
        assertThat(b.costSeconds(0)).as("its own").isEqualTo(3);
        assertThat(dataset.configurations().get(0).costSeconds(0))
                .as("the mean")
                .isEqualTo(7);
        assertThat(dataset.configurations().get(0).group()).isEqualTo("y");
        assertThat(dataset.droppedCount()).isZero();
    }

    @Test
    void saysWhichCostsAreUnknown() throws IOException {
        Path low = write("low.xyz", frame("a", "energy=1 cost_seconds=0"), frame("b", "energy=1"));
        Path high = write("high.xyz", frame("a", "energy=1 cost_seconds=2"), frame("b", "energy=1 cost_seconds=1e1"));
        LabelledDataset dataset = DatasetReader.read(byId(level("low", low), level("high", high)));
        assertThat(dataset.hasCost(0)).isFalse();
        assertThat(dataset.hasCost(1)).isTrue();
        assertThat(dataset.configurations().get(1).costSeconds(0)).isNaN();
        assertThat(dataset.configurations().get(1).costSeconds(1)).isEqualTo(10);
        assertThat(dataset.warnings())
                .containsExactly(
                        "level low: 1 of 2 frames have no cost_seconds, and the settings give no mean cost: the"
                                + " cost of this level is unknown");
    }

    @Test
    void prefersTheFirstKeyAndWarnsOfAMixture() throws IOException {
        Path file = write(
                "one.xyz",
                frame("a", "free_energy=-3 energy=-1 cost_seconds=1"),
                frame("b", "free_energy=-2 cost_seconds=1"));
        LabelledDataset dataset = DatasetReader.read(byId(level("one", file)));
        assertThat(dataset.configurations().get(0).energyEv(0)).isEqualTo(-1);
        assertThat(dataset.configurations().get(1).energyEv(0)).isEqualTo(-2);
        assertThat(dataset.warnings())
                .containsExactly(
                        "level one: energies come from different keys, which may not mean the same: energy in 1"
                                + " frames, free_energy in 1 frames");
    }

    @Test
    void readsForcesAndStress() throws IOException {
        Path file = write(
                "one.xyz",
                frame("a", "energy=-1 cost_seconds=1 stress=\"1 6 5 6 2 4 5 4 3\""),
                frame("b", "energy=-1 cost_seconds=1 virial=\"120 0 0 0 0 0\""),
                frame("c", "energy=-1 cost_seconds=1").replace("forces:R:3", "force:R:3"));
        LabelledDataset dataset = DatasetReader.read(byId(level("one", file)));
        LabelledConfiguration a = dataset.configurations().get(0);
        assertThat(a.forcesEvPerAngstrom(0)).containsExactly(0.1, 0.2, 0.3, -0.1, -0.2, -0.3);
        double gpa = 160.2176634;
        assertThat(a.stressGpa(0)).containsExactly(gpa, 2 * gpa, 3 * gpa, 4 * gpa, 5 * gpa, 6 * gpa);
        assertThat(dataset.configurations().get(1).stressGpa(0)[0]).isCloseTo(-gpa, within(1e-12));
        assertThat(dataset.configurations().get(2).stressGpa(0)).isNull();
        assertThat(dataset.configurations().get(2).forcesEvPerAngstrom(0)[0]).isEqualTo(0.1);
        assertThat(dataset.warnings()).containsExactly("level one: 2 of 3 frames have a stress");
    }

    @Test
    void handsOutCopies() throws IOException {
        Path file = write("one.xyz", frame("a", "energy=-1 stress=\"1 2 3 4 5 6\""));
        LabelledConfiguration a =
                DatasetReader.read(byId(level("one", file))).configurations().get(0);
        a.forcesEvPerAngstrom(0)[0] = 99;
        a.stressGpa(0)[0] = 99;
        assertThat(a.forcesEvPerAngstrom(0)[0]).isEqualTo(0.1);
        assertThat(a.stressGpa(0)[0]).isEqualTo(160.2176634);
    }

    @Test
    void travelsBetweenProcesses() throws IOException, ClassNotFoundException {
        Path file = write("one.xyz", frame("a", "energy=-1 stress=\"1 2 3 4 5 6\""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(DatasetReader.read(byId(level("one", file)))
                    .configurations()
                    .get(0));
        }
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        LabelledConfiguration copy = (LabelledConfiguration) in.readObject();
        assertThat(copy.configuration().id()).isEqualTo("a");
        assertThat(copy.stressGpa(0)).hasSize(6);
    }

    @Test
    void readsSeveralLevelsInOneFileByTheirLevelKey() throws IOException {
        Path file = write(
                "all.xyz",
                frame("a", "energy=1 level=k1"),
                frame("a", "energy=2 level=k2"),
                frame("b", "energy=3 level=k2"),
                frame("b", "energy=4 level=k1"),
                frame("b", "energy=5 level=k3"));
        LabelledDataset dataset = DatasetReader.read(byId(
                withMeanCost(level("first", Optional.of("k1"), Optional.empty(), Optional.empty(), file), 1),
                withMeanCost(level("second", Optional.of("k2"), Optional.empty(), Optional.empty(), file), 1)));
        assertThat(dataset.configurations()).extracting(c -> c.energyEv(0)).containsExactly(1.0, 4.0);
        assertThat(dataset.configurations()).extracting(c -> c.energyEv(1)).containsExactly(2.0, 3.0);
        assertThat(dataset.warnings())
                .containsExactly(file + ": 1 frames belong to none of the levels by their level (present: k1, k2, k3)");
    }

    @Test
    void readsSeveralLevelsInOneFrameByTheirKeys() throws IOException {
        String properties = "Properties=species:S:1:pos:R:3:f_low:R:3:f_high:R:3";
        Path file = write(
                "all.xyz",
                "1\n" + properties + " config_id=a e_low=1 e_high=2\nBe 0 0 0 1 2 3 4 5 6\n",
                "1\nProperties=species:S:1:pos:R:3:f_low:R:3 config_id=b e_low=1\nBe 0 0 0 1 2 3\n");
        LabelledDataset dataset = DatasetReader.read(byId(
                level("low", Optional.empty(), Optional.of("e_low"), Optional.of("f_low"), file),
                level("high", Optional.empty(), Optional.of("e_high"), Optional.of("f_high"), file)));
        assertThat(dataset.configurations()).hasSize(1);
        assertThat(dataset.configurations().get(0).energyEv(1)).isEqualTo(2);
        assertThat(dataset.configurations().get(0).forcesEvPerAngstrom(0)).containsExactly(1, 2, 3);
        assertThat(dataset.configurations().get(0).forcesEvPerAngstrom(1)).containsExactly(4, 5, 6);
        assertThat(dataset.dropped())
                .containsExactly(
                        new LabelledDataset.Dropped("not labelled at level high", 1, List.of("b (" + file + ":5)")));
    }

    @Test
    void readsALevelFromSeveralFiles() throws IOException {
        Path one = write("one.xyz", frame("a", "energy=1"));
        Path two = write("two.xyz", frame("b", "energy=2"));
        LabelledDataset dataset = DatasetReader.read(byId(level("only", one, two)));
        assertThat(dataset.configurations()).extracting(c -> c.energyEv(0)).containsExactly(1.0, 2.0);
    }

    @Test
    void dropsAndCountsByReason() throws IOException {
        Path low = write("low.xyz", frames("a", "b", "c", "d", "e", "f", "g", "x"));
        Path high = write("high.xyz", frames("x", "y"));
        LabelledDataset dataset = DatasetReader.read(byId(level("low", low), level("high", high)));
        assertThat(dataset.configurations())
                .extracting(c -> c.configuration().id())
                .containsExactly("x");
        assertThat(dataset.droppedCount()).isEqualTo(8);
        assertThat(dataset.dropped()).extracting(LabelledDataset.Dropped::count).containsExactly(7, 1);
        assertThat(dataset.dropped().get(0).reason()).isEqualTo("not labelled at level high");
        assertThat(dataset.dropped().get(0).examples()).hasSize(5).startsWith("a (" + low + ":2)", "b (" + low + ":6)");
        assertThat(dataset.dropped().get(1))
                .isEqualTo(new LabelledDataset.Dropped("not labelled at level low", 1, List.of("y (" + high + ":6)")));
    }

    @Test
    void makesIdsFromTheOrder() throws IOException {
        Path low = write("low.xyz", bare("energy=1 cost_seconds=1"), bare("energy=2 cost_seconds=1"));
        Path high = write("high.xyz", bare("energy=3 cost_seconds=1"), bare("energy=4 cost_seconds=1"));
        LabelledDataset dataset = DatasetReader.read(byOrder(level("low", low), level("high", high)));
        assertThat(dataset.configurations())
                .extracting(c -> c.configuration().id())
                .containsExactly("config-000001", "config-000002");
        assertThat(dataset.configurations().get(1).energyEv(0)).isEqualTo(2);
        assertThat(dataset.configurations().get(1).energyEv(1)).isEqualTo(4);
        assertThat(dataset.warnings()).isEmpty();
    }

    @Test
    void keepsIdsThatAgreeWhenMatchingByOrder() throws IOException {
        Path low = write("low.xyz", frame("z", "energy=1 cost_seconds=1"), bare("energy=2 cost_seconds=1"));
        Path high = write("high.xyz", frame("z", "energy=3 cost_seconds=1"), frame("a", "energy=4 cost_seconds=1"));
        LabelledDataset dataset = DatasetReader.read(byOrder(level("low", low), level("high", high)));
        assertThat(dataset.configurations())
                .extracting(c -> c.configuration().id())
                .containsExactly("a", "z");
        assertThat(dataset.configurations().get(0).energyEv(0)).isEqualTo(2);
        assertThat(dataset.warnings()).isEmpty();
    }

    @Test
    void makesIdsWhereTheFramesOwnAreOfNoUse() throws IOException {
        String cost = "energy=1 cost_seconds=1";
        Path ab = write("ab.xyz", frame("a", cost), frame("b", cost));
        Path ac = write("ac.xyz", frame("a", cost), frame("c", cost));
        Path aa = write("aa.xyz", frame("a", cost), frame("a", cost));
        Path none = write("none.xyz", frame("a", cost), bare(cost));
        assertThat(DatasetReader.read(byOrder(level("low", ab), level("high", ac)))
                        .warnings())
                .containsExactly("the frames' own ids cannot be used (" + ab
                        + ":6 has [b, c]): ids were made from their" + " order");
        assertThat(DatasetReader.read(byOrder(level("low", aa))).warnings())
                .containsExactly("the frames' own ids cannot be used (a in " + aa + ":6 was met before): ids were made"
                        + " from their order");
        LabelledDataset dataset = DatasetReader.read(byOrder(level("low", none)));
        assertThat(dataset.warnings())
                .containsExactly("the frames' own ids cannot be used (the frame in " + none + ":6 has none): ids were"
                        + " made from their order");
        assertThat(dataset.configurations().get(0).configuration().id()).isEqualTo("config-000001");
    }

    @Test
    void allowsForWrappedAndSlightlyDifferentPositions() throws IOException {
        Path low = write("low.xyz", frame("a", "energy=1").replace("Be 0 0 0 ", "Be 4 -5.00005 6 "));
        Path high = write("high.xyz", frame("a", "energy=1"));
        LabelledDataset dataset = DatasetReader.read(byId(level("low", low), level("high", high)));
        assertThat(dataset.configurations().get(0).configuration().positions())
                .as("the reference level's")
                .containsExactly(0, 0, 0, 2, 2, 2);
    }

    private static DatasetSource byOrder(LevelSource... levels) {
        return source(FrameMatching.ORDER, IncompletePolicy.DROP, levels);
    }

    private static String frame(String id, String info) {
        return bare("config_id=" + id + " " + info);
    }

    private static String bare(String info) {
        return "2\n" + HEAD + info + "\nBe 0 0 0 0.1 0.2 0.3\nBe 2 2 2 -0.1 -0.2 -0.3\n";
    }

    private static String[] frames(String... ids) {
        return List.of(ids).stream().map(id -> frame(id, "energy=1")).toArray(String[]::new);
    }

    private Path write(String name, String... frames) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("", frames));
    }
}
