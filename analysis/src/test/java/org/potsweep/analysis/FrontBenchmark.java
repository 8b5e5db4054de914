package org.potsweep.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * Times fronts and hypervolumes of 100,000 points (four objectives: 300 on the front). Run:
 *
 * <pre>
 * mvn -q -pl analysis test-compile
 * java -cp analysis/target/classes:analysis/target/test-classes org.potsweep.analysis.FrontBenchmark
 * </pre>
 */
final class FrontBenchmark {
    private static final int POINTS = 100_000;
    private static final int REPEATS = 7;

    private FrontBenchmark() {}

    public static void main(String[] arguments) {
        Random random = new Random(1);
        double[][] cloud = random(random, POINTS, 3);
        double[][] sphere = onSphere(random(random, POINTS, 3));
        double[][] tied = random(random, POINTS, 3);
        Arrays.stream(tied).forEach(point -> Arrays.setAll(point, k -> Math.floor(50 * point[k])));
        double[][] four = onSphere(random(random, 300, 4));
        for (Dominance dominance : Dominance.values()) {
            time("front, cloud, " + dominance, () -> ParetoFront.of(cloud, dominance).length);
            time("front, all on it, " + dominance, () -> ParetoFront.of(sphere, dominance).length);
            time("front, ties, " + dominance, () -> ParetoFront.of(tied, dominance).length);
        }
        time("hypervolume, 3 objectives, all on the front", () -> volume(sphere));
        time("hypervolume, 4 objectives, 300 on the front", () -> volume(four));
    }

    private static int volume(double[][] points) {
        List<Objective> objectives = Objective.minimised(points[0].length);
        return (int) (1e6 * Hypervolume.of(points, objectives, Hypervolume.worst(points, objectives)));
    }

    private static void time(String what, IntSupplier work) {
        double[] seconds = new double[REPEATS];
        int answer = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            long start = System.nanoTime();
            answer = work.getAsInt();
            seconds[repeat] = (System.nanoTime() - start) * 1e-9;
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s answer %8d   first %.3f s   median %.3f s%n",
                what,
                answer,
                seconds[0],
                Quantiles.median(seconds));
    }

    private static double[][] random(Random random, int n, int d) {
        double[][] points = new double[n][];
        Arrays.setAll(points, i -> random.doubles(d).toArray());
        return points;
    }

    /** Scaled to the unit sphere's octant in which no point dominates another. */
    private static double[][] onSphere(double[][] points) {
        return Arrays.stream(points)
                .map(point -> {
                    double norm = Math.sqrt(Arrays.stream(point).map(x -> x * x).sum());
                    return Arrays.stream(point).map(x -> -x / norm).toArray();
                })
                .toArray(double[][]::new);
    }
}
