package org.potsweep.analysis.levels;

/**
 * The difference between a structure's labels at a level and at the reference level, as far as root mean squares need
 * it.
 *
 * @param structure the structure
 * @param referenceEnergyEvPerAtom energy at the reference level, eV/atom
 * @param energyEvPerAtom energy at the level minus that at the reference level, eV/atom
 * @param forceSquares sum over the 3N components of the squared difference, (eV/angstrom)^2
 * @param stressSquares sum over the six components of the squared difference, GPa^2; NaN if either level has no stress
 * @param virialSquares the same for the virial an atom, stress x volume / N, (eV/atom)^2; NaN if either level has no
 *     stress or the box no volume
 * @param costSeconds seconds that the labels took at the level, NaN if unknown
 */
public record LevelDeviation(
        Structure structure,
        double referenceEnergyEvPerAtom,
        double energyEvPerAtom,
        double forceSquares,
        double stressSquares,
        double virialSquares,
        double costSeconds) {
    private static final double GPA_PER_EV_PER_CUBIC_ANGSTROM = 160.2176634;

    /** @throws IllegalArgumentException if the labels are not of one structure */
    public static LevelDeviation of(Structure structure, StructureLabels level, StructureLabels reference) {
        double stress = level.stressGpa() == null || reference.stressGpa() == null
                ? Double.NaN
                : squares(structure, "stress", level.stressGpa(), reference.stressGpa(), 6);
        double volume = structure.volumeCubicAngstrom();
        double evPerAtomOfGpa = volume > 0 ? volume / structure.natoms() / GPA_PER_EV_PER_CUBIC_ANGSTROM : Double.NaN;
        return new LevelDeviation(
                structure,
                reference.energyEv() / structure.natoms(),
                (level.energyEv() - reference.energyEv()) / structure.natoms(),
                squares(
                        structure,
                        "force",
                        level.forcesEvPerAngstrom(),
                        reference.forcesEvPerAngstrom(),
                        3 * structure.natoms()),
                stress,
                stress * evPerAtomOfGpa * evPerAtomOfGpa,
                level.costSeconds());
    }

    private static double squares(Structure structure, String what, double[] a, double[] b, int components) {
        if (a.length != components || b.length != components) {
            throw new IllegalArgumentException("structure " + structure.id() + " has " + a.length + " and " + b.length
                    + " " + what + " components at two levels, not " + components);
        }
        double sum = 0;
        for (int k = 0; k < components; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
