package org.potsweep.jobs.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How leverage scores are taken, which order the training configurations.
 *
 * @param basis the rows that the scores are relative to
 * @param eweight what energy rows are multiplied by (force rows by 1)
 * @param vweight what stress rows are multiplied by, where there are any
 * @param twojmax the one that all scores are taken at; empty: at each, for the models of that one
 */
public record LeverageSettings(Basis basis, double eweight, double vweight, OptionalInt twojmax) {
    /** The rows of the hat matrix. */
    public enum Basis {
        /** Energy, force and stress rows. */
        ALL,
        /** Energy rows only. */
        ENERGY
    }

    /** @param swept the swept values of twojmax; empty where they are unknown */
    static LeverageSettings from(Section section, List<Integer> swept) {
        Map<String, Integer> choices = new LinkedHashMap<>();
        swept.forEach(twojmax -> choices.put(String.valueOf(twojmax), twojmax));
        return new LeverageSettings(
                section.get("basis", ValueType.oneOf(Basis.class)),
                section.get("eweight", ValueType.POSITIVE),
                section.get("vweight", ValueType.NOT_NEGATIVE),
                section.optional(
                                "twojmax",
                                swept.isEmpty()
                                        ? ValueType.INTEGER
                                        : ValueType.oneOf(choices, "one of the swept " + swept))
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()));
    }
}
