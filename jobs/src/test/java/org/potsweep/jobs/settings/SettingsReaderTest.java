package org.potsweep.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.Objective;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.dataset.DatasetSource;
import org.potsweep.jobs.dataset.FrameMatching;
import org.potsweep.jobs.dataset.IncompletePolicy;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.settings.FitSettings.Boltzmann;
import org.potsweep.jobs.settings.FitSettings.GroupWeight;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SplitSettings.By;

class SettingsReaderTest {
    @TempDir
    private Path folder;

    @Test
    void takesDefaultsForWhatIsNotGiven() throws URISyntaxException {
        Path conf = resource("small.conf");
        SweepSettings settings = SettingsReader.read(conf, Map.of());

        assertThat(settings.dataset())
                .isEqualTo(new DatasetSource(
                        List.of(
                                plainLevel("low", conf.resolveSibling("low.xyz")),
                                plainLevel("high", conf.resolveSibling("high.xyz"))),
                        "high",
                        FrameMatching.CONFIG_ID,
                        List.of("energy", "free_energy"),
                        List.of("forces", "force"),
                        List.of("stress", "virial"),
                        "config_id",
                        "group",
                        "cost_seconds",
                        "level",
                        IncompletePolicy.DROP,
                        0.5,
                        1e-6));
        assertThat(settings.split()).isEqualTo(new SplitSettings(By.RANDOM, 0.5, 1, List.of(), Optional.empty()));
        assertThat(settings.descriptor())
                .isEqualTo(new DescriptorSettings(
                        List.of(new SnapParameters(
                                6, 4.8, 0.99363, 0, List.of(new Element("Be", 0.5, 1)), true, true, false, true)),
                        List.of(4, 6),
                        List.of(true)));
        assertThat(settings.reference()).isEqualTo(ReferencePotential.NONE);
        assertThat(settings.sampling())
                .isEqualTo(new SamplingSettings(
                        List.of(Strategy.RANDOM),
                        List.of(20, 40),
                        1,
                        1,
                        5,
                        new LeverageSettings(Basis.ALL, 150, 1, OptionalInt.empty()),
                        Optional.empty()));
        assertThat(settings.fit())
                .isEqualTo(new FitSettings(
                        List.of(5.0, 150.0),
                        List.of(1.0),
                        List.of(0.0),
                        List.of(0.0),
                        List.of("low", "high"),
                        List.of(),
                        Optional.empty()));
        assertThat(settings.fit().stress()).isFalse();
        assertThat(settings.front())
                .isEqualTo(new FrontSettings(
                        List.of(
                                Objective.minimise("test_energy_rmse_mev_per_atom"),
                                Objective.minimise("test_force_rmse_mev_per_angstrom"),
                                Objective.minimise("dft_cost_seconds").inLog10()),
                        Dominance.STANDARD,
                        Map.of(4, 4e5, 6, 1e5, 8, 4e4, 10, 2e4)))
                .isEqualTo(FrontSettings.defaults());
        assertThat(settings.engine())
                .isEqualTo(new EngineSettings(4L << 20, 40_000, 2048, Optional.empty(), Optional.empty()));
    }

