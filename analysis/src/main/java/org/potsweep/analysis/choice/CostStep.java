package org.potsweep.analysis.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A step along the points that are worth their cost: from one of them to the next dearer one, which has a smaller error.
 *
 * @param from index of the cheaper point
 * @param to index of the dearer point
 * @param cost what it costs more, in the unit of the costs; positive
 * @param gain by how much its error is smaller, in the unit of the errors; positive
 */
public record CostStep(int from, int to, double cost, double gain) {

    /** The gain for each unit of further cost, were it spread evenly over the step. */
    public double gainPerCost() {
        return gain / cost;
    }

    /**
     * The steps from the cheapest point to the most accurate one, by cost: every point that no other beats in cost and
     * error, equal ones once (the first of them).
     *
     * @param costs one a point; a point whose cost is NaN is passed over
     * @param errors one a point
     * @return one step fewer than there are such points
     */
    public static List<CostStep> of(double[] costs, double[] errors) {
        int[] order = IntStream.range(0, costs.length)
                .filter(i -> !Double.isNaN(costs[i]) && !Double.isNaN(errors[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> costs[i]).thenComparingDouble(i -> errors[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<CostStep> steps = new ArrayList<>();
        int last = -1;
        for (int i : order) {
            if (last >= 0 && errors[i] < errors[last]) {
                steps.add(new CostStep(last, i, costs[i] - costs[last], errors[last] - errors[i]));
            }
            if (last < 0 || errors[i] < errors[last]) {
                last = i;
            }
        }
        return steps;
    }
}
