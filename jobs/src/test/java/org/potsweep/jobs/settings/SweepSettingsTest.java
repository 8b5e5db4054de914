package org.potsweep.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepSettingsTest {

    @Test
    void renderedHoldsEveryDefault() throws URISyntaxException {
        Config rendered = ConfigFactory.parseString(read(Map.of()).rendered());
        Config reference = ConfigFactory.parseResources("reference.conf").getConfig("potsweep");

        assertThat(reference.entrySet()).hasSizeGreaterThan(25);
        for (Map.Entry<String, ConfigValue> entry : reference.entrySet()) {
            String key = entry.getKey();
            Object expected = entry.getValue().unwrapped();
            switch (key) {
                case "engine.block-size" -> assertThat(rendered.getLong(key)).isEqualTo(reference.getBytes(key));
                case "descriptor.switchflag",
                        "descriptor.bzeroflag",
                        "descriptor.bnormflag",
                        "descriptor.wselfallflag",
                        "descriptor.switchinnerflag",
                        "descriptor.intercept" ->
                    assertThat(rendered.getBoolean(key)).as(key).isEqualTo(expected.equals(1));
                case "descriptor.quadraticflag", "descriptor.chemflag" ->
                    assertThat(rendered.getBooleanList(key)).as(key).containsExactly(expected.equals(1));
                case "descriptor.rfac0" ->
                    assertThat(rendered.getDoubleList(key)).as(key).containsExactly((Double) expected);
                default -> assertThat(rendered.getValue(key)).as(key).isEqualTo(entry.getValue());
            }
        }
        assertThat(rendered.getList("dataset.levels").get(0).unwrapped())
                .isEqualTo(Map.of("name", "low", "file", "low.xyz"));
    }

    @Test
    void theSameSettingsRenderAlike() throws URISyntaxException {
        SweepSettings plain = read(Map.of());
        SweepSettings spelledOut = read(Map.of(
                "descriptor.quadraticflag", "true",
                "descriptor.twojmax", "[4, 6.0]",
                "fit.eweight", "[5.0, \"150\"]",
                "fit.ridge", "0",
                "descriptor.rfac0", "[0.99363]",
                "engine.block-size", "4096 KiB",
                "split.test-file", "null"));
        assertThat(spelledOut.rendered()).isEqualTo(plain.rendered());
        assertThat(SweepSettings.differences(plain.rendered(), spelledOut.rendered()))
                .isEmpty();
    }

    @Test
    void differencesNameEachKey() throws URISyntaxException {
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("fit.eweight", "[5, 12.25]");
        overrides.put("split.seed", "9");
        overrides.put("descriptor.elements.Be.radelem", "0.4");
        overrides.put(
                "dataset.levels",
                "[{ name = low, file = new.xyz }, { name = high, file = high.xyz, encut-ev = 450 },"
                        + " { name = best, file = best.xyz }]");
        String before = read(Map.of()).rendered();
        String after = read(overrides).rendered();

        assertThat(SweepSettings.differences(before, after))
                .containsExactly(
                        "dataset.levels[0].file: \"low.xyz\" -> \"new.xyz\"",
                        "dataset.levels[1].encut-ev: (absent) -> 450",
                        "dataset.levels[2]: (absent) -> {\"file\":\"best.xyz\",\"name\":\"best\"}",
                        "descriptor.elements.Be.radelem: [0.5] -> [0.4]",
                        "fit.eweight: [5,150] -> [5,12.25]",
                        "split.seed: 1 -> 9");
        assertThat(SweepSettings.differences(after, before))
                .hasSize(6)
                .contains(
                        "dataset.levels[2]: {\"file\":\"best.xyz\",\"name\":\"best\"} -> (absent)",
                        "split.seed: 9 -> 1");
    }

    private static SweepSettings read(Map<String, String> overrides) throws URISyntaxException {
        Path small = Path.of(
                SweepSettingsTest.class.getResource("/settings/small.conf").toURI());
        return SettingsReader.read(small, overrides);
    }
}
