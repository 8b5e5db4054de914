package org.potsweep.descriptors;

/** Energy, forces and stress of a configuration of N atoms, as a potential gives them. Immutable for its users. */
public final class Evaluation {
    /** GPa in an eV/angstrom^3. */
    private static final double GPA = 160.2176634;

    private final String id;
    private final double volume;

    /** Filled by the potential that makes the evaluation: eV, eV/angstrom, and dE/dstrain in eV (xx yy zz yz xz xy). */
    final double[] atomEnergies;

    final double[] forces;
    final double[] strain = new double[6];

    /** An evaluation of zero, for a potential to add to. */
    Evaluation(AtomicConfiguration configuration) {
        id = configuration.id();
        volume = configuration.cell().volume();
        atomEnergies = new double[configuration.natoms()];
        forces = new double[3 * configuration.natoms()];
    }

    /** The total energy, eV. */
    public double energyEv() {
        double sum = 0;
        for (double energy : atomEnergies) {
            sum += energy;
        }
        return sum;
    }

    /** The N energies of the atoms, eV; half of a pair's energy is either atom's (a copy). */
    public double[] atomEnergiesEv() {
        return atomEnergies.clone();
    }

    /** The 3N force components, eV/angstrom, atom by atom (a copy). */
    public double[] forcesEvPerAngstrom() {
        return forces.clone();
    }

    /** Whether the configuration's cell has a volume, without which there is no stress. */
    public boolean hasStress() {
        return volume > 0;
    }

    /**
     * (1/V) dE/dstrain, GPa, tension positive, for xx, yy, zz, yz, xz, xy.
     *
     * @throws IllegalStateException if the cell has no volume
     */
    public double[] stressGpa() {
        if (!hasStress()) {
            throw new IllegalStateException("configuration " + id + ": stress needs a cell with a volume");
        }
        double[] stress = new double[6];
        for (int v = 0; v < 6; v++) {
            stress[v] = strain[v] / volume * GPA;
        }
        return stress;
    }

    /** Adds what neighbour displacement (x, y, z) in angstrom contributes: (gx, gy, gz) = dE/d(displacement), eV/angstrom. */
    void addStrain(double x, double y, double z, double gx, double gy, double gz) {
        strain[0] += x * gx;
        strain[1] += y * gy;
        strain[2] += z * gz;
        strain[3] += y * gz;
        strain[4] += x * gz;
        strain[5] += x * gy;
    }

    /** Adds the evaluation of the same configuration by another potential. */
    void add(Evaluation other) {
        add(atomEnergies, other.atomEnergies);
        add(forces, other.forces);
        add(strain, other.strain);
    }

    private static void add(double[] to, double[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    /** @throws ArithmeticException if a number is not finite */
    void requireFinite() {
        for (double[] values : new double[][] {atomEnergies, forces, strain}) {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new ArithmeticException("configuration " + id + ": its energy or a force comes out as "
                            + value + "; the coefficients are too large");
                }
            }
        }
    }
}
