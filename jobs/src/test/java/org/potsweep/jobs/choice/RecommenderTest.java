package org.potsweep.jobs.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.potsweep.jobs.choice.Cells.cell;
import static org.potsweep.jobs.choice.Cells.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.choice.Recommendation.Advised;
import org.potsweep.jobs.choice.Recommendation.Merit;
import org.potsweep.jobs.choice.Recommendation.Relaxed;
import org.potsweep.jobs.choice.Recommendation.Step;
import org.potsweep.jobs.choice.Wishes.Confidence;
import org.potsweep.jobs.choice.Wishes.Preference;

/** A run of five cells, worked by hand; errors in meV, costs in seconds. */
class RecommenderTest {
    private static final RunCell CHEAP =
            cell(20, 4, "1", fit(1, 10, 100, 100), fit(2, 12, 110, 100), fit(3, 8, 90, 100));
    private static final RunCell MIDDLE = cell(40, 4, "1", fit(1, 6, 70, 200), fit(2, 7, 75, 200), fit(3, 5, 65, 200));
    private static final RunCell MIDDLE_6 =
            cell(40, 6, "1", fit(1, 5, 90, 200), fit(2, 5, 91, 200), fit(3, 5, 89, 200));
    private static final RunCell DEAR = cell(40, 6, "2", fit(1, 3, 60, 800), fit(2, 3, 60, 800), fit(3, 9, 60, 800));
    private static final RunCell WASTE =
            cell(20, 6, "2", fit(1, 11, 95, 900), fit(2, 11, 95, 900), fit(3, 11, 95, 900));
    private static final RunCells RUN = Cells.run(CHEAP, MIDDLE, MIDDLE_6, DEAR, WASTE);
    private static final Map<Integer, Double> SPEEDS = Map.of(4, 4e5, 6, 1e5);

    private static Recommendation recommend(Map<Criterion, Double> bounds) {
        return recommend(bounds, Confidence.MEDIAN, Preference.ANY);
    }

    private static Recommendation recommend(
            Map<Criterion, Double> bounds, Confidence confidence, Preference preference) {
        return new Recommender(RUN, SPEEDS, new Wishes(bounds, confidence, preference)).recommend();
    }

    /**
     * Energy at most 6: MIDDLE, MIDDLE_6 and DEAR. The first two cost the same; products 6 x 70 = 420, 5 x 90 = 450. At the
     * 84th percentile the energies are 6.68, 5 and 3 + 0.68 x 6 = 7.08.
     */
    @Test
    void winnersAreThoseOfTheCellsThatMeetTheLimits() {
        Recommendation answer = recommend(Map.of(Criterion.ENERGY, 6.0));

        assertThat(answer.meeting()).isEqualTo(3);
        assertThat(answer.advised())
                .containsExactly(
                        new Advised(MIDDLE, List.of(Merit.CHEAPEST), false),
                        new Advised(DEAR, List.of(Merit.BEST_ENERGY, Merit.BEST_FORCE, Merit.BEST_BOTH), false));
        assertThat(answer.relaxed()).isEmpty();
        assertThat(answer.nearest()).isNull();
    }

    /** Of two fits to the same structures rounding does not choose, but their order in the table, as in a front. */
    @Test
    void cellsThatDifferByRoundingTie() {
        RunCell first = cell(40, 4, "1", fit(1, 6, 70.00001, 200));
        RunCell second = cell(40, 6, "1", fit(1, 6.000001, 70, 200));
        Wishes wishes = new Wishes(Map.of(Criterion.ENERGY, 7.0), Confidence.MEDIAN, Preference.ANY);

        for (RunCells run : List.of(Cells.run(first, second), Cells.run(second, first))) {
            assertThat(new Recommender(run, SPEEDS, wishes).recommend().advised())
                    .extracting(Advised::cell)
                    .containsExactly(run.cells().get(0));
        }
    }

