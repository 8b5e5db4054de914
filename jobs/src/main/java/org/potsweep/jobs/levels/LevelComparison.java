package org.potsweep.jobs.levels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.potsweep.analysis.levels.LevelDeviation;
import org.potsweep.analysis.levels.LevelErrors;
import org.potsweep.analysis.levels.LevelStatistics;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LevelSource;

/**
 * Every level's errors against the reference level.
 *
 * @param levels the levels
 * @param reference index of the level that they are compared with
 * @param bulkId the structure by which energies are shifted
 * @param bulkNamed whether the user named it; else it is the one of lowest energy an atom at the reference level
 * @param statistics one a level; the reference level's errors are zero, its costs are not
 * @param notes what the reader should know of these numbers, a sentence each
 */
public record LevelComparison(
        List<LevelSource> levels,
        int reference,
        String bulkId,
        boolean bulkNamed,
        List<LevelStatistics> statistics,
        List<String> notes) {
    /** Groups smaller than this are named in a note. */
    private static final int FEW_STRUCTURES = 10;

    public LevelComparison {
        levels = List.copyOf(levels);
        statistics = List.copyOf(statistics);
        notes = List.copyOf(notes);
    }

    /** @param bulkId the structure to shift energies by; the one of lowest energy an atom when empty */
    public static LevelComparison of(LevelData data, Optional<String> bulkId) {
        List<LevelDeviation> ofReference = data.deviations().get(data.reference());
        String bulk =
                bulkId.map(id -> known(id, ofReference)).orElseGet(() -> LevelStatistics.lowestEnergy(ofReference));
        List<LevelStatistics> statistics = data.deviations().stream()
                .map(deviations -> LevelStatistics.of(deviations, bulk))
                .toList();
        return new LevelComparison(
                data.levels(),
                data.reference(),
                bulk,
                bulkId.isPresent(),
                statistics,
                notes(data, statistics, bulkId.isPresent()));
    }

    private static String known(String id, List<LevelDeviation> deviations) {
        if (deviations.stream().noneMatch(d -> d.structure().id().equals(id))) {
            throw new UserErrorException(
                    Kind.SETTINGS,
                    "there is no configuration '" + id + "' to shift energies by among the " + deviations.size()
                            + " that are labelled at every level");
        }
        return id;
    }

    /** The reference level's name. */
    public String referenceName() {
        return levels.get(reference).name();
    }

    /** The errors of all structures at the reference level: zeros, but for what is told of the structures themselves. */
    public LevelErrors structures() {
        return statistics.get(reference).all();
    }

    /** Whether the structures are put into more than one group. */
    public boolean hasGroups() {
        return statistics.get(reference).byGroup().size() > 1;
    }

    private static List<String> notes(LevelData data, List<LevelStatistics> statistics, boolean bulkNamed) {
        List<String> notes = new ArrayList<>();
        notes.addAll(stressNotes(data));
        long compositions = data.deviations().get(data.reference()).stream()
                .map(d -> d.structure().elements())
                .distinct()
                .count();
        if (compositions > 1) {
            notes.add(
                    "structures of different elements are shifted alike: their energies an atom share no zero, so that"
                            + " shifted energies mean less"
                            + (bulkNamed
                                    ? ""
                                    : ", and the lowest of them is no natural choice" + " (--bulk names another)"));
        }
        List<String> small = new ArrayList<>();
        statistics.get(data.reference()).byGroup().forEach((group, errors) -> {
            if (errors.structures() < FEW_STRUCTURES) {
                small.add((group.isEmpty() ? "(none)" : group) + " " + errors.structures());
            }
        });
        if (!small.isEmpty()) {
            notes.add("small groups, whose errors are uncertain: " + String.join(", ", small));
        }
        return notes;
    }

    private static List<String> stressNotes(LevelData data) {
        List<String> notes = new ArrayList<>();
        int structures = data.deviations().get(data.reference()).size();
        List<Long> stresses = data.deviations().stream()
                .map(deviations -> deviations.stream()
                        .filter(d -> !Double.isNaN(d.stressSquares()))
                        .count())
                .toList();
        if (stresses.stream().allMatch(count -> count == 0)) {
            return List.of("no structure has a stress at the reference level and another one: there is no stress and"
                    + " no virial RMSE");
        }
        for (int level = 0; level < stresses.size(); level++) {
            if (stresses.get(level) < structures) {
                notes.add("level " + data.levels().get(level).name() + ": stress and virial rest on "
                        + stresses.get(level) + " of " + structures
                        + " structures, those that have a stress here and at the reference level");
            }
        }
        return notes;
    }
}
