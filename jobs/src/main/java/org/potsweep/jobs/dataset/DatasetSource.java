package org.potsweep.jobs.dataset;

import java.util.List;

/**
 * What a dataset is read from, and what is asked of it.
 *
 * @param levels the levels; their order is that of the level indices
 * @param referenceLevel name of the level that errors are measured against; its positions are the ones kept
 * @param matching how frames are matched across levels
 * @param energyKeys keys of the total energy, eV; the first that a frame carries is used
 * @param forcesKeys columns of the forces, eV/angstrom; the first that a frame carries is used
 * @param stressKeys keys of the stress, eV/angstrom^3; a key with "virial" in its name is a virial, eV
 * @param idKey key of the configuration's id
 * @param groupKey key of the configuration's group
 * @param costKey key of the seconds that the labels took to compute
 * @param levelKey key that {@link LevelSource#frameLevel()} is compared with
 * @param incomplete what happens to a configuration that is not labelled at every level
 * @param minimumDistanceAngstrom atoms nearer than this, periodic images included, are refused; angstrom
 * @param positionToleranceAngstrom by how much coordinates and lattice components may differ between levels, angstrom
 */
public record DatasetSource(
        List<LevelSource> levels,
        String referenceLevel,
        FrameMatching matching,
        List<String> energyKeys,
        List<String> forcesKeys,
        List<String> stressKeys,
        String idKey,
        String groupKey,
        String costKey,
        String levelKey,
        IncompletePolicy incomplete,
        double minimumDistanceAngstrom,
        double positionToleranceAngstrom) {

    public DatasetSource {
        levels = List.copyOf(levels);
        energyKeys = List.copyOf(energyKeys);
        forcesKeys = List.copyOf(forcesKeys);
        stressKeys = List.copyOf(stressKeys);
    }

    /** The index of the reference level in {@link #levels()}. */
    int referenceIndex() {
        for (int level = 0; level < levels.size(); level++) {
            if (levels.get(level).name().equals(referenceLevel)) {
                return level;
            }
        }
        throw new IllegalArgumentException("reference level " + referenceLevel + " is not one of the levels "
                + levels.stream().map(LevelSource::name).toList());
    }
}
