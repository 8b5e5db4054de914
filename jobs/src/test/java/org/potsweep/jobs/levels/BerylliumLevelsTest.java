package org.potsweep.jobs.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.potsweep.analysis.levels.LevelErrors;
import org.potsweep.analysis.levels.LevelQuantity;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.storage.LevelTables;

/**
 * The bundled data against an independent computation: a script of its own read {@code conf/beryllium/level-*.xyz} and
 * computed means, roots of mean squares and quartiles with numpy 2.4.6 (numbers with ten digits below), for the formulas
 * in {@link LevelErrors}.
 */
class BerylliumLevelsTest {
    private static LevelData data;
    private static LevelComparison comparison;

    @BeforeAll
    static void compare() {
        data = LevelData.of(
                DatasetReader.read(SettingsReader.readDataset(Path.of("../conf/beryllium/sweep.conf"), Map.of())));
        comparison = LevelComparison.of(data, Optional.empty());
    }

    /** Mean, mean absolute, RMSE, bulk- and mean-shifted energy; force (all meV), stress, virial (meV); costs. */
    private static void assertErrors(LevelErrors errors, double... expected) {
        double[] found = {
            1000 * errors.energyMeanDeviation(),
            1000 * errors.energyMeanAbsoluteDeviation(),
            1000 * errors.energyRmse(),
            1000 * errors.energyRmseBulkShifted(),
            1000 * errors.energyRmseMeanShifted(),
            1000 * errors.forceRmse(),
            errors.stressRmse(),
            1000 * errors.virialRmse(),
            errors.meanCostSeconds(),
            errors.maxCostSeconds()
        };
        for (int k = 0; k < expected.length; k++) {
            assertThat(found[k]).as("number " + k).isCloseTo(expected[k], withinPercentage(1e-7));
        }
    }

    private static LevelErrors all(int level) {
        return comparison.statistics().get(level - 1).all();
    }

    @Test
    void levelsAgreeWithNumpy() {
        assertThat(comparison.bulkId()).isEqualTo("be-21-0021");
        assertErrors(
                all(1),
                121.3986598,
                176.9270723,
                237.091482,
                551.6229498,
                203.653471,
                287.8210467,
                10.30019824,
                549.3794226,
                0.898605985,
                2.232);
        assertErrors(
                all(3),
                25.68232355,
                37.48131343,
                48.88461786,
                42.91757872,
                41.59476074,
                102.9947678,
                3.573872384,
                195.4059573,
                1.507269327,
                3.631);
        assertErrors(
                all(5),
                3.288296452,
                7.631819989,
                10.17640845,
                9.691455501,
                9.630492996,
                44.01939152,
                1.975400051,
                108.693067,
                4.34767581,
                11.538);
        assertErrors(all(6), 0, 0, 0, 0, 0, 0, 0, 0, 10.8900798, 29.248);
    }

    @Test
    void groupsAndBoxesAgreeWithNumpy() {
        assertErrors(
                comparison.statistics().get(2).byGroup().get("fcc"),
                54.35290817,
                54.35290817,
                56.41265271,
                42.05033155,
                32.40603619,
                71.36844638,
                3.949380634,
                199.5095776,
                1.535928571,
                2.783);
        List<LevelErrors> boxes = comparison.statistics().get(1).byShortestVector();
        assertThat(boxes).extracting(LevelErrors::structures).containsExactly(101, 100, 100, 100);
        assertThat(boxes.get(1).shortestVectorFromAngstrom()).isCloseTo(2.379547458388213, withinPercentage(1e-12));
        assertThat(boxes.get(1).shortestVectorToAngstrom()).isCloseTo(2.7023911298451178, withinPercentage(1e-12));
        assertThat(1000 * boxes.get(1).energyRmse()).isCloseTo(102.864902, withinPercentage(1e-7));
        assertThat(1000 * boxes.get(3).forceRmse()).isCloseTo(176.474738, withinPercentage(1e-7));
    }

    @Test
    void thresholdsAgreeWithNumpy() {
        LevelThresholds thresholds = LevelThresholds.of(comparison, PrecisionCoordinate.KSPACING);
        Map<String, double[]> expected = Map.of(
                "", new double[] {0.7, 0.7, 0.7, 0.42, 0.42},
                "bcc", new double[] {0.55, 0.55, 0.55, 0.42, 0.42},
                "fcc", new double[] {0.7, 0.7, 0.7, 0.55, 0.55},
                "hcp", new double[] {0.9, 0.9, 0.9, 0.55, 0.55},
                "hcp_vac", new double[] {1.2, 0.7, 0.55, 0.42, 0.42},
                "sc_vac", new double[] {0.55, 0.55, 0.7, 0.42, 0.42});
        expected.forEach((group, spacings) -> assertThat(thresholds.all().stream()
                        .filter(t -> t.name().equals(group))
                        .mapToDouble(t -> thresholds.setting(t.rank().getAsInt()))
                        .toArray())
                .as(group)
                .containsExactly(spacings));
        assertThat(thresholds.all()).hasSize(10 * LevelQuantity.values().length);
        LevelThreshold force = thresholds.all().get(LevelQuantity.FORCE_RMSE.ordinal());
        assertThat(1000 * force.meanAbsoluteDeviation()).isCloseTo(75.45448875, withinPercentage(1e-7));
    }

