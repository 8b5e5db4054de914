package org.potsweep.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The hypervolume of a set of points: the volume of all that they dominate, as far as a reference point (Zitzler and
 * Thiele, IEEE Trans. Evol. Comput. 3 (1999) 257). One number for a whole front: it grows when a front moves towards
 * better values or gains points, whatever the objectives' units, whose product is its own unit. It is exact but for
 * rounding. An objective that is {@linkplain Objective#logarithmic logarithmic} counts with its log10, else one that
 * spans decades would hide all that happens at its lower end.
 *
 * <p>A point counts as far as it is better than the reference in every objective. Where nothing better is known, {@link
 * #worst} is the reference: the worst value of each objective over all compared points; points that have such a value
 * then add nothing, and only hypervolumes with the same reference compare.
 *
 * <p><b>How.</b> All objectives are turned into distances to the reference, of which larger is better. Points are
 * added in descending order of the last one, z: a new point adds z times the area (volume, ...) by which it enlarges the
 * projections of those before it.
 * <ul>
 *   <li>Two and three objectives: the projections are one interval, or a staircase in a search tree, of which a new
 *       point removes the steps that it covers. O(n log n); all terms are positive, so nothing cancels.
 *   <li>More: the part that is new is the point's own box less the hypervolume, one objective lower, of the others cut
 *       down to that box (While, Bradstreet and Barone, IEEE Trans. Evol. Comput. 16 (2012) 86), of which only the
 *       front is kept. O(n^2 log n) for four objectives, and up to n times as much for each further one.
 * </ul>
 */
public final class Hypervolume {
    private Hypervolume() {}

    /**
     * @param points n rows of d objectives, dominated ones allowed; not modified
     * @param objectives the d objectives
     * @param reference d values
     * @return 0 if no point is better than the reference in every objective
     * @throws IllegalArgumentException if a row or the reference has not d values, or one of them is NaN or infinite, or
     *     not positive where its logarithm is wanted
     * @throws ArithmeticException if the volume exceeds the range of a double
     */
    public static double of(double[][] points, List<Objective> objectives, double[] reference) {
        Points.check(reference, objectives, () -> "the reference point");
        double[][] costs = Points.costs(scaled(points, objectives, "point "), objectives);
        double[][] limits =
                Points.costs(scaled(new double[][] {reference}, objectives, "reference point "), objectives);
        double[][] boxes = new double[points.length][costs.length];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < costs.length; k++) {
                boxes[i][k] = limits[k][0] - costs[k][i];
            }
        }
        double[][] inside = Arrays.stream(boxes)
                .filter(box -> Arrays.stream(box).allMatch(edge -> edge > 0))
                .toArray(double[][]::new);
        double volume = union(inside, costs.length);
        if (!Double.isFinite(volume)) {
            throw new ArithmeticException("the hypervolume exceeds the range of a double");
        }
        return volume;
    }

    /** The points with log10 of the logarithmic objectives. */
    private static double[][] scaled(double[][] points, List<Objective> objectives, String name) {
        double[][] scaled = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            int index = i;
            Points.check(points[i], objectives, () -> name + index);
            scaled[i] = points[i].clone();
            for (int k = 0; k < scaled[i].length; k++) {
                if (objectives.get(k).logarithmic()) {
                    scaled[i][k] = Points.log10(points[i][k], objectives.get(k), name + i);
                }
            }
        }
        return scaled;
    }

    /**
     * The worst value of each objective.
     *
     * @param points at least one row of d objectives
     */
    public static double[] worst(double[][] points, List<Objective> objectives) {
        return extremes(points, objectives, false);
    }

    /**
     * The best value of each objective: the ideal point. The box between it and the reference point holds all that a
     * front could dominate.
     *
     * @param points at least one row of d objectives
     */
    public static double[] best(double[][] points, List<Objective> objectives) {
        return extremes(points, objectives, true);
    }

    private static double[] extremes(double[][] points, List<Objective> objectives, boolean best) {
        if (points.length == 0) {
            throw new IllegalArgumentException("no points: they have no extremes");
        }
        double[][] costs = Points.costs(points, objectives);
        double[] extremes = new double[costs.length];
        for (int k = 0; k < costs.length; k++) {
            double extreme = best
                    ? Arrays.stream(costs[k]).min().orElseThrow()
                    : Arrays.stream(costs[k]).max().orElseThrow();
            extremes[k] = objectives.get(k).maximised() ? 0.0 - extreme : extreme;
        }
        return extremes;
    }

    /**
     * Volume of the union of boxes that share the corner 0.
     *
     * @param boxes their positive edges; the rows are sorted, and may have more edges than count
     * @param dimension number of leading edges that count
     */
    private static double union(double[][] boxes, int dimension) {
        Arrays.sort(boxes, Comparator.comparingDouble((double[] box) -> -box[dimension - 1]));
        return switch (dimension) {
            case 1 -> boxes.length == 0 ? 0 : boxes[0][0];
            case 2 -> areaBelow(boxes);
            case 3 -> volumeBelow(boxes);
            default -> sliced(boxes, dimension);
        };
    }

    private static double areaBelow(double[][] descending) {
        double area = 0;
        double width = 0;
        for (double[] box : descending) {
            if (box[0] > width) {
                area += (box[0] - width) * box[1];
                width = box[0];
            }
        }
        return area;
    }

    private static double volumeBelow(double[][] descending) {
        TreeMap<Double, Double> stairs = new TreeMap<>();
        double volume = 0;
        for (double[] box : descending) {
            volume += enlarge(stairs, box[0], box[1]) * box[2];
        }
        return volume;
    }

    /**
     * Adds the rectangle (0, x) x (0, y) to a staircase.
     *
     * @param stairs heights by the abscissa up to which they reach, strictly descending
     * @return by how much its area grows
     */
    private static double enlarge(TreeMap<Double, Double> stairs, double x, double y) {
        Map.Entry<Double, Double> right = stairs.ceilingEntry(x);
        double height = right == null ? 0 : right.getValue();
        if (height >= y) {
            return 0;
        }
        double area = 0;
        double edge = x;
        Map.Entry<Double, Double> left = right != null && right.getKey() == x ? right : stairs.lowerEntry(x);
        while (left != null && left.getValue() <= y) {
            area += (edge - left.getKey()) * (y - height);
            edge = left.getKey();
            height = left.getValue();
            stairs.remove(edge);
            left = stairs.lowerEntry(edge);
        }
        area += (edge - (left == null ? 0 : left.getKey())) * (y - height);
        stairs.put(x, y);
        return area;
    }

    private static double sliced(double[][] descending, int dimension) {
        int lower = dimension - 1;
        double volume = 0;
        double[][] before = new double[0][];
        for (double[] box : descending) {
            double own = 1;
            for (int k = 0; k < lower; k++) {
                own *= box[k];
            }
            double[][] cut = Arrays.stream(before)
                    .map(other -> smaller(other, box, lower))
                    .toArray(double[][]::new);
            double exclusive = own - union(front(cut, lower), lower);
            volume += Math.max(0, exclusive) * box[lower];
            before = Arrays.copyOf(before, before.length + 1);
            before[before.length - 1] = box;
        }
        return volume;
    }

    private static double[] smaller(double[] a, double[] b, int dimension) {
        double[] smaller = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            smaller[k] = Math.min(a[k], b[k]);
        }
        return smaller;
    }

    /** The boxes that none of the others holds. */
    private static double[][] front(double[][] boxes, int dimension) {
        List<Objective> maximised = IntStream.range(0, dimension)
                .mapToObj(k -> Objective.maximise("edge " + k))
                .toList();
        int[] front = ParetoFront.of(boxes, maximised, Dominance.STANDARD);
        return Arrays.stream(front).mapToObj(i -> boxes[i]).toArray(double[][]::new);
    }
}
