package org.potsweep.analysis.levels;

import java.util.function.ToDoubleFunction;

/**
 * A statistical error metric of a level against the reference, after Bayerl et al., Digital Discovery 1 (2022) 61. The
 * formula of their averaged energy-per-atom deviation (AEAD) is not printed there; it can be read as the first or as the
 * second of these.
 */
public enum LevelQuantity {
    /** Mean signed deviation of the energy an atom, eV/atom. */
    ENERGY_MEAN_DEVIATION(LevelErrors::energyMeanDeviation),
    /** Mean absolute deviation of the energy an atom, eV/atom. */
    ENERGY_MEAN_ABSOLUTE_DEVIATION(LevelErrors::energyMeanAbsoluteDeviation),
    /** E-RMSE: root mean squared deviation of the energy an atom, unshifted, eV/atom. */
    ENERGY_RMSE(LevelErrors::energyRmse),
    /** F-RMSE: of a force component, eV/angstrom. */
    FORCE_RMSE(LevelErrors::forceRmse),
    /** V-RMSE: of a component of the virial an atom, eV/atom. */
    VIRIAL_RMSE(LevelErrors::virialRmse);

    private final ToDoubleFunction<LevelErrors> value;

    LevelQuantity(ToDoubleFunction<LevelErrors> value) {
        this.value = value;
    }

    /** The metric's value; NaN where the labels do not tell it. */
    public double of(LevelErrors errors) {
        return value.applyAsDouble(errors);
    }
}
