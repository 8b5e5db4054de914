package org.potsweep.jobs.cli;

import org.potsweep.jobs.choice.Criterion;

/**
 * How a criterion of a recommendation is spelled.
 *
 * @param option of the command line that limits it
 * @param phrase in a sentence
 * @param unit of the option's values
 * @param perUnit how many of the criterion's own units make one of those
 */
record CriterionWords(String option, String phrase, String unit, double perUnit) {

    static CriterionWords of(Criterion criterion) {
        return switch (criterion) {
            case ENERGY -> new CriterionWords("--max-energy-rmse", "energy RMSE at most", "meV/atom", 1);
            case FORCE -> new CriterionWords("--max-force-rmse", "force RMSE at most", "meV/A", 1);
            case DFT_COST -> new CriterionWords("--max-dft-hours", "DFT cost at most", "h", 3600);
            case SPEED -> new CriterionWords("--min-speed", "speed at least", "atom-steps/s", 1);
        };
    }

    /** A value in the option's unit, such as {@code 0.5 h}. */
    String quantity(double value) {
        return Quantity.setting(value / perUnit) + " " + unit;
    }

    /**
     * A bound in the option's unit, to four digits on the side that the value meets.
     *
     * @param upper whether values must be below the bound
     */
    String bound(double value, boolean upper) {
        double inUnit = value / perUnit;
        double step = Math.pow(10, Math.floor(Math.log10(inUnit)) - 3);
        double steps = inUnit / step;
        double rounded = (upper ? Math.ceil(steps - 1e-6) : Math.floor(steps + 1e-6)) * step;
        return Quantity.significant(rounded, 4);
    }
}
