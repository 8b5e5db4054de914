package org.potsweep.jobs.levels;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.potsweep.analysis.levels.PrecisionAxis;
import org.potsweep.jobs.dataset.LevelSource;

/** A setting of the DFT in which levels are ordered by precision. */
public enum PrecisionCoordinate {
    /** k-point spacing: smaller is finer. */
    KSPACING("kspacing_per_angstrom", "k-spacing", "1/A", false, LevelSource::kspacingPerAngstrom),
    /** Plane-wave cut-off: larger is finer. */
    ENCUT("encut_ev", "cut-off", "eV", true, LevelSource::encutEv);

    private final String column;
    private final String label;
    private final String unit;
    private final boolean largerIsFiner;
    private final Function<LevelSource, OptionalDouble> setting;

    PrecisionCoordinate(
            String column,
            String label,
            String unit,
            boolean largerIsFiner,
            Function<LevelSource, OptionalDouble> setting) {
        this.column = column;
        this.label = label;
        this.unit = unit;
        this.largerIsFiner = largerIsFiner;
        this.setting = setting;
    }

    /** Its column in tables. */
    public String column() {
        return column;
    }

    /** Its name in texts. */
    public String label() {
        return label;
    }

    /** Its unit in texts. */
    public String unit() {
        return unit;
    }

    /** What a level declares. */
    public OptionalDouble of(LevelSource level) {
        return setting.apply(level);
    }

    /** How many of the levels declare it. */
    public long declared(List<LevelSource> levels) {
        return levels.stream().filter(level -> of(level).isPresent()).count();
    }

    /**
     * The levels that declare it, finest first.
     *
     * @throws IllegalArgumentException if two levels share a value
     */
    public PrecisionAxis axis(List<LevelSource> levels) {
        return PrecisionAxis.of(
                levels.stream()
                        .mapToDouble(level -> of(level).orElse(Double.NaN))
                        .toArray(),
                largerIsFiner);
    }
}
