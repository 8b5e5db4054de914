package org.potsweep.jobs.settings;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.jobs.dataset.DatasetSource;

/**
 * All that a sweep is told.
 *
 * @param dataset where the structures and their labels are
 * @param split which of them are kept for testing
 * @param descriptor what the potential is linear in
 * @param reference what is subtracted from the labels before the fits
 * @param sampling the subsets that are fitted to
 * @param fit the weights
 * @param front how the front is taken
 * @param residuals which cells' residuals are looked at one by one
 * @param engine how the work is cut up
 * @param rendered all of the above as JSON with sorted keys, defaults included and files as they were written; the same
 *     text for the same settings
 * @param places where they were written
 */
public record SweepSettings(
        DatasetSource dataset,
        SplitSettings split,
        DescriptorSettings descriptor,
        ReferencePotential reference,
        SamplingSettings sampling,
        FitSettings fit,
        FrontSettings front,
        ResidualSettings residuals,
        EngineSettings engine,
        String rendered,
        SettingPlaces places) {

    static SweepSettings from(Section section) {
        DatasetSource dataset = DatasetSection.read(section.section("dataset"));
        SplitSettings split = SplitSettings.from(section.section("split"));
        DescriptorSettings descriptor = DescriptorSettings.from(section.section("descriptor"));
        ReferencePotential reference = ReferenceSection.read(section.section("reference-potential"));
        SamplingSettings sampling = SamplingSettings.from(
                section.section("sampling"), descriptor == null ? List.of() : descriptor.twojmax());
        FitSettings fit = FitSettings.from(section.section("fit"), dataset.levels());
        FrontSettings front = FrontSettings.from(section.section("front"));
        ResidualSettings residuals = ResidualSettings.from(section.section("residuals"));
        EngineSettings engine = EngineSettings.from(section.section("engine"));
        return new SweepSettings(
                dataset,
                split,
                descriptor,
                reference,
                sampling,
                fit,
                front,
                residuals,
                engine,
                section.render(),
                section.places());
    }

    /** A line {@code "key: a -> b"} for every key in which two {@link #rendered} settings differ, sorted by key. */
    public static List<String> differences(String renderedA, String renderedB) {
        List<String> lines = new ArrayList<>();
        compare(
                "",
                ConfigFactory.parseString(renderedA).root(),
                ConfigFactory.parseString(renderedB).root(),
                lines);
        return lines;
    }

    private static void compare(String path, ConfigValue a, ConfigValue b, List<String> lines) {
        if (a instanceof ConfigObject before && b instanceof ConfigObject after) {
            TreeSet<String> keys = new TreeSet<>(before.keySet());
            keys.addAll(after.keySet());
            keys.forEach(
                    key -> compare(path.isEmpty() ? key : path + "." + key, before.get(key), after.get(key), lines));
        } else if (holdsSections(a) && holdsSections(b)) {
            ConfigList before = (ConfigList) a;
            ConfigList after = (ConfigList) b;
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(path + "[" + i + "]", element(before, i), element(after, i), lines);
            }
        } else if (a == null || !a.equals(b)) {
            lines.add(path + ": " + shown(a) + " -> " + shown(b));
        }
    }

    private static boolean holdsSections(ConfigValue value) {
        return value instanceof ConfigList list && !list.isEmpty() && list.get(0) instanceof ConfigObject;
    }

    private static ConfigValue element(ConfigList list, int i) {
        return i < list.size() ? list.get(i) : null;
    }

    private static String shown(ConfigValue value) {
        return value == null ? "(absent)" : value.render(ConfigRenderOptions.concise());
    }
}
