package org.potsweep.jobs.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

class FactorialDesignTest {
    private static final int[] SIZES = {2, 4, 8};
    private static final int FOLDS = 5;

    private static SnapParameters snap(double rcutfac) {
        return new SnapParameters(
                4,
                rcutfac,
                0.99,
                0,
                List.of(new SnapParameters.Element("Be", 0.4, 1)),
                true,
                true,
                false,
                false,
                false,
                false,
                false,
                false);
    }

    /** Two descriptors, two sizes of models, two weights, levels b and c fitted to. */
    private static FactorialDesign design(int replicates) {
        return design(replicates, List.of(new FitWeights(1, 1, 0, 0), new FitWeights(5, 1, 0, 0)));
    }

    private static FactorialDesign design(int replicates, List<FitWeights> weights) {
        return new FactorialDesign(
                List.of(Strategy.RANDOM, Strategy.LEVERAGE, Strategy.K_FOLD),
                replicates,
                FOLDS,
                Arrays.stream(SIZES).boxed().toList(),
                weights,
                List.of(new ModelShape(false, 2), new ModelShape(false, 4)),
                0,
                List.of(snap(4.8), snap(5)),
                List.of("a", "b", "c"),
                List.of(1, 2),
                0,
                false);
    }

    private static SnapParameters snap(double rcutfac, double rfac0, double radelem, double wj, boolean chemflag) {
        return new SnapParameters(
                4,
                rcutfac,
                rfac0,
                0,
                List.of(new SnapParameters.Element("Li", 0.5, 0.8), new SnapParameters.Element("Be", radelem, wj)),
                true,
                true,
                false,
                false,
                chemflag,
                false,
                false,
                false);
    }

    /** A setting of the descriptors is an axis where variants differ in it, and a cell has its own variant's value. */
    @Test
    void settingsThatDifferAreAxes() {
        SnapParameters base = snap(4.8, 0.99, 0.4, 1, false);
        Map<String, SnapParameters> variants = new LinkedHashMap<>();
        variants.put("rcutfac", snap(5, 0.99, 0.4, 1, false));
        variants.put("rfac0", snap(4.8, 0.95, 0.4, 1, false));
        variants.put("radelem_be", snap(4.8, 0.99, 0.42, 1, false));
        variants.put("wj_be", snap(4.8, 0.99, 0.4, 0.9, false));
        variants.put("chemflag", snap(4.8, 0.99, 0.4, 1, true));
        Map<String, List<Object>> values = Map.of(
                "rcutfac", List.of(4.8, 5.0),
                "rfac0", List.of(0.99, 0.95),
                "radelem_be", List.of(0.4, 0.42),
                "wj_be", List.of(1.0, 0.9),
                "chemflag", List.of(false, true));
        variants.forEach((name, variant) -> {
            FactorialDesign design = new FactorialDesign(
                    List.of(Strategy.RANDOM),
                    1,
                    FOLDS,
                    List.of(2),
                    List.of(new FitWeights(1, 1, 0, 0)),
                    List.of(new ModelShape(false, 4)),
                    0,
                    List.of(base, variant),
                    List.of("a"),
                    List.of(0),
                    0,
                    false);
            List<String> axes = design.axes().stream().map(Axis::column).toList();
            assertThat(axes.subList(Axis.ALWAYS.size(), axes.size())).containsExactly(name);
            for (int d = 0; d < 2; d++) {
                List<Object> cell = design.values(new DesignCell(d, 0, 0, 0, 0, 0), Strategy.RANDOM, 2);
                assertThat(cell).hasSameSizeAs(axes);
                assertThat(cell.get(cell.size() - 1))
                        .as(name)
                        .isEqualTo(values.get(name).get(d));
            }
        });
    }

    private static Ordering ordering(Strategy strategy, int descriptor, int shape, int... sizes) {
        boolean shared = shape == Ordering.ANY;
        return new Ordering("", strategy, 1, descriptor, shape, shared, sizes, new int[0], new double[0]);
    }

    /** Scores are taken for each descriptor and model size. */
    private static List<Ordering> orderings(int replicates) {
        List<Ordering> orderings = new ArrayList<>();
        for (int replicate = 0; replicate < replicates; replicate++) {
            orderings.add(ordering(Strategy.RANDOM, Ordering.ANY, Ordering.ANY, SIZES));
        }
        for (int fold = 0; fold < FOLDS; fold++) {
            orderings.add(ordering(Strategy.K_FOLD, Ordering.ANY, Ordering.ANY, 8));
        }
        for (int scores = 0; scores < 4 * replicates; scores++) {
            orderings.add(ordering(Strategy.LEVERAGE, scores / 2 % 2, scores % 2, SIZES));
        }
        return orderings;
    }

    @Test
    void itsCellsAreThoseThatItsOrderingsServe() {
        List<DesignCell> cells = design(1).cells(orderings(1)).toList();

        assertThat(cells).doesNotHaveDuplicates();
        assertThat(cells).contains(new DesignCell(1, 0, 2, 1, 1, 2), new DesignCell(0, 3, 0, 0, 0, 1));
        assertThat(cells).noneMatch(cell -> cell.level() == 0);
        DesignCell scored = new DesignCell(1, 1 + FOLDS + 2, 0, 0, 0, 1);
        assertThat(cells)
                .filteredOn(cell -> cell.ordering() == scored.ordering())
                .hasSize(SIZES.length * 2 * 2)
                .contains(scored)
                .allMatch(cell -> cell.descriptor() == 1 && cell.shape() == 0);
    }

    @Test
    void thereAreAsManyAsItSays() {
        for (int replicates = 1; replicates <= 3; replicates++) {
            FactorialDesign design = design(replicates);
            assertThat(design.cells(orderings(replicates))).hasSize((int) design.models());
        }
    }

    /** One factorisation serves a series, so nothing but the weight of energies may differ in it. */
    @Test
    void seriesOfWeightsDifferInTheWeightOfEnergiesAlone() {
        List<FitWeights> weights = List.of(
                new FitWeights(1, 1, 0, 0),
                new FitWeights(1, 2, 0, 0),
                new FitWeights(5, 1, 0, 0),
                new FitWeights(5, 1, 3, 0),
                new FitWeights(5, 1, 0, 1e-6),
                new FitWeights(9, 2, 0, 0),
                new FitWeights(2, 1, 0, 0));

        assertThat(design(1, weights).weightSeries())
                .containsExactly(List.of(0, 2, 6), List.of(1, 5), List.of(3), List.of(4));
    }
}
