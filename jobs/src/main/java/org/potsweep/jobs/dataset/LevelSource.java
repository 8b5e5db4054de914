package org.potsweep.jobs.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where the labels of one level of convergence come from.
 *
 * @param name names the level in tables and messages
 * @param files its extended XYZ files; several levels may name the same file
 * @param frameLevel only frames that carry this value under {@link DatasetSource#levelKey()} belong to the level; all
 *     frames do when empty
 * @param energyKey the one key of the energy, in place of {@link DatasetSource#energyKeys()}
 * @param forcesKey the one column of the forces, in place of {@link DatasetSource#forcesKeys()}
 * @param stressKey the one key of the stress, in place of {@link DatasetSource#stressKeys()}
 * @param kspacingPerAngstrom k-point spacing, 1/angstrom
 * @param encutEv plane-wave cut-off, eV
 * @param meanCostSeconds cost of a configuration whose frame tells none, seconds
 */
public record LevelSource(
        String name,
        List<Path> files,
        Optional<String> frameLevel,
        Optional<String> energyKey,
        Optional<String> forcesKey,
        Optional<String> stressKey,
        OptionalDouble kspacingPerAngstrom,
        OptionalDouble encutEv,
        OptionalDouble meanCostSeconds) {

    public LevelSource {
        files = List.copyOf(files);
    }
}
