package org.potsweep.jobs.settings;

/**
 * How the rows are weighted whose leverage scores order the training configurations.
 *
 * @param eweight what energy rows are multiplied by
 * @param fweight what force rows are multiplied by; 0 leaves them out
 */
public record LeverageSettings(double eweight, double fweight) {

    static LeverageSettings from(Section section) {
        return new LeverageSettings(
                section.get("eweight", ValueType.POSITIVE), section.get("fweight", ValueType.NOT_NEGATIVE));
    }
}
