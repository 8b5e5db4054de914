package org.potsweep.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.potsweep.jobs.dataset.LabelKeys;

/** The names of labels in {@code reference.conf}, for commands that take data without settings. */
public final class LabelDefaults {
    private LabelDefaults() {}

    public static LabelKeys keys() {
        Config dataset = ConfigFactory.parseResources(LabelDefaults.class.getClassLoader(), "reference.conf")
                .getConfig("potsweep.dataset");
        return new LabelKeys(
                dataset.getStringList("energy-keys"),
                dataset.getStringList("forces-keys"),
                dataset.getStringList("stress-keys"),
                dataset.getString("id-key"),
                dataset.getString("group-key"));
    }
}
