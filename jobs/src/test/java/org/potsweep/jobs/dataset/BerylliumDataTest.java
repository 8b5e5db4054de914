package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled beryllium data, whole, and the table in its README. */
class BerylliumDataTest {
    private static Path folder;
    private static LabelledDataset dataset;

    @BeforeAll
    static void readData() {
        folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("conf/beryllium"))) {
            folder = folder.getParent();
        }
        folder = folder.resolve("conf/beryllium");
        dataset = DatasetReader.read(SourceFixture.byId(levels()));
    }

    private static LevelSource[] levels() {
        LevelSource[] levels = new LevelSource[6];
        for (int level = 0; level < 6; level++) {
            levels[level] =
                    SourceFixture.level("level-" + (level + 1), folder.resolve("level-" + (level + 1) + ".xyz"));
        }
        return levels;
    }

    @Test
    void isComplete() {
        assertThat(dataset.configurations()).hasSize(401);
        assertThat(dataset.droppedCount()).isZero();
        assertThat(dataset.warnings()).isEmpty();
        assertThat(dataset.referenceLevel()).isEqualTo(5);
        for (int level = 0; level < 6; level++) {
            assertThat(dataset.hasCost(level)).isTrue();
        }
        for (LabelledConfiguration c : dataset.configurations()) {
            assertThat(c.configuration().natoms()).isBetween(2, 8);
            assertThat(c.configuration().species()).containsOnly("Be");
            assertThat(c.group()).matches("(hcp|bcc|fcc|sc)(_vac)?|random");
            assertThat(c.stressGpa(5)).hasSize(6);
        }
    }

    @Test
    void keepsTheNumbersOfAFrame() {
        LabelledConfiguration first = dataset.configurations().get(0);
        assertThat(first.configuration().id()).isEqualTo("be-21-0001");
        assertThat(first.energyEv(0)).isEqualTo(-11.8876509089);
        assertThat(first.costSeconds(0)).isEqualTo(0.966);
        assertThat(first.forcesEvPerAngstrom(0)[11]).isEqualTo(-1.1266272759);
        assertThat(first.stressGpa(0)[4]).as("xz").isEqualTo(0.0844356921 * 160.2176634);
    }

    @Test
    void isTheSameInOrder() {
        LabelledDataset inOrder =
                DatasetReader.read(SourceFixture.source(FrameMatching.ORDER, IncompletePolicy.REFUSE, levels()));
        assertThat(inOrder.fingerprint()).isEqualTo(dataset.fingerprint());
    }

    @Test
    void itsReadmeTellsItsErrorsAndCosts() throws IOException {
        List<String> rows = new ArrayList<>();
        String[] settings = {"1.2 | 200", "0.9 | 250", "0.7 | 300", "0.55 | 350", "0.42 | 400", "0.3 | 450"};
        for (int level = 0; level < 6; level++) {
            rows.add(String.format(
                    Locale.ROOT,
                    "| %d | %s | %.1f | %.0f | %.0f |",
                    level + 1,
                    settings[level],
                    meanCost(level),
                    energyRmsd(level),
                    forceRmsd(level)));
        }
        assertThat(Files.readString(folder.resolve("README.md"))).contains(String.join("\n", rows) + "\n");
    }

    private static double meanCost(int level) {
        return dataset.configurations().stream()
                .mapToDouble(c -> c.costSeconds(level))
                .average()
                .orElseThrow();
    }

    /** To level 6, meV/atom. */
    private static double energyRmsd(int level) {
        double sum = 0;
        for (LabelledConfiguration c : dataset.configurations()) {
            double difference =
                    (c.energyEv(level) - c.energyEv(5)) / c.configuration().natoms();
            sum += difference * difference;
        }
        return 1000 * Math.sqrt(sum / dataset.configurations().size());
    }

    /** To level 6, over all components, meV/angstrom. */
    private static double forceRmsd(int level) {
        double sum = 0;
        int count = 0;
        for (LabelledConfiguration c : dataset.configurations()) {
            double[] ours = c.forcesEvPerAngstrom(level);
            double[] theirs = c.forcesEvPerAngstrom(5);
            for (int k = 0; k < ours.length; k++) {
                sum += (ours[k] - theirs[k]) * (ours[k] - theirs[k]);
            }
            count += ours.length;
        }
        return 1000 * Math.sqrt(sum / count);
    }
}
