package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Turns the derivatives of a run of neighbours from the axes of the body frame of {@link PairBatch} to Cartesian axes,
 * and adds up the images of each neighbouring atom. Mutable workspace.
 *
 * <p>The turn takes 15 flops a component and neighbour, neighbours in lanes. The transposition after it puts the
 * components of an atom and axis side by side, as rows need them.
 */
final class CartesianAxes {
    /** The axes of the strain components xx, yy, zz, yz, xz, xy: of the displacement, and of the derivative. */
    private static final int[] STRETCHED = {0, 1, 2, 1, 0, 0};

    private static final int[] ALONG = {0, 1, 2, 2, 2, 1};

    private final double[][] body = new double[3][0];
    private final double[][] turn = new double[9][0];
    private final double[][] turned;

    CartesianAxes(int components) {
        turned = new double[components][0];
    }

    /**
     * Finishes a run.
     *
     * @param along derivatives along the body's axes: along[t][c columns + n] for component t, axis c, neighbour n
     * @param columns the neighbours that count: all of the run for strain, otherwise those that are not own images
     * @param result of the run's central atom; receives the rows of the run's groups, and is added its strain
     */
    void finish(
            NeighbourList list,
            PairBatch batch,
            Run run,
            double[][] along,
            int columns,
            boolean strained,
            ComponentDerivatives result) {
        require(columns);
        for (int c = 0; c < 9; c++) {
            System.arraycopy(batch.turn[c], run.offset(), turn[c], 0, columns);
        }
        int first = run.first() - list.first[run.atom()];
        for (int axis = 0; axis < 3; axis++) {
            turnTo(axis, along, columns);
            for (int v = 0; v < 6 && strained; v++) {
                if (ALONG[v] == axis) {
                    strain(list.displacement(STRETCHED[v]), run.first(), columns, result.strain(v));
                }
            }
            result.transpose(turned, columns, axis, first);
            addImages(list, run, axis, result);
        }
    }

    private void require(int columns) {
        if (body[0].length < columns) {
            for (double[][] rows : new double[][][] {body, turn, turned}) {
                Arrays.setAll(rows, c -> new double[columns]);
            }
        }
    }

    private void turnTo(int axis, double[][] along, int columns) {
        for (int t = 0; t < turned.length; t++) {
            for (int c = 0; c < 3; c++) {
                System.arraycopy(along[t], c * columns, body[c], 0, columns);
            }
            Lanes.setSum(
                    turned[t],
                    turn[3 * axis],
                    body[0],
                    turn[3 * axis + 1],
                    body[1],
                    turn[3 * axis + 2],
                    body[2],
                    columns);
        }
    }

    private void strain(double[] displacement, int first, int columns, double[] target) {
        for (int t = 0; t < turned.length; t++) {
            double total = 0;
            for (int n = 0; n < columns; n++) {
                total += displacement[first + n] * turned[t][n];
            }
            target[t] += total;
        }
    }

    /** Gathers the rows of neighbours into rows of groups, which are never more nor later. */
    private static void addImages(NeighbourList list, Run run, int axis, ComponentDerivatives result) {
        int first = list.first[run.atom()];
        for (int group = run.firstGroup(); group < run.lastGroup(); group++) {
            int to = group - list.firstGroup[run.atom()];
            result.gather(axis, to, list.groupStart[group] - first, list.groupEnd(run.atom(), group) - first);
        }
    }
}
