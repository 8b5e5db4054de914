package org.potsweep.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.settings.ResidualSettings.Cells;
import org.potsweep.jobs.settings.ResidualSettings.Parity;

class SelectionSettingsTest {
    private static final Path SMALL = Path.of("src/test/resources/settings/small.conf");

    @TempDir
    private Path folder;

    private Path conf(String text) throws IOException {
        return Files.writeString(folder.resolve("select.conf"), text);
    }

    @Test
    void needsADescriptorAlone() throws IOException {
        Path conf = conf(
                "potsweep.descriptor { twojmax = [2, 6], rcutfac = 4.8, elements { Be { radelem = 0.5, wj = 1 } } }");
        SelectionSettings settings = SettingsReader.readSelection(conf, Map.of("sampling.seed", "7"));
        assertThat(settings.descriptor().snap().twojmax()).isEqualTo(6);
        assertThat(settings.idKey()).isEqualTo("config_id");
        assertThat(settings.eweight()).isEqualTo(150);
        assertThat(settings.seed()).isEqualTo(7);
    }

    @Test
    void refusesWhatIsWrongWithTheDescriptor() throws IOException {
        Path conf = conf(
                "potsweep.descriptor { twojmax = 6, rcutfac = 4.8, rfac = 1, elements { Be { radelem = 0.5, wj = 1 } } }");
        assertThatThrownBy(() -> SettingsReader.readSelection(conf, Map.of()))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("descriptor.rfac is not a setting");
        assertThatThrownBy(() -> SettingsReader.readSelection(conf("potsweep { }"), Map.of()))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("descriptor.twojmax is missing");
    }

    @Test
    void residualsAreThoseOfTheFront() {
        ResidualSettings usual = SettingsReader.read(SMALL, Map.of()).residuals();
        assertThat(usual.cells()).isEqualTo(Cells.FRONT);
        assertThat(usual.where()).isEmpty();
        assertThat(usual.parity()).containsExactly(Parity.BEST_ENERGY, Parity.BEST_FORCE, Parity.KNEE);
        ResidualSettings other = SettingsReader.read(
                        SMALL,
                        Map.of(
                                "residuals.cells", "none",
                                "residuals.where", "\"twojmax = 6\"",
                                "residuals.parity", "[]"))
                .residuals();
        assertThat(other).isEqualTo(new ResidualSettings(Cells.NONE, other.where(), List.of()));
        assertThat(other.where()).contains("twojmax = 6");
        assertThatThrownBy(() -> SettingsReader.read(SMALL, Map.of("residuals.parity", "[best-forces]")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("best-force");
    }
}