    /** 6.00006 x 69.9993 = 419.99999996 is no less than 6 x 70 = 420 where six digits are compared. */
    @Test
    void productsThatDifferByRoundingTie() {
        RunCell cheaper = cell(40, 4, "1", fit(1, 6, 70, 200));
        RunCell dearer = cell(40, 6, "1", fit(1, 6.00006, 69.9993, 300));
        Wishes wishes = new Wishes(Map.of(Criterion.ENERGY, 7.0), Confidence.MEDIAN, Preference.ANY);

        assertThat(new Recommender(Cells.run(dearer, cheaper), SPEEDS, wishes)
                        .recommend()
                        .advised())
                .containsExactly(
                        new Advised(cheaper, List.of(Merit.CHEAPEST, Merit.BEST_ENERGY, Merit.BEST_BOTH), true),
                        new Advised(dearer, List.of(Merit.BEST_FORCE), true));
    }

    @Test
    void cellsTestedOnDifferentStructuresAreNoted() {
        assertThat(recommend(Map.of()).notes()).isEmpty();
        Map<String, Object> axes = new LinkedHashMap<>(MIDDLE.axes());
        axes.put("strategy", "k-fold");
        RunCells run = Cells.run(MIDDLE, new RunCell(axes, MIDDLE.replicates()));
        Wishes none = new Wishes(Map.of(), Confidence.MEDIAN, Preference.ANY);
        assertThat(new Recommender(run, SPEEDS, none).recommend().notes())
                .containsExactly("test errors of k-fold cells are over the training structures that each model leaves"
                        + " out, those of other strategies over the test set");
    }

    @Test
    void theAccuracyThatCountsDecidesBetweenEquallyCheapCells() {
        assertThat(recommend(Map.of(Criterion.ENERGY, 6.0), Confidence.MEDIAN, Preference.ENERGY)
                        .advised())
                .containsExactly(
                        new Advised(MIDDLE_6, List.of(Merit.CHEAPEST), true),
                        new Advised(DEAR, List.of(Merit.BEST_ENERGY), false));
    }

    @Test
    void limitsMayHoldForThe84thPercentile() {
        Recommendation answer = recommend(Map.of(Criterion.ENERGY, 6.0), Confidence.P84, Preference.ANY);
        assertThat(answer.meeting()).isEqualTo(1);
        assertThat(answer.advised())
                .singleElement()
                .isEqualTo(new Advised(
                        MIDDLE_6, List.of(Merit.CHEAPEST, Merit.BEST_ENERGY, Merit.BEST_FORCE, Merit.BEST_BOTH), true));
    }

    /** With a budget alone nobody asks for the cheapest cell. */
    @Test
    void aBudgetAsksForTheMostAccurate() {
        assertThat(recommend(Map.of(Criterion.DFT_COST, 200.0)).advised())
                .containsExactly(
                        new Advised(MIDDLE_6, List.of(Merit.BEST_ENERGY), true),
                        new Advised(MIDDLE, List.of(Merit.BEST_FORCE, Merit.BEST_BOTH), true));
    }

    /** By cost 100, 200, 800: energies 10, 5, 3 and forces 100, 70, 60. */
    @Test
    void furtherCostBuysStepsAlongTheFront() {
        Recommendation answer = recommend(Map.of());

        assertThat(answer.further().get(Criterion.ENERGY))
                .containsExactly(new Step(CHEAP, MIDDLE_6, 100, 5), new Step(MIDDLE_6, DEAR, 600, 2));
        assertThat(answer.further().get(Criterion.FORCE))
                .containsExactly(new Step(CHEAP, MIDDLE, 100, 30), new Step(MIDDLE, DEAR, 600, 10));
        assertThat(recommend(Map.of(Criterion.SPEED, 2e5), Confidence.MEDIAN, Preference.FORCE)
                        .further())
                .isEqualTo(Map.of(Criterion.FORCE, List.of(new Step(CHEAP, MIDDLE, 100, 30))));
    }

