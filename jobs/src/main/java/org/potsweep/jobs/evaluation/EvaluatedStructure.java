package org.potsweep.jobs.evaluation;

import org.potsweep.jobs.dataset.FrameLabels;

/**
 * A structure of N atoms with what a potential gives for it.
 *
 * @param atomEnergiesEv the N energies of the atoms, eV; their sum is the total energy
 * @param forcesEvPerAngstrom 3N components, eV/angstrom, atom by atom
 * @param stressGpa xx, yy, zz, yz, xz, xy, GPa, tension positive; null where the cell has no volume
 */
public record EvaluatedStructure(
        LabelledStructure structure,
        double energyEv,
        double[] atomEnergiesEv,
        double[] forcesEvPerAngstrom,
        double[] stressGpa) {

    /** The errors of this structure against the labels that it has. */
    public EvaluationErrors errors() {
        EvaluationErrors errors = new EvaluationErrors();
        FrameLabels labels = structure.labels();
        int atoms = structure.configuration().natoms();
        labels.energyEv().ifPresent(label -> errors.energy().add((energyEv - label) / atoms));
        labels.forcesEvPerAngstrom().ifPresent(label -> errors.forces().add(forcesEvPerAngstrom, label));
        if (stressGpa != null) {
            labels.stressGpa().ifPresent(label -> errors.stress().add(stressGpa, label));
        }
        return errors;
    }
}
