package org.potsweep.jobs.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
        this(configurations, levels, referenceLevel, dropped, warnings, null);
    }

    private LabelledDataset(
            List<LabelledConfiguration> configurations,
            List<LevelSource> levels,
            int referenceLevel,
            List<Dropped> dropped,
            List<String> warnings,
            String fingerprint) {
        this.configurations = List.copyOf(configurations);
        this.levels = List.copyOf(levels);
        this.referenceLevel = referenceLevel;
        this.dropped = List.copyOf(dropped);
        this.warnings = List.copyOf(warnings);
        this.fingerprint = fingerprint == null ? Fingerprint.of(this) : fingerprint;
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

    /** The same data with one more warning. */
    public LabelledDataset withWarning(String warning) {
        List<String> more = new ArrayList<>(warnings);
        more.add(warning);
        return new LabelledDataset(configurations, levels, referenceLevel, dropped, more, fingerprint);
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

    /** How many configurations there are, and how many more there would be without those left out, and why those were. */
    public String size() {
        String left = dropped.stream().map(d -> d.count() + " " + d.reason()).collect(Collectors.joining(", "));
        return configurations.size()
                + (dropped.isEmpty() ? "" : " (" + droppedCount() + " more were dropped: " + left + ")");
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
