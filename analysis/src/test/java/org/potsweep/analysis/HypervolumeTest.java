package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HypervolumeTest {
    private static double volume(double[][] points, double... reference) {
        return Hypervolume.of(points, Objective.minimised(reference.length), reference);
    }

    /** The sum over all subsets of the boxes' intersections with alternating signs. */
    private static double inclusionExclusion(double[][] points, double[] reference) {
        double volume = 0;
        for (int subset = 1; subset < 1 << points.length; subset++) {
            double intersection = 1;
            for (int k = 0; k < reference.length; k++) {
                double edge = Double.POSITIVE_INFINITY;
                for (int i = 0; i < points.length; i++) {
                    if ((subset >> i & 1) == 1) {
                        edge = Math.min(edge, reference[k] - points[i][k]);
                    }
                }
                intersection *= Math.max(0, edge);
            }
            volume += Integer.bitCount(subset) % 2 == 1 ? intersection : -intersection;
        }
        return volume;
    }

    private static double[][] points(Random random, int n, int d, boolean tied) {
        double[][] points = new double[n][d];
        for (double[] point : points) {
            Arrays.setAll(point, k -> tied ? random.nextInt(4) : random.nextDouble());
        }
        return points;
    }

    @Test
    void boxesWorkedByHand() {
        assertThat(volume(new double[][] {{3}, {1}, {2}}, 4)).isEqualTo(3);
        // Rectangles 3 x 1, 2 x 2 and 1 x 3 from the corner (4, 4): 3 + 2 + 1.
        assertThat(volume(new double[][] {{1, 3}, {2, 2}, {3, 1}}, 4, 4)).isEqualTo(6);
        // Boxes 2 x 1 x 1, 1 x 2 x 1 and 1 x 1 x 2 share the unit cube: 2 + 1 + 1.
        assertThat(volume(new double[][] {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}, 2, 2, 2))
                .isEqualTo(4);
        // The same in four and five dimensions: the unit cube and one more for each.
        assertThat(volume(new double[][] {{0, 1, 1, 1}, {1, 0, 1, 1}, {1, 1, 0, 1}, {1, 1, 1, 0}}, 2, 2, 2, 2))
                .isEqualTo(5);
        assertThat(volume(new double[][] {{0, 0, 1, 1, 1}, {1, 1, 0, 0, 0}}, 2, 2, 2, 2, 2))
                .isEqualTo(4 + 8 - 1);
    }

    @Test
    void whatIsNotBetterThanTheReferenceAddsNothing() {
        double[][] points = {{1, 3}, {4, 0}, {5, -9}, {0, 4}};
        assertThat(volume(points, 4, 4)).isEqualTo(3);
        assertThat(volume(new double[][] {{4, 4}}, 4, 4)).isZero();
        assertThat(volume(new double[0][], 4, 4)).isZero();
        assertThat(volume(new double[0][], 4, 4, 4, 4)).isZero();
    }

    @Test
    void maximisedObjectivesAreMirrored() {
        List<Objective> objectives = List.of(Objective.minimise("error"), Objective.maximise("speed"));
        double[][] points = {{1, 1}, {2, 2}, {3, 3}};
        assertThat(Hypervolume.of(points, objectives, new double[] {4, 0})).isEqualTo(6);
        assertThat(Hypervolume.worst(points, objectives)).containsExactly(3, 1);
        assertThat(Hypervolume.best(points, objectives)).containsExactly(1, 3);
    }

    /** (1, 10) and (2, 1) against (3, 1000): in decades the rectangles are 2 x 2 and 1 x 3, which share 1 x 2. */
    @Test
    void logarithmicObjectivesCountInDecades() {
        List<Objective> objectives =
                List.of(Objective.minimise("error"), Objective.minimise("cost").inLog10());
        double[][] points = {{1, 10}, {2, 1}};
        assertThat(Hypervolume.of(points, objectives, new double[] {3, 1000})).isCloseTo(5, within(1e-14));
        assertThat(Hypervolume.worst(points, objectives)).containsExactly(2, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypervolume.of(points, objectives, new double[] {3, 0}))
                .withMessageContaining("reference point")
                .withMessageContaining("no logarithm");
    }

    @Test
    void agreesWithInclusionAndExclusion() {
        for (int d = 1; d <= 6; d++) {
            Random random = new Random(40 + d);
            for (int trial = 0; trial < 60; trial++) {
                double[][] points = points(random, 1 + random.nextInt(11), d, trial % 2 == 0);
                if (trial % 3 == 0) {
                    points[points.length - 1] = points[0].clone();
                }
                double[] reference = random.doubles(d, 0.5, 4).toArray();
                double expected = inclusionExclusion(points, reference);
                assertThat(volume(points, reference))
                        .as("d = %d, trial %d", d, trial)
                        .isCloseTo(expected, within(1e-10 * Math.pow(4, d)));
            }
        }
    }

    @Test
    void agreesWithMonteCarloOnManyPoints() {
        for (int d = 2; d <= 5; d++) {
            Random random = new Random(50 + d);
            double[][] points = points(random, 80, d, false);
            double[] reference = new double[d];
            Arrays.fill(reference, 1);
            int samples = 60_000;
            int below = 0;
            for (int s = 0; s < samples; s++) {
                double[] sample = random.doubles(d).toArray();
                below += Arrays.stream(points).anyMatch(p -> covers(p, sample)) ? 1 : 0;
            }
            double share = (double) below / samples;
            double deviation = Math.sqrt(share * (1 - share) / samples);
            assertThat(volume(points, reference)).as("d = %d", d).isCloseTo(share, within(4.5 * deviation));
        }
    }

    private static boolean covers(double[] point, double[] sample) {
        return IntStream.range(0, point.length).allMatch(k -> point[k] <= sample[k]);
    }

    @Test
    void neitherDominatedPointsNorTheOrderMatter() {
        for (int d = 2; d <= 5; d++) {
            Random random = new Random(60 + d);
            double[][] points = points(random, 60, d, false);
            double[] reference = Hypervolume.worst(points, Objective.minimised(d));
            double[][] front = Arrays.stream(ParetoFront.of(points, Dominance.STANDARD))
                    .mapToObj(i -> points[i])
                    .toArray(double[][]::new);
            double all = volume(points, reference);
            assertThat(volume(front, reference)).isCloseTo(all, within(1e-12));
            Collections.reverse(Arrays.asList(points));
            assertThat(volume(points, reference)).isCloseTo(all, within(1e-12));
        }
    }

    /** The unit simplex x + y + z <= 1 from below, sampled finely: what is above it in the cube has the volume 5/6. */
    @Test
    void aFineStaircaseApproachesThePlane() {
        int n = 60;
        double[][] points = IntStream.rangeClosed(0, n)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, n - i).mapToObj(j ->
                        new double[] {(double) i / n, (double) j / n, (double) (n - i - j) / n}))
                .toArray(double[][]::new);
        assertThat(volume(points, 1, 1, 1)).isCloseTo(5.0 / 6, within(1.5 / n)).isLessThan(5.0 / 6);
    }

    @Test
    void refusesWhatHasNoVolume() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> volume(new double[][] {{1, 2}}, 3, Double.NaN))
                .withMessageContaining("the reference point has the value NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> volume(new double[][] {{1, 2}, {1, Double.POSITIVE_INFINITY}}, 3, 3))
                .withMessageContaining("point 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypervolume.worst(new double[0][], Objective.minimised(2)))
                .withMessageContaining("no points");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> volume(new double[][] {{-1e300, -1e300}}, 1e300, 1e300));
    }
}
