package org.potsweep.jobs.evaluation;

/** Errors of a set of structures: energies in eV/atom, force components in eV/angstrom, stress components in GPa. */
public final class EvaluationErrors {
    private final Deviations energy = new Deviations();
    private final Deviations forces = new Deviations();
    private final Deviations stress = new Deviations();

    /** Of each structure's energy divided by its number of atoms, eV/atom. */
    public Deviations energy() {
        return energy;
    }

    /** Of each force component, eV/angstrom. */
    public Deviations forces() {
        return forces;
    }

    /** Of each stress component, GPa. */
    public Deviations stress() {
        return stress;
    }

    /** Takes the errors of other structures in. */
    public void add(EvaluationErrors other) {
        energy.add(other.energy);
        forces.add(other.forces);
        stress.add(other.stress);
    }

    /** Whether there is no label to compare with. */
    public boolean isEmpty() {
        return energy.count() + forces.count() + stress.count() == 0;
    }
}
