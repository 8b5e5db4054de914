package org.potsweep.jobs.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A section of the settings while it is read: hands out values, notes problems, and remembers which keys it was asked
 * for and what they were. A key that is null counts as absent.
 */
final class Section {
    private static final ConfigObject NOTHING = ConfigValueFactory.fromMap(Map.of());
    private static final int SHOWN_CHARACTERS = 60;

    private final String path;
    private final ConfigObject values;
    private final ConfigObject written;
    private final ConfigOrigin origin;
    private final Path folder;
    private final Problems problems;

    private final Set<String> known = new TreeSet<>();
    private final Map<String, Object> effective = new TreeMap<>();
    private final List<Section> children = new ArrayList<>();
    private boolean refused;

    /**
     * The section {@code root} that holds all others; it is left out of their names.
     *
     * @param values everything, with the defaults merged in
     * @param written what the file alone says: where a section that lacks a key stands in it
     * @param folder where relative paths start
     */
    static Section top(String root, ConfigObject values, ConfigObject written, Path folder, Problems problems) {
        return new Section("", values, written, written.origin().withLineNumber(-1), folder, problems)
                .section(root, "");
    }

    private Section(
            String path,
            ConfigObject values,
            ConfigObject written,
            ConfigOrigin origin,
            Path folder,
            Problems problems) {
        this.path = path;
        this.values = values;
        this.written = written;
        this.origin = origin;
        this.folder = folder;
        this.problems = problems;
    }

    /** A value that must be there, if only as a default. */
    <T> T get(String key, ValueType<T> type) {
        if (find(key).isEmpty()) {
            missing(key, type.description());
        }
        return optional(key, type).orElse(type.placeholder());
    }

    /** A value that may be absent. */
    <T> Optional<T> optional(String key, ValueType<T> type) {
        Optional<T> value = find(key).flatMap(found -> parse(found, pathOf(key), type));
        value.ifPresent(sound -> effective.put(key, plain(sound)));
        return value;
    }

    /** A list that may be empty; a single value is a list of one. */
    <T> List<T> list(String key, ValueType<T> type) {
        List<T> elements = new ArrayList<>();
        List<? extends ConfigValue> values = elements(key);
        for (int i = 0; i < values.size(); i++) {
            String name = values.size() == 1 ? pathOf(key) : pathOf(key) + "[" + i + "]";
            parse(values.get(i), name, type).ifPresent(elements::add);
        }
        find(key)
                .ifPresent(found ->
                        effective.put(key, elements.stream().map(Section::plain).toList()));
        return elements;
    }

    /** The values of an axis: at least one, none of them twice. */
    <T> List<T> axis(String key, ValueType<T> type) {
        if (find(key).isEmpty()) {
            missing(key, type.description() + ", or a list of such");
        } else if (elements(key).isEmpty()) {
            refuse(key, "must not be empty");
        }
        List<T> axis = list(key, type);
        Set<T> seen = new HashSet<>();
        axis.stream()
                .filter(value -> !seen.add(value))
                .distinct()
                .forEach(twice -> refuse(key, "has " + plain(twice) + " twice"));
        return axis;
    }

    /** The values of an axis, sorted. */
    <T extends Comparable<T>> List<T> ascending(String key, ValueType<T> type) {
        List<T> sorted = axis(key, type).stream().sorted().toList();
        effective.put(key, sorted);
        return sorted;
    }

    /** A section inside this one; an empty one when it is absent. */
    Section section(String key) {
        return section(key, pathOf(key));
    }

    private Section section(String key, String childPath) {
        ConfigValue found = find(key).orElse(NOTHING);
        Problems noted = problems;
        if (!(found instanceof ConfigObject)) {
            refuse(key, "must be a section { }, not " + shown(found));
            noted = new Problems(); // that its keys are missing is no news
        }
        ConfigObject inside = found instanceof ConfigObject object ? object : NOTHING;
        ConfigObject own = written.get(key) instanceof ConfigObject object ? object : NOTHING;
        ConfigOrigin place = own == NOTHING ? origin : own.origin();
        Section child = new Section(childPath, inside, own, place, folder, noted);
        children.add(child);
        effective.put(key, child.effective);
        return child;
    }

    /** A list of sections, at least one. */
    List<Section> someSections(String key) {
        if (find(key).isEmpty()) {
            missing(key, "a list of sections [{ }, ...]");
        } else if (elements(key).isEmpty()) {
            refuse(key, "must not be empty");
        }
        return sections(key);
    }

