package org.potsweep.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.dataset.DatasetSource;

/** Reads the settings of a sweep: the command line first, then the file, then {@code reference.conf}. */
public final class SettingsReader {
    private static final String ROOT = "potsweep";

    private SettingsReader() {}

    /**
     * Reads and checks everything.
     *
     * @param conf a HOCON file; relative paths in the settings start from its folder
     * @param overrides HOCON values by key, with or without the leading {@code potsweep.}; of two for one key the later
     * @throws UserErrorException of kind SETTINGS, with all problems, each on its own line with the file and line, or
     *     the {@code -D} option, that it comes from
     */
    public static SweepSettings read(Path conf, Map<String, String> overrides) {
        return read(conf, overrides, section -> {
            SweepSettings settings = SweepSettings.from(section);
            section.refuseUnknownKeys();
            return settings;
        });
    }

    /**
     * Reads and checks what the settings say of the data, and nothing else of them.
     *
     * @throws UserErrorException as {@link #read}
     */
    public static DatasetSource readDataset(Path conf, Map<String, String> overrides) {
        return read(conf, overrides, section -> {
            Section dataset = section.section("dataset");
            DatasetSource source = DatasetSection.read(dataset);
            dataset.refuseUnknownKeys();
            return source;
        });
    }

    /**
     * Reads and checks what the settings say of a selection among structures without labels, and nothing else of them.
     *
     * @throws UserErrorException as {@link #read}
     */
    public static SelectionSettings readSelection(Path conf, Map<String, String> overrides) {
        return read(conf, overrides, SelectionSettings::from);
    }

    /** What the settings of a finished run say of its data; relative paths are left as they are. */
    public static DatasetSource datasetOfRun(String rendered) {
        Problems problems = new Problems();
        ConfigObject settings = ConfigFactory.parseString(rendered).atPath(ROOT).root();
        DatasetSource source = DatasetSection.read(
                Section.top(ROOT, settings, settings, Path.of(""), problems).section("dataset"));
        problems.refuseIfAny();
        return source;
    }

    private static <T> T read(Path conf, Map<String, String> overrides, Function<Section, T> reading) {
        Problems problems = new Problems();
        Config commandLine = commandLine(overrides, problems);
        try {
            Config file = parse(conf, problems);
            Config all = commandLine.withFallback(file).withFallback(defaults()).resolve();
            ConfigObject written = file.resolveWith(all).root();
            refuseStrays(written, problems);
            Path folder = conf.toAbsolutePath().getParent();
            T settings = reading.apply(Section.top(ROOT, all.root(), written, folder, problems));
            problems.refuseIfAny();
            return settings;
        } catch (ConfigException unreadable) {
            throw problems.with(unreadable);
        }
    }

    private static Config parse(Path conf, Problems problems) {
        if (!Files.isRegularFile(conf) || !Files.isReadable(conf)) {
            String reason = Files.exists(conf) ? "is not a file that can be read" : "does not exist";
            problems.add(conf + ": the settings file " + reason);
            problems.refuseIfAny();
        }
        return ConfigFactory.parseFile(
                conf.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    /** Other libraries on the class path may have a {@code reference.conf} too. */
    private static Config defaults() {
        return ConfigFactory.parseResources(SettingsReader.class.getClassLoader(), "reference.conf")
                .withOnlyPath(ROOT);
    }

    /** The default of a setting, by its key without the leading {@code potsweep.}. */
    static Optional<ConfigValue> usual(String key) {
        // Inside lists of sections nothing has a default; their keys are no paths.
        boolean isPath = !key.contains("[");
        return isPath && defaults().hasPath(ROOT + "." + key)
                ? Optional.of(defaults().getValue(ROOT + "." + key))
                : Optional.empty();
    }

    private static Config commandLine(Map<String, String> overrides, Problems problems) {
        Config all = ConfigFactory.empty();
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            String option = "command line -D " + override.getKey();
            try {
                all = override(override.getKey(), override.getValue(), option).withFallback(all);
            } catch (ConfigException unreadable) {
                problems.add(option + ": '" + override.getValue()
                        + "' cannot be read; a value is written as in the settings file, for example 5, [1, 5] or"
                        + " \"text in quotes\"");
            }
        }
        return all;
    }

    private static Config override(String key, String value, String option) {
        List<String> path = ConfigUtil.splitPath(key);
        String qualified = path.get(0).equals(ROOT) ? key : ROOT + "." + key;
        ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(option);
        ConfigObject parsed =
                ConfigFactory.parseString("value = " + value, options).root();
        if (parsed.size() != 1) {
            throw new ConfigException.BadValue(key, "more than one value");
        }
        // Not the value at the path: the sections above it would not know where they come from.
        return ConfigFactory.parseString(qualified + " = " + value, options);
    }

    /** Outside {@code potsweep} a file may keep variables of its own, but not what was meant to be a setting. */
    private static void refuseStrays(ConfigObject written, Problems problems) {
        Set<String> sections = defaults().getObject(ROOT).keySet();
        written.forEach((key, value) -> {
            if (sections.contains(key)) {
                problems.add(value.origin(), key + " stands outside " + ROOT + " { }, where nothing is read");
            } else if (!key.equals(ROOT)) {
                String hint = Suggestion.among(List.of(ROOT), key);
                if (!hint.isEmpty()) {
                    problems.add(value.origin(), key + " is not a setting" + hint);
                }
            }
        });
    }
}
