package org.potsweep.jobs.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.potsweep.jobs.UserErrorException;

/**
 * Where settings were written, for what only turns out to be impossible once the data are there.
 *
 * @param byKey file and line, or the {@code -D} option, of each setting that is no default
 */
public record SettingPlaces(Map<String, String> byKey) {
    public SettingPlaces {
        byKey = Map.copyOf(byKey);
    }

    static SettingPlaces of(ConfigObject settings) {
        Map<String, String> places = new TreeMap<>();
        collect("", settings, places);
        return new SettingPlaces(places);
    }

    private static void collect(String path, ConfigObject section, Map<String, String> places) {
        for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
            String key = path + entry.getKey();
            ConfigValue value = entry.getValue();
            boolean isDefault = value.origin().resource() != null;
            if (!isDefault) {
                places.put(key, Problems.place(value.origin()));
            }
            if (value instanceof ConfigObject inside) {
                collect(key + ".", inside, places);
            }
        }
    }

    /** The refusal of a setting with the place where it was written; any other, or that of a default, as it is. */
    public UserErrorException placed(UserErrorException refusal) {
        return refusal.setting()
                .flatMap(key -> Optional.ofNullable(byKey.get(key)))
                .map(place -> new UserErrorException(refusal.kind(), place + ": " + refusal.getMessage()))
                .orElse(refusal);
    }
}
