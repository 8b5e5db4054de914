package org.potsweep.analysis.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Three structures worked by hand: one, two and one atoms; energies deviate by 1, -2 and 4 eV/atom, all force components
 * by 1, 2 and 0 eV/angstrom, all stress components of the first by 160.2176634 GPa, which is 1 eV/angstrom^3.
 */
class LevelStatisticsTest {
    private static final Offset<Double> EXACT = within(1e-14);
    private static final double GPA = 160.2176634;

    private static Structure structure(String id, String group, int natoms, double length) {
        return new Structure(id, group, "Be", natoms, length, 5 * natoms);
    }

    private static StructureLabels labels(double energy, double force, int natoms, double[] stress, double cost) {
        return new StructureLabels(
                energy, IntStream.range(0, 3 * natoms).mapToDouble(k -> force).toArray(), stress, cost);
    }

    private static double[] stress(double gpa) {
        return new double[] {gpa, gpa, gpa, gpa, gpa, gpa};
    }

    private static final List<LevelDeviation> DEVIATIONS = List.of(
            LevelDeviation.of(
                    structure("a", "bulk", 1, 2), labels(-2, 1, 1, stress(GPA), 3), labels(-3, 0, 1, stress(0), 30)),
            LevelDeviation.of(
                    structure("b", "bulk", 2, 3), labels(-12, 3, 2, stress(1), 5), labels(-8, 1, 2, null, 50)),
            LevelDeviation.of(
                    structure("c", "gas", 1, Double.NaN), labels(3, 1, 1, null, 4), labels(-1, 1, 1, stress(2), 40)));

    @Test
    void errorsOfAllStructures() {
        LevelErrors all = LevelStatistics.of(DEVIATIONS, "b").all();
        assertThat(all.structures()).isEqualTo(3);
        assertThat(all.atoms()).isEqualTo(4);
        assertThat(all.energyMeanDeviation()).as("(1 - 2 + 4) / 3").isCloseTo(1, EXACT);
        assertThat(all.energyMeanAbsoluteDeviation()).as("(1 + 2 + 4) / 3").isCloseTo(7.0 / 3, EXACT);
        assertThat(all.energyRmse()).as("(1 + 4 + 16) / 3").isCloseTo(Math.sqrt(7), EXACT);
        assertThat(all.energyRmseBulkShifted()).as("b's -2 subtracted: 3, 0, 6").isCloseTo(Math.sqrt(15), EXACT);
        assertThat(all.energyRmseMeanShifted())
                .as("the mean 1 subtracted: 0, -3, 3")
                .isCloseTo(Math.sqrt(6), EXACT);
        assertThat(all.forceRmse()).as("(3 x 1 + 6 x 4 + 3 x 0) / 12").isCloseTo(1.5, EXACT);
        assertThat(all.meanCostSeconds()).isEqualTo(4);
        assertThat(all.maxCostSeconds()).isEqualTo(5);
    }

    @Test
    void stressIsToldOfThoseThatHaveItAtBothLevels() {
        LevelErrors all = LevelStatistics.of(DEVIATIONS, "b").all();
        assertThat(all.stressRmse()).isCloseTo(GPA, within(1e-12));
        assertThat(all.virialRmse()).as("1 eV/A^3 x 5 A^3 an atom").isCloseTo(5, EXACT);
        assertThat(LevelStatistics.of(DEVIATIONS.subList(1, 3), "b").all().stressRmse())
                .isNaN();
        assertThat(LevelStatistics.of(DEVIATIONS.subList(1, 3), "b").all().virialRmse())
                .isNaN();
    }

    /** The shifts are the level's: in each group the same. */
    @Test
    void errorsByGroup() {
        LevelStatistics statistics = LevelStatistics.of(DEVIATIONS, "b");
        assertThat(statistics.byGroup()).containsOnlyKeys("bulk", "gas");
        LevelErrors bulk = statistics.byGroup().get("bulk");
        assertThat(bulk.energyRmse()).isCloseTo(Math.sqrt(2.5), EXACT);
        assertThat(bulk.energyRmseBulkShifted()).as("3, 0").isCloseTo(Math.sqrt(4.5), EXACT);
        assertThat(bulk.energyRmseMeanShifted()).as("0, -3").isCloseTo(Math.sqrt(4.5), EXACT);
        assertThat(bulk.forceRmse()).as("(3 + 24) / 9").isCloseTo(Math.sqrt(3), EXACT);
        LevelErrors gas = statistics.byGroup().get("gas");
        assertThat(gas.energyRmseMeanShifted()).isCloseTo(3, EXACT);
        assertThat(gas.shortestVectorFromAngstrom()).isNaN();
    }

    @Test
    void quartersByTheShortestVectorLeaveOutWhatIsNotPeriodic() {
        List<LevelErrors> boxes = LevelStatistics.of(DEVIATIONS, "b").byShortestVector();
        assertThat(boxes).hasSize(2); // quartiles of 2 and 3: 2.25, 2.5, 2.75; two quarters hold nothing
        assertThat(boxes.get(0).shortestVectorToAngstrom()).isEqualTo(2);
        assertThat(boxes.get(0).energyRmse()).isCloseTo(1, EXACT);
        assertThat(boxes.get(1).shortestVectorFromAngstrom()).isEqualTo(3);
        assertThat(boxes.get(1).energyRmse()).isCloseTo(2, EXACT);
        assertThat(LevelStatistics.of(DEVIATIONS.subList(2, 3), "c").byShortestVector())
                .isEmpty();
    }

    @Test
    void anUnknownCostMakesTheCostUnknown() {
        LevelDeviation costless = LevelDeviation.of(
                structure("d", "", 1, 2), labels(0, 0, 1, null, Double.NaN), labels(0, 0, 1, null, 1));
        LevelErrors errors =
                LevelStatistics.of(List.of(DEVIATIONS.get(0), costless), "d").all();
        assertThat(errors.meanCostSeconds()).isNaN();
        assertThat(errors.maxCostSeconds()).isNaN();
    }

    @Test
    void theLowestEnergyAnAtomIsSoughtAtTheReference() {
        assertThat(LevelStatistics.lowestEnergy(DEVIATIONS))
                .as("-3, -4, -1 eV/atom")
                .isEqualTo("b");
    }

    @Test
    void refusesLabelsOfAnotherStructureAndAnUnknownBulk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LevelDeviation.of(structure("a", "", 2, 2), labels(0, 0, 1, null, 1), labels(0, 0, 2, null, 1)))
                .withMessageContaining("structure a has 3 and 6 force components");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevelStatistics.of(DEVIATIONS, "x"))
                .withMessageContaining("x");
    }
}