    /** Every group's threshold of forces or virials is 0.42 or, of fcc and hcp, 0.55. */
    @Test
    void adviceIsTheNextFinerLevel() {
        for (PrecisionCoordinate coordinate : PrecisionCoordinate.values()) {
            LevelThresholds thresholds = LevelThresholds.of(comparison, coordinate);
            for (ThresholdChoice choice : ThresholdChoice.values()) {
                LevelThresholds.Advice advice = thresholds.advice(choice).orElseThrow();
                assertThat(thresholds.level(advice.threshold())).isEqualTo("5");
                assertThat(thresholds.level(advice.advised())).isEqualTo("6");
                assertThat(advice.sets()).isEqualTo(choice == ThresholdChoice.POOLED ? 1 : 9);
                assertThat(advice.from()).hasSize(choice == ThresholdChoice.POOLED ? 2 : 14);
            }
        }
        LevelThresholds cutOffs = LevelThresholds.of(comparison, PrecisionCoordinate.ENCUT);
        assertThat(cutOffs.setting(0)).isEqualTo(450);
        assertThat(cutOffs.setting(1)).isEqualTo(400);
        assertThat(cutOffs.notes(ThresholdChoice.SMALLEST))
                .anyMatch(note -> note.contains("advice is the reference level itself"))
                .anyMatch(note -> note.contains("differ in k-spacing too"));
    }

    @Test
    void aNamedStructureShiftsItselfToZero() {
        LevelComparison shifted = LevelComparison.of(data, Optional.of("be-21-0001"));
        double deviation = data.deviations().get(0).get(0).energyEvPerAtom();
        assertThat(data.deviations().get(0).get(0).structure().id()).isEqualTo("be-21-0001");
        double square = 0;
        for (var d : data.deviations().get(0)) {
            square += Math.pow(d.energyEvPerAtom() - deviation, 2) / 401;
        }
        assertThat(shifted.statistics().get(0).all().energyRmseBulkShifted())
                .isCloseTo(Math.sqrt(square), withinPercentage(1e-10));
        assertThat(shifted.bulkNamed()).isTrue();
    }

    @Test
    void tablesHoldTheSameNumbers() {
        List<Row> levels = LevelTables.levels(comparison);
        assertThat(levels).hasSize(6 * (1 + 9 + 4));
        Row first = levels.get(0);
        assertThat(first.length()).isEqualTo(LevelTables.LEVELS.size());
        assertThat(first.getString(0)).isEqualTo("1");
        assertThat(first.getDouble(LevelTables.LEVELS.fieldIndex("energy_rmse_mev_per_atom_bulk_shifted")))
                .isCloseTo(551.6229498, withinPercentage(1e-7));
        assertThat(first.getDouble(LevelTables.LEVELS.fieldIndex("stress_rmse_gpa")))
                .isCloseTo(10.30019824, withinPercentage(1e-7));
        assertThat(first.getDouble(LevelTables.LEVELS.fieldIndex("virial_rmse_mev_per_atom")))
                .isCloseTo(549.3794226, withinPercentage(1e-7));
        List<Row> thresholds = LevelTables.thresholds(comparison);
        assertThat(thresholds).hasSize(2 * 10 * 5);
        double mad = thresholds.get(3).getDouble(6);
        assertThat(mad).isCloseTo(75.45448875, withinPercentage(1e-7));
        assertThat(thresholds.get(3))
                .isEqualTo(RowFactory.create(
                        "kspacing_per_angstrom",
                        "all",
                        "",
                        "force_rmse_mev_per_angstrom",
                        "6",
                        0.0,
                        mad,
                        0.42,
                        "5",
                        0.3,
                        "6"));
        for (Row row : thresholds) {
            assertThat(LevelTables.LEVELS.fieldNames()).contains(row.getString(3));
        }
    }

    @Test
    void anotherReferenceChangesTheSigns() {
        LevelData swapped = LevelData.of(
                DatasetReader.read(SettingsReader.readDataset(Path.of("../conf/beryllium/sweep.conf"), Map.of())), "1");
        LevelErrors last = LevelComparison.of(swapped, Optional.empty())
                .statistics()
                .get(5)
                .all();
        assertThat(1000 * last.energyMeanDeviation()).isCloseTo(-121.3986598, withinPercentage(1e-7));
        assertThat(1000 * last.forceRmse()).isCloseTo(287.8210467, withinPercentage(1e-7));
        assertThat(LevelThresholds.of(LevelComparison.of(swapped, Optional.empty()), PrecisionCoordinate.KSPACING)
                        .all()
                        .get(3)
                        .rank())
                .isNotEqualTo(OptionalInt.empty());
    }
}
