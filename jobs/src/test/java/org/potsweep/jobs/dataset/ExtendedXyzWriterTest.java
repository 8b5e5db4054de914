package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

class ExtendedXyzWriterTest {
    @TempDir
    private Path folder;

    private List<Frame> writtenAndRead(LabelledConfiguration... structures) throws IOException {
        StringBuilder text = new StringBuilder();
        for (LabelledConfiguration structure : structures) {
            ExtendedXyzWriter.write(structure, "name", "group", text);
        }
        Path file = Files.writeString(folder.resolve("written.xyz"), text);
        List<Frame> frames = new ArrayList<>();
        try (ExtendedXyz xyz = ExtendedXyz.open(file, "name", Set.of())) {
            xyz.forEachRemaining(frames::add);
        }
        return frames;
    }

    @Test
    void isReadBackToTheLastBit() throws IOException {
        Random random = new Random(5);
        LabelledConfiguration[] structures = new LabelledConfiguration[20];
        for (int s = 0; s < structures.length; s++) {
            double[] lattice = random.doubles(9, -1e-3, 1e-3).toArray();
            for (int v = 0; v < 9; v += 4) {
                lattice[v] += 3 + random.nextDouble();
            }
            double[] positions = random.doubles(12, -1, 1).toArray();
            positions[0] = 1e-17 * positions[0];
            positions[1] = -0.0;
            positions[2] = 1e5 / 3;
            SimulationCell cell = new SimulationCell(lattice, new boolean[] {true, s % 2 == 0, s % 3 == 0});
            structures[s] = LabelledConfiguration.unlabelled(
                    new AtomicConfiguration("be-" + s, cell, List.of("Be", "W", "H", "Be"), positions), "bulk");
        }
        List<Frame> frames = writtenAndRead(structures);
        assertThat(frames).hasSize(structures.length);
        for (int s = 0; s < structures.length; s++) {
            assertThat(frames.get(s).configuration()).isEqualTo(structures[s].configuration());
            assertThat(frames.get(s).info()).containsEntry("group", "bulk");
        }
    }

    @Test
    void keepsNamesThatAreNoWordsAndOpenBoxes() throws IOException {
        String id = "a \"b\" \\ c=[1 2]";
        LabelledConfiguration open = LabelledConfiguration.unlabelled(
                new AtomicConfiguration(id, SimulationCell.open(), List.of("Be"), new double[3]), "two words");
        LabelledConfiguration boxed = LabelledConfiguration.unlabelled(
                new AtomicConfiguration(
                        "007",
                        new SimulationCell(new double[] {4, 0, 0, 0, 5, 0, 0, 0, 6}, new boolean[3]),
                        List.of("Be"),
                        new double[3]),
                "");
        List<Frame> frames = writtenAndRead(open, boxed);
        assertThat(frames.get(0).configuration()).isEqualTo(open.configuration());
        assertThat(frames.get(0).info()).containsEntry("name", id).containsEntry("group", "two words");
        assertThat(frames.get(1).configuration()).isEqualTo(boxed.configuration());
        assertThat(frames.get(1).info()).containsOnlyKeys("name");
    }
}