    @Test
    void readsEverySetting() throws URISyntaxException {
        Path conf = resource("everything.conf");
        SweepSettings settings = SettingsReader.read(conf, Map.of());

        LevelSource low = new LevelSource(
                "low",
                List.of(conf.resolveSibling("a.xyz"), Path.of("/data/b.xyz.gz")),
                Optional.of("coarse"),
                Optional.of("energy_low"),
                Optional.of("forces_low"),
                Optional.of("stress_low"),
                OptionalDouble.of(1.2),
                OptionalDouble.of(200),
                OptionalDouble.of(8.33));
        assertThat(settings.dataset())
                .isEqualTo(new DatasetSource(
                        List.of(
                                low,
                                plainLevel("high", conf.getParent().resolveSibling("high.xyz")),
                                plainLevel("3", conf.resolveSibling("three.xyz"))),
                        "high",
                        FrameMatching.ORDER,
                        List.of("e"),
                        List.of("f"),
                        List.of("s"),
                        "id",
                        "family",
                        "price",
                        "tier",
                        IncompletePolicy.REFUSE,
                        0.9,
                        1e-3));
        assertThat(settings.split())
                .isEqualTo(new SplitSettings(By.GROUP, 0.25, 11, List.of("surface", "liquid"), Optional.empty()));
        List<SnapParameters> variants = new ArrayList<>();
        for (double rcutfac : new double[] {2.5, 2.25}) {
            for (double rfac0 : new double[] {0.9, 0.8}) {
                for (boolean chemflag : new boolean[] {true, false}) {
                    for (double wj : new double[] {1.5, 1.25}) {
                        variants.add(everyDescriptor(rcutfac, rfac0, chemflag, wj));
                    }
                }
            }
        }
        assertThat(settings.descriptor()).isEqualTo(new DescriptorSettings(variants, List.of(2, 8), List.of(false)));
        assertThat(settings.reference()).isEqualTo(new ZieglerBiersackLittmark(4.0, 4.8));
        assertThat(settings.sampling())
                .isEqualTo(new SamplingSettings(
                        List.of(Strategy.LEVERAGE, Strategy.BLOCK_LEVERAGE, Strategy.FILE, Strategy.K_FOLD),
                        List.of(100, 300),
                        7,
                        12,
                        9,
                        new LeverageSettings(Basis.ENERGY, 20, 3, OptionalInt.of(8)),
                        Optional.of(conf.resolveSibling("order.txt"))));
        assertThat(settings.fit())
                .isEqualTo(new FitSettings(
                        List.of(12.25),
                        List.of(1.0, 2.0),
                        List.of(0.5, 0.0),
                        List.of(0.0, 1e-8),
                        List.of("low", "high"),
                        List.of(new GroupWeight("liq.*", 2, 0.5, 0), new GroupWeight("surface", 1, 3, 1)),
                        Optional.of(new Boltzmann(900, 0.01))));
        assertThat(settings.fit().stress()).isTrue();
        assertThat(settings.front())
                .isEqualTo(new FrontSettings(
                        List.of(
                                Objective.minimise("test_force_rmse_mev_per_angstrom"),
                                Objective.maximise("subset_size"),
                                Objective.minimise("evaluation_cost").inLog10()),
                        Dominance.STRICT,
                        Map.of(2, 1e6, 4, 3e5, 6, 1e5, 8, 4e4, 10, 2e4)))
                .isEqualTo(FrontSettings.ofRun(settings.rendered()));
        assertThat(settings.front().evaluationSeconds(2)).hasValue(1e-6);
        assertThat(settings.front().evaluationSeconds(12)).isEmpty();
        assertThat(settings.engine())
                .isEqualTo(new EngineSettings(1 << 20, 3000, 512, Optional.of(0L), Optional.of(3L << 30)));
        assertThat(settings.sampling().strategies())
                .extracting(Strategy::label)
                .containsExactly("leverage", "block-leverage", "file", "k-fold");
    }

    /** The descriptor of everything.conf with some of its swept values; wselfallflag has a meaning with chemflag only. */
    private static SnapParameters everyDescriptor(double rcutfac, double rfac0, boolean chemflag, double wj) {
        return new SnapParameters(
                8,
                rcutfac,
                rfac0,
                0.1,
                List.of(new Element("Be", 0.4, wj, 0.9, 0.2), new Element("W", 0.6, -0.5, 1.1, 0.3)),
                false,
                false,
                true,
                false,
                chemflag,
                chemflag,
                true,
                true);
    }

