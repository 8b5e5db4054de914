package org.potsweep.jobs.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.potsweep.analysis.levels.LevelDeviation;
import org.potsweep.analysis.levels.LevelQuantity;
import org.potsweep.analysis.levels.Structure;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.storage.LevelTables;

/** One-atom structures whose force error at each level is chosen, so that thresholds can be told by hand. */
class LevelThresholdsTest {
    private static LevelSource level(String name, OptionalDouble kspacing, OptionalDouble encut) {
        return new LevelSource(
                name,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kspacing,
                encut,
                OptionalDouble.empty());
    }

    private static LevelSource spaced(double kspacing) {
        return level("k" + kspacing, OptionalDouble.of(kspacing), OptionalDouble.empty());
    }

    private static LevelSource cut(double encut) {
        return level("e" + encut, OptionalDouble.empty(), OptionalDouble.of(encut));
    }

    private record Errors(String group, double virial, double... forces) {}

    /** Forces and virials deviate at level l of structure s by {@code sets[s].forces[l]} and the virial times that. */
    private static LevelComparison comparison(List<LevelSource> levels, int reference, Errors... sets) {
        List<List<LevelDeviation>> deviations = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            List<LevelDeviation> ofLevel = new ArrayList<>();
            for (int s = 0; s < sets.length; s++) {
                double force = sets[s].forces()[level];
                double virial = 6 * Math.pow(sets[s].virial() * force, 2);
                ofLevel.add(new LevelDeviation(
                        new Structure("s" + s, sets[s].group(), "Be", 1, 3, 10),
                        -s,
                        0,
                        3 * force * force,
                        virial,
                        virial,
                        1));
            }
            deviations.add(ofLevel);
        }
        return LevelComparison.of(new LevelData(levels, reference, deviations), Optional.empty());
    }

    /** Group a: RMSEs 0, 1, 2, 9 have the threshold 2 (see HalfMadThresholdTest); b: 0, 5, 6, 7 have 5; c as a. */
    private static final Errors[] GROUPS = {
        new Errors("a", 1, 9, 2, 1, 0), new Errors("b", 1, 7, 6, 5, 0), new Errors("c", 1, 9, 2, 1, 0)
    };

    private static void assertAdvice(LevelThresholds thresholds, ThresholdChoice choice, double from, double advised) {
        LevelThresholds.Advice advice = thresholds.advice(choice).orElseThrow();
        assertThat(thresholds.setting(advice.threshold())).isEqualTo(from);
        assertThat(thresholds.setting(advice.advised())).isEqualTo(advised);
    }

    @Test
    void spacingsAndCutOffsMirrorEachOther() {
        LevelComparison spacings = comparison(List.of(spaced(0.9), spaced(0.7), spaced(0.5), spaced(0.3)), 3, GROUPS);
        LevelThresholds ofSpacings = LevelThresholds.of(spacings, PrecisionCoordinate.KSPACING);
        assertAdvice(ofSpacings, ThresholdChoice.SMALLEST, 0.5, 0.3);
        assertAdvice(ofSpacings, ThresholdChoice.MODE, 0.7, 0.5);
        LevelComparison cutOffs = comparison(List.of(cut(200), cut(300), cut(400), cut(500)), 3, GROUPS);
        LevelThresholds ofCutOffs = LevelThresholds.of(cutOffs, PrecisionCoordinate.ENCUT);
        assertAdvice(ofCutOffs, ThresholdChoice.SMALLEST, 400, 500);
        assertAdvice(ofCutOffs, ThresholdChoice.MODE, 300, 400);
        assertThat(LevelThresholds.usual(spacings)).contains(PrecisionCoordinate.KSPACING);
        assertThat(LevelThresholds.usual(cutOffs)).contains(PrecisionCoordinate.ENCUT);
    }

    /** Roots of mean squares of 9, 7, 9, then 2, 6, 2, then 1, 5, 1: 8.39, 3.83, 3, 0; MAD 2.30; 3 >= 1.15. */
    @Test
    void pooledThresholdIsOfAllStructures() {
        LevelThresholds thresholds = LevelThresholds.of(
                comparison(List.of(spaced(0.9), spaced(0.7), spaced(0.5), spaced(0.3)), 3, GROUPS),
                PrecisionCoordinate.KSPACING);
        assertAdvice(thresholds, ThresholdChoice.POOLED, 0.5, 0.3);
        assertThat(thresholds.advice(ThresholdChoice.POOLED).orElseThrow().sets())
                .isEqualTo(1);
        assertThat(thresholds.notes(ThresholdChoice.MODE))
                .noneMatch(note -> note.contains("reference level itself"))
                .anyMatch(note -> note.startsWith("only 4 levels"));
    }

    @Test
    void levelsAreOrderedByTheirSettingWhateverTheirOrder() {
        LevelThresholds thresholds = LevelThresholds.of(
                comparison(
                        List.of(spaced(0.5), spaced(0.3), spaced(0.9), spaced(0.7)), 1, new Errors("", 1, 1, 0, 9, 2)),
                PrecisionCoordinate.KSPACING);
        assertAdvice(thresholds, ThresholdChoice.SMALLEST, 0.7, 0.5);
        assertThat(thresholds.notes(ThresholdChoice.SMALLEST)).anyMatch(note -> note.startsWith("there are no groups"));
    }

    @Test
    void withoutStressForcesAdviseAlone() {
        LevelComparison comparison = comparison(
                List.of(spaced(0.9), spaced(0.7), spaced(0.5), spaced(0.3)),
                3,
                new Errors("a", Double.NaN, 9, 2, 1, 0));
        LevelThresholds thresholds = LevelThresholds.of(comparison, PrecisionCoordinate.KSPACING);
        assertThat(thresholds.all())
                .extracting(LevelThreshold::quantity)
                .doesNotContain(LevelQuantity.VIRIAL_RMSE)
                .contains(LevelQuantity.FORCE_RMSE);
        assertAdvice(thresholds, ThresholdChoice.SMALLEST, 0.7, 0.5);
        assertThat(thresholds.notes(ThresholdChoice.SMALLEST)).anyMatch(note -> note.contains("forces alone"));
        assertThat(comparison.notes()).anyMatch(note -> note.startsWith("no structure has a stress"));
        int stress = LevelTables.LEVELS.fieldIndex("stress_rmse_gpa");
        assertThat(LevelTables.levels(comparison)).allMatch(row -> row.isNullAt(stress) && row.isNullAt(stress + 1));
    }

    @Test
    void whatDoesNotVaryAdvisesNothing() {
        LevelComparison comparison =
                comparison(List.of(spaced(0.5), spaced(0.3)), 1, new Errors("a", 1, 0, 0), new Errors("b", 1, 0, 0));
        LevelThresholds thresholds = LevelThresholds.of(comparison, PrecisionCoordinate.KSPACING);
        assertThat(thresholds.advice(ThresholdChoice.SMALLEST)).isEmpty();
        assertThat(LevelTables.thresholds(comparison)).allMatch(row -> row.isNullAt(7) && row.isNullAt(8));
    }

    @Test
    void saysWhyThereAreNoThresholds() {
        LevelComparison undeclared = comparison(List.of(cut(300), cut(400)), 1, new Errors("", 1, 1, 0));
        assertThat(LevelThresholds.impossible(undeclared, PrecisionCoordinate.KSPACING))
                .contains("no thresholds in the k-spacing: no level declares it (kspacing-per-angstrom in the"
                        + " settings)");
        LevelComparison shared =
                comparison(List.of(spaced(0.5), spaced(0.5), spaced(0.3)), 2, new Errors("", 1, 2, 1, 0));
        assertThat(LevelThresholds.impossible(shared, PrecisionCoordinate.KSPACING)
                        .orElseThrow())
                .contains("share 0.5 1/A");
        assertThatIllegalArgumentException().isThrownBy(() -> LevelThresholds.of(shared, PrecisionCoordinate.KSPACING));
        assertThat(LevelTables.thresholds(shared)).isEmpty();
    }

    @Test
    void levelsWithoutTheSettingAreLeftOutAndNamed() {
        LevelThresholds thresholds = LevelThresholds.of(
                comparison(List.of(spaced(0.9), cut(300), spaced(0.5), spaced(0.3)), 1, new Errors("", 1, 9, 0, 2, 1)),
                PrecisionCoordinate.KSPACING);
        assertThat(thresholds.notes(ThresholdChoice.SMALLEST))
                .anyMatch(note -> note.equals("thresholds leave out levels that declare no k-spacing: e300.0"))
                .anyMatch(note -> note.contains("not of the reference e300.0"));
    }

    @Test
    void refusesAStructureThatIsNotThere() {
        LevelComparison one = comparison(List.of(spaced(0.5), spaced(0.3)), 1, new Errors("", 1, 1, 0));
        assertThat(one.bulkId()).isEqualTo("s0");
        LevelData data = new LevelData(
                List.of(spaced(0.3)),
                0,
                List.of(List.of(new LevelDeviation(new Structure("s0", "", "Be", 1, 3, 10), 0, 0, 0, 0, 0, 1))));
        assertThatThrownBy(() -> LevelComparison.of(data, Optional.of("x")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("no configuration 'x'");
        assertThatThrownBy(() -> LevelData.indexOf(one.levels(), "y"))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("no level 'y'")
                .hasMessageContaining("k0.5, k0.3");
    }
}