    /** A list of sections, which may be empty. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        List<? extends ConfigValue> elements = elements(key);
        for (int i = 0; i < elements.size(); i++) {
            ConfigValue element = elements.get(i);
            String name = pathOf(key) + "[" + i + "]";
            if (element instanceof ConfigObject object) {
                sections.add(new Section(name, object, object, object.origin(), folder, problems));
            } else {
                refuse(element.origin(), name + " must be a section { }, not " + shown(element));
            }
        }
        children.addAll(sections);
        effective.put(key, sections.stream().map(section -> section.effective).toList());
        return sections;
    }

    /** The sections, at least one, of a section whose keys are names that the user chooses; sorted by name. */
    Map<String, Section> named(String key) {
        Section parent = section(key);
        if (find(key).map(NOTHING::equals).orElse(true)) {
            missing(key, "a section { } with a name");
        }
        Map<String, Section> named = new TreeMap<>();
        parent.values.keySet().forEach(name -> named.put(name, parent.section(name)));
        return named;
    }

    /** The values of a section whose keys are whole numbers that the user chooses. */
    <T> Map<Integer, T> numbered(String key, ValueType<T> type) {
        Section parent = section(key);
        Map<Integer, T> values = new TreeMap<>();
        for (String name : parent.values.keySet()) {
            parent.optional(name, type).ifPresent(value -> {
                if (name.matches("\\d{1,9}")) {
                    values.put(Integer.valueOf(name), value);
                } else {
                    parent.refuse(name, "is not a setting; the keys here are whole numbers");
                }
            });
        }
        return values;
    }

    /** Notes that a key is wrong, at its own line if it has one. */
    void refuse(String key, String problem) {
        refuse(find(key).map(ConfigValue::origin).orElse(origin), pathOf(key) + " " + problem);
    }

    /** Notes that this section as a whole is wrong. */
    void refuse(String problem) {
        refuse(origin, path + ": " + problem);
    }

    private void refuse(ConfigOrigin place, String problem) {
        refused = true;
        problems.add(place, problem);
    }

    /** Whether nothing was refused here or further in, so far. */
    boolean isSound() {
        return !refused && children.stream().allMatch(Section::isSound);
    }

    /** A file, relative to the folder of the settings file. */
    Path resolve(String file) {
        return folder.resolve(file).normalize();
    }

    /** Refuses the keys, here and further in, that were never asked for. */
    void refuseUnknownKeys() {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!known.contains(key)) {
                String hint = Suggestion.among(known, key);
                String meant = hint.isEmpty() ? "; known here: " + String.join(", ", known) : hint;
                problems.add(values.get(key).origin(), pathOf(key) + " is not a setting" + meant);
            }
        }
        children.forEach(Section::refuseUnknownKeys);
    }

    /** Where the settings in this section and further in were written. */
    SettingPlaces places() {
        return SettingPlaces.of(values);
    }

    /** What was read, as JSON with sorted keys: the same text for the same settings, however they were written. */
    String render() {
        return ConfigValueFactory.fromMap(effective)
                .render(ConfigRenderOptions.concise().setFormatted(true));
    }

    private Optional<ConfigValue> find(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).filter(value -> value.valueType() != ConfigValueType.NULL);
    }

    private List<? extends ConfigValue> elements(String key) {
        return find(key)
                .map(found -> found instanceof ConfigList list ? list : List.of(found))
                .orElse(List.of());
    }

    private <T> Optional<T> parse(ConfigValue value, String name, ValueType<T> type) {
        Optional<T> parsed = type.parse().apply(value);
        if (parsed.isEmpty()) {
            String hint = ValueType.text(value)
                    .map(word -> Suggestion.among(type.choices(), word))
                    .orElse("");
            refuse(value.origin(), name + " must be " + type.description() + ", not " + shown(value) + hint);
        }
        return parsed;
    }

    private void missing(String key, String expected) {
        boolean isNull = values.containsKey(key);
        ConfigOrigin place = isNull ? values.get(key).origin() : origin;
        String usual =
                isNull ? SettingsReader.usual(pathOf(key)).map(Section::shown).orElse("") : "";
        refuse(
                place,
                usual.isEmpty()
                        ? pathOf(key) + " is missing: it has no default and must be given (" + expected + ")"
                        : pathOf(key) + " is null, which is no value: leave it out for its default, " + usual);
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Object plain(Object value) {
        return value instanceof Enum<?> constant ? ValueType.word(constant) : value;
    }

    private static String shown(ConfigValue value) {
        String text = value.render(ConfigRenderOptions.concise());
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
