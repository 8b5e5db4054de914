package org.potsweep.jobs.dataset;

import java.util.List;

/**
 * The names under which a frame carries what is known of it; of several names the first that is there is taken.
 *
 * @param energy keys of the total energy, eV
 * @param forces columns of the forces, eV/angstrom
 * @param stress keys of the stress, eV/angstrom^3; a key with "virial" in its name is a virial, eV
 * @param id key of the configuration's id
 * @param group key of the configuration's group
 */
public record LabelKeys(List<String> energy, List<String> forces, List<String> stress, String id, String group) {
    public LabelKeys {
        energy = List.copyOf(energy);
        forces = List.copyOf(forces);
        stress = List.copyOf(stress);
    }
}