    /** What the code reads and what the reference tells a user may not part. */
    @Test
    void referenceNamesEveryKeyThatIsRead() throws URISyntaxException, IOException {
        Set<String> read = new TreeSet<>();
        SweepSettings settings = SettingsReader.read(resource("everything.conf"), Map.of());
        collectKeys(ConfigFactory.parseString(settings.rendered()).root().unwrapped(), read);
        read.add("test-file");
        read.remove("W");

        Set<String> words;
        try (InputStream reference = SettingsReader.class.getResourceAsStream("/reference.conf")) {
            words = Set.of(new String(reference.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("[^A-Za-z0-9_-]+", "\n")
                    .lines()
                    .distinct()
                    .toArray(String[]::new));
        }
        assertThat(read).hasSizeGreaterThan(50);
        assertThat(words).containsAll(read);
    }

    @Test
    void commandLineGoesBeforeTheFile() throws URISyntaxException {
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("potsweep.fit.eweight", "[1, 12.25]");
        overrides.put("fit.ridge", "1e-9");
        overrides.put("descriptor.elements.Be.radelem", "0.45");
        overrides.put("descriptor.elements.W", "{ radelem = 0.6, wj = 2 }");
        overrides.put("engine.row-cache", "1 GiB");
        overrides.put("split", "{ by = file, test-file = test.txt }");
        overrides.put("sampling.sizes", "${potsweep.descriptor.twojmax}");
        SweepSettings settings = SettingsReader.read(resource("small.conf"), overrides);

        assertThat(settings.fit().eweight()).containsExactly(1.0, 12.25);
        assertThat(settings.fit().ridge()).containsExactly(1e-9);
        assertThat(settings.descriptor().snap().elements())
                .containsExactly(new Element("Be", 0.45, 1), new Element("W", 0.6, 2));
        assertThat(settings.engine().rowCacheBytes()).contains(1L << 30);
        assertThat(settings.split().testFile()).contains(resource("small.conf").resolveSibling("test.txt"));
        assertThat(settings.split().seed()).isEqualTo(1);
        assertThat(settings.sampling().sizes()).containsExactly(4, 6);
    }

    @Test
    void takesIncludesSubstitutionsAndTheEnvironment() throws IOException, URISyntaxException {
        Files.createDirectory(folder.resolve("parts"));
        Files.copy(resource("small.conf"), folder.resolve("parts/small.conf"));
        Files.writeString(folder.resolve("sweep.conf"), """
                include "parts/small.conf"
                include "parts/absent.conf"
                most = 7
                potsweep.sampling.replicates = ${most}
                potsweep.fit.fweight = ${potsweep.fit.eweight}
                potsweep.fit.ridge = ${potsweep.fit.ridge} [1e-6]
                potsweep.front.dominance = ${?POTSWEEP_NO_SUCH_VARIABLE}
                potsweep.split { by = group, test-groups = [${PATH}] }
                """);
        SweepSettings settings = SettingsReader.read(folder.resolve("sweep.conf"), Map.of());

        assertThat(settings.dataset().levels().get(0).files())
                .as("relative paths start from the file that was given, not from the included one")
                .containsExactly(folder.resolve("low.xyz").toAbsolutePath());
        assertThat(settings.sampling().replicates()).isEqualTo(7);
        assertThat(settings.fit().fweight()).containsExactly(5.0, 150.0);
        assertThat(settings.fit().ridge()).containsExactly(0.0, 1e-6);
        assertThat(settings.front().dominance()).isEqualTo(Dominance.STANDARD);
        assertThat(settings.split().testGroups()).containsExactly(System.getenv("PATH"));
    }

    @Test
    void theSettingsOfTheProjectAreSound() {
        Path conf = projectFolder().resolve("conf");
        SweepSettings beryllium = SettingsReader.read(conf.resolve("beryllium/sweep.conf"), Map.of());
        assertThat(beryllium.dataset().levels())
                .extracting(LevelSource::name)
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(beryllium.dataset().levels().get(5).files()).containsExactly(conf.resolve("beryllium/level-6.xyz"));
        assertThat(beryllium.descriptor().twojmax()).containsExactly(2, 4, 6, 8);
        assertThat(beryllium.descriptor().snap().rcutfac()).isEqualTo(4.812302818);
        assertThat(beryllium.sampling().strategies()).containsExactly(Strategy.RANDOM, Strategy.LEVERAGE);
        assertThat(beryllium.fit().eweight()).hasSize(6);

        SweepSettings template = SettingsReader.read(conf.resolve("template.conf"), Map.of());
        assertThat(template.dataset().referenceLevel()).isEqualTo("high");
    }

    private static LevelSource plainLevel(String name, Path file) {
        return new LevelSource(
                name,
                List.of(file),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static void collectKeys(Object value, Set<String> keys) {
        if (value instanceof Map<?, ?> section) {
            section.forEach((key, inside) -> {
                keys.add(key.toString());
                collectKeys(inside, keys);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collectKeys(element, keys));
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(SettingsReaderTest.class.getResource("/settings/" + name).toURI());
    }

    private static Path projectFolder() {
        Path above = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(above.resolve("conf/beryllium"))) {
            above = above.getParent();
        }
        return above;
    }
}