    /** Energy at most 4 within 300 s: 5 is the best within 300 s (MIDDLE_6), and 4 costs 800 s (DEAR). */
    @Test
    void eachLimitInTheWayIsToldWithTheCellThatWouldDo() {
        Recommendation answer = recommend(Map.of(Criterion.ENERGY, 4.0, Criterion.DFT_COST, 300.0));

        assertThat(answer.meeting()).isZero();
        assertThat(answer.advised()).isEmpty();
        assertThat(answer.relaxed())
                .containsExactly(
                        new Relaxed(Criterion.ENERGY, 5, MIDDLE_6), new Relaxed(Criterion.DFT_COST, 800, DEAR));
        assertThat(answer.nearest().cell()).isEqualTo(MIDDLE_6);
        assertThat(answer.nearest().factor()).isCloseTo(1.25, within(1e-12));
    }

    /** Only DEAR has these errors, and it is neither cheap nor fast enough; MIDDLE misses the energy most, by 6 / 4. */
    @Test
    void limitsThatExcludeEachOtherLeaveNothingToRelax() {
        Recommendation answer = recommend(
                Map.of(Criterion.ENERGY, 4.0, Criterion.FORCE, 62.0, Criterion.DFT_COST, 300.0, Criterion.SPEED, 3e5));

        assertThat(answer.relaxed())
                .hasSize(4)
                .allMatch(relaxed -> Double.isNaN(relaxed.bound()) && relaxed.cell() == null);
        assertThat(answer.nearest().cell()).isEqualTo(MIDDLE);
        assertThat(answer.nearest().factor()).isEqualTo(1.5);
    }

    @Test
    void unknownSpeedsAreSaidAndUnlessSomeAreKnownRefused() {
        Wishes fast = new Wishes(Map.of(Criterion.SPEED, 1e5), Confidence.MEDIAN, Preference.ANY);
        Recommendation answer = new Recommender(RUN, Map.of(4, 4e5), fast).recommend();
        assertThat(answer.meeting()).isEqualTo(2);
        assertThat(answer.notes())
                .containsExactly("no speed is known at 2Jmax 6, so cells there do not count as meeting --min-speed;"
                        + " --speed 6=VALUE tells it");
        assertThatThrownBy(() -> new Recommender(RUN, Map.of(8, 4e4), fast))
                .isInstanceOf(UserErrorException.class)
                .hasMessage("--min-speed cannot be judged: no speed is known at 2Jmax 4, 6; --speed 4=VALUE tells it");
    }

    @Test
    void withoutCostsErrorsAreStillJudged() {
        RunCells free =
                Cells.run(cell(20, 4, "1", fit(1, 3, 90, Double.NaN)), cell(40, 4, "1", fit(1, 4, 50, Double.NaN)));
        Wishes accurate = new Wishes(Map.of(Criterion.FORCE, 100.0), Confidence.MEDIAN, Preference.ANY);

        Recommendation answer = new Recommender(free, SPEEDS, accurate).recommend();

        assertThat(answer.advised())
                .extracting(Advised::merits)
                .containsExactly(List.of(Merit.BEST_ENERGY), List.of(Merit.BEST_FORCE, Merit.BEST_BOTH));
        assertThat(answer.further())
                .allSatisfy((error, steps) -> assertThat(steps).isEmpty());
        assertThat(answer.notes())
                .containsExactly(
                        "the data tell no DFT cost of any cell, so they are not compared in it",
                        "cells of one replicate have no spread: how sure their errors are is unknown");
        Wishes budget = new Wishes(Map.of(Criterion.DFT_COST, 1.0), Confidence.MEDIAN, Preference.ANY);
        assertThatThrownBy(() -> new Recommender(free, SPEEDS, budget))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith("--max-dft-hours cannot be judged: the run's data tell no DFT costs");
    }
}
