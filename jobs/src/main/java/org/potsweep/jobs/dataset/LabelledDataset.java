package org.potsweep.jobs.dataset;

import java.util.List;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

/** Structures that are labelled at every level, and what was noticed while they were read. Immutable. */
public final class LabelledDataset {
    private final List<LabelledConfiguration> configurations;
    private final List<LevelSource> levels;
    private final int referenceLevel;
    private final List<Dropped> dropped;
    private final List<String> warnings;
    private final String fingerprint;

    /**
     * Configurations that were left out for one reason.
     *
     * @param reason why
     * @param count how many
     * @param examples the first few: id and where it stands
     */
    public record Dropped(String reason, int count, List<String> examples) {}

    LabelledDataset(
            List<LabelledConfiguration> configurations,
            List<LevelSource> levels,
            int referenceLevel,
            List<Dropped> dropped,
            List<String> warnings) {
        this.configurations = List.copyOf(configurations);
        this.levels = List.copyOf(levels);
        this.referenceLevel = referenceLevel;
        this.dropped = List.copyOf(dropped);
        this.warnings = List.copyOf(warnings);
        this.fingerprint = Fingerprint.of(this);
    }

    /**
     * The dataset with a potential subtracted from all labels: what a model on top of that potential is fitted to.
     *
     * @throws UserErrorException if the potential cannot be evaluated on a structure
     */
    public LabelledDataset relativeTo(ReferencePotential reference) {
        if (reference.equals(ReferencePotential.NONE)) {
            return this;
        }
        List<LabelledConfiguration> relative = configurations.parallelStream()
                .map(labelled -> {
                    try {
                        return labelled.minus(reference.evaluate(labelled.configuration()));
                    } catch (IllegalArgumentException e) {
                        throw new UserErrorException(
                                Kind.DATA, labelled.configuration().id() + ": " + e.getMessage());
                    }
                })
                .toList();
        return new LabelledDataset(relative, levels, referenceLevel, dropped, warnings);
    }

    /** The configurations, sorted by id. */
    public List<LabelledConfiguration> configurations() {
        return configurations;
    }

    /** The levels in the order of their indices. */
    public List<LevelSource> levels() {
        return levels;
    }

    /** The index of the level that errors are measured against. */
    public int referenceLevel() {
        return referenceLevel;
    }

    /**
     * SHA-256 of the content in hexadecimal: ids, groups, species, boxes, positions and all labels by the level's name.
     * It depends neither on the order of frames, files or levels, nor on how numbers are written, nor on other keys.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /** What was left out, by reason; every configuration is counted once. */
    public List<Dropped> dropped() {
        return dropped;
    }

    /** The number of configurations that were left out. */
    public int droppedCount() {
        return dropped.stream().mapToInt(Dropped::count).sum();
    }

    /** What the user should know, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether the cost of every configuration is known at a level. */
    public boolean hasCost(int level) {
        return configurations.stream().noneMatch(c -> Double.isNaN(c.costSeconds(level)));
    }
}
