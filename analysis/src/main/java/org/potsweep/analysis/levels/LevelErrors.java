package org.potsweep.analysis.levels;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a set of n structures says of a level, with d = (E_level - E_reference) / N the deviation of a structure's energy
 * an atom. Energies weigh every structure alike, forces every component.
 *
 * <p>Absolute energies mean little between levels: a shift that is common to all structures changes no energy
 * difference. So the energy RMSE is told three times. Both shifts belong to the level, not to the set: the deviations of
 * all structures are shifted by the same amount, also where errors of one group are told.
 *
 * @param structures n
 * @param atoms number of atoms in all of them
 * @param shortestVectorFromAngstrom smallest of their shortest lattice vectors, angstrom; NaN if none is periodic
 * @param shortestVectorToAngstrom largest of them
 * @param energyMeanDeviation mean of d, signed, eV/atom
 * @param energyMeanAbsoluteDeviation mean of |d|, eV/atom
 * @param energyRmse sqrt(mean of d^2), eV/atom
 * @param energyRmseBulkShifted sqrt(mean of (d - d_bulk)^2), eV/atom
 * @param energyRmseMeanShifted sqrt(mean of (d - mean d of all structures)^2), eV/atom
 * @param forceRmse root mean squared difference of a force component, eV/angstrom
 * @param stressRmse root mean squared difference of a stress component, GPa, over the structures that have a stress at
 *     both levels; NaN if none has
 * @param virialRmse the same for the virial an atom (stress x volume / N), eV/atom
 * @param meanCostSeconds mean cost of a structure at the level, seconds; NaN if that of any is unknown
 * @param maxCostSeconds largest cost, seconds; NaN if that of any is unknown
 */
public record LevelErrors(
        int structures,
        long atoms,
        double shortestVectorFromAngstrom,
        double shortestVectorToAngstrom,
        double energyMeanDeviation,
        double energyMeanAbsoluteDeviation,
        double energyRmse,
        double energyRmseBulkShifted,
        double energyRmseMeanShifted,
        double forceRmse,
        double stressRmse,
        double virialRmse,
        double meanCostSeconds,
        double maxCostSeconds) {
    private static final int STRESS_COMPONENTS = 6;

    /**
     * @param set at least one structure
     * @param bulkShift deviation of the bulk structure's energy, eV/atom
     * @param meanShift mean deviation over all structures, eV/atom
     */
    static LevelErrors of(List<LevelDeviation> set, double bulkShift, double meanShift) {
        if (set.isEmpty()) {
            throw new IllegalArgumentException("no structures: a level's errors are undefined");
        }
        long atoms = set.stream().mapToLong(d -> d.structure().natoms()).sum();
        double forceSquares =
                set.stream().mapToDouble(LevelDeviation::forceSquares).sum();
        return new LevelErrors(
                set.size(),
                atoms,
                extreme(set, -1),
                extreme(set, 1),
                mean(set, LevelDeviation::energyEvPerAtom),
                mean(set, d -> Math.abs(d.energyEvPerAtom())),
                energyRmse(set, 0),
                energyRmse(set, bulkShift),
                energyRmse(set, meanShift),
                Math.sqrt(forceSquares / (3 * atoms)),
                stressRmse(set, LevelDeviation::stressSquares),
                stressRmse(set, LevelDeviation::virialSquares),
                mean(set, LevelDeviation::costSeconds),
                set.stream().mapToDouble(LevelDeviation::costSeconds).max().orElseThrow());
    }

    /** The mean over structures; NaN if one is. */
    static double mean(List<LevelDeviation> set, ToDoubleFunction<LevelDeviation> value) {
        return set.stream().mapToDouble(value).sum() / set.size();
    }

    private static double energyRmse(List<LevelDeviation> set, double shift) {
        return Math.sqrt(mean(set, d -> Math.pow(d.energyEvPerAtom() - shift, 2)));
    }

    private static double stressRmse(List<LevelDeviation> set, ToDoubleFunction<LevelDeviation> squares) {
        double[] known =
                set.stream().mapToDouble(squares).filter(s -> !Double.isNaN(s)).toArray();
        double sum = 0;
        for (double s : known) {
            sum += s;
        }
        return Math.sqrt(sum / (STRESS_COMPONENTS * known.length)); // NaN of none
    }

    private static double extreme(List<LevelDeviation> set, int sign) {
        double largest = set.stream()
                .mapToDouble(d -> sign * d.structure().shortestVectorAngstrom())
                .filter(length -> !Double.isNaN(length))
                .max()
                .orElse(Double.NaN);
        return sign * largest;
    }
}
