package org.potsweep.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.Evaluation;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.UserErrorException;

class RelativeDatasetTest {
    private static final ReferencePotential ZBL = new ZieglerBiersackLittmark(2, 3);
    private static final String FRAME = "2\nLattice=\"6 0 0 0 6 0 0 0 6\" Properties=species:S:1:pos:R:3:forces:R:3"
            + " config_id=a energy=-1 stress=\"1 2 3 4 5 6\" cost_seconds=3\n"
            + "Be 0 0 0 0.1 0.2 0.3\nBe 1 1 1 -0.1 -0.2 -0.3\n";

    @TempDir
    Path folder;

    private LabelledDataset read(String frames) throws IOException {
        Path file = Files.writeString(folder.resolve("frames.xyz"), frames);
        return DatasetReader.read(SourceFixture.byId(SourceFixture.level("high", file)));
    }

    @Test
    void subtractsWhatThePotentialGives() throws IOException {
        LabelledDataset dataset = read(FRAME);
        LabelledConfiguration label = dataset.configurations().get(0);
        LabelledConfiguration relative =
                dataset.relativeTo(ZBL).configurations().get(0);
        Evaluation zbl = ZBL.evaluate(label.configuration());

        assertThat(zbl.energyEv()).isGreaterThan(0.5);
        assertThat(relative.energyEv(0)).isCloseTo(-1 - zbl.energyEv(), within(1e-12));
        for (int i = 0; i < 6; i++) {
            assertThat(relative.forcesEvPerAngstrom(0)[i])
                    .isCloseTo(label.forcesEvPerAngstrom(0)[i] - zbl.forcesEvPerAngstrom()[i], within(1e-12));
            assertThat(relative.stressGpa(0)[i]).isCloseTo(label.stressGpa(0)[i] - zbl.stressGpa()[i], within(1e-9));
        }
        assertThat(relative.costSeconds(0)).isEqualTo(3);
        assertThat(label.energyEv(0)).isEqualTo(-1);
    }

    @Test
    void isTheSameWithoutAPotential() throws IOException {
        LabelledDataset dataset = read(FRAME);
        assertThat(dataset.relativeTo(ReferencePotential.NONE)).isSameAs(dataset);
    }

    @Test
    void namesAStructureThatThePotentialCannotTake() throws IOException {
        LabelledDataset dataset = read(FRAME.replace("Be 0", "Q 0"));
        assertThatThrownBy(() -> dataset.relativeTo(ZBL))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("a: ")
                .hasMessageContaining("Q");
    }
}
