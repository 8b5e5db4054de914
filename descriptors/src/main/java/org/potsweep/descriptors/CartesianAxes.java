package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Turns the derivatives of a run of neighbours from the axes of the body frame of {@link PairBatch} to Cartesian axes,
 * and adds up the images of each neighbouring atom. Mutable workspace.
 *
 * <p>The derivative of the density joins here: it takes 6 flops a component and neighbour, the turn 15, neighbours in
 * lanes. The transposition after them puts the components of an atom and axis side by side, as rows need them.
 */
final class CartesianAxes {
    /** The axes of the strain components xx, yy, zz, yz, xz, xy: of the displacement, and of the derivative. */
    private static final int[] STRETCHED = {0, 1, 2, 1, 0, 0};

    private static final int[] ALONG = {0, 1, 2, 2, 2, 1};

    /** Of one component: its product with the levels themselves, then its derivatives along the axes of the body. */
    private final double[][] body = new double[4][0];

    private final double[][] nu = new double[3][0];
    private final double[][] turn = new double[9][0];

    /** By Cartesian axis and component. */
    private final double[][][] turned;

    CartesianAxes(int components) {
        turned = new double[3][components][0];
    }

    /**
     * Finishes a run.
     *
     * @param products of {@link Gradients}: products[t][c columns + n] for component t, neighbour n and the c-th of the
     *     levels themselves and the ladders of the three axes
     * @param columns the neighbours that count: all of the run for strain, otherwise those that are not own images
     * @param result of the run's central atom; receives the rows of the run's groups, and is added its strain
     */
    void finish(
            NeighbourList list,
            PairBatch batch,
            Run run,
            double[][] products,
            int columns,
            boolean strained,
            ComponentDerivatives result) {
        require(columns);
        for (int c = 0; c < 9; c++) {
            System.arraycopy(batch.turn[c], run.offset(), turn[c], 0, columns);
        }
        for (int c = 0; c < 3; c++) {
            System.arraycopy(batch.nu[c], run.offset(), nu[c], 0, columns);
        }
        for (int t = 0; t < products.length; t++) {
            turn(t, products[t], columns);
        }
        for (int v = 0; v < 6 && strained; v++) {
            strain(v, list.displacement(STRETCHED[v]), run.first(), columns, result);
        }
        for (int axis = 0; axis < 3; axis++) {
            result.transpose(turned[axis], columns, axis, run.first() - list.first[run.atom()]);
        }
        addImages(list, run, result);
    }

    private void require(int columns) {
        if (body[0].length < columns) {
            for (double[][] rows : new double[][][] {body, nu, turn, turned[0], turned[1], turned[2]}) {
                Arrays.setAll(rows, c -> new double[columns]);
            }
        }
    }

    private void turn(int component, double[] products, int columns) {
        for (int c = 0; c < 4; c++) {
            System.arraycopy(products, c * columns, body[c], 0, columns);
        }
        for (int c = 0; c < 3; c++) {
            Lanes.addProduct(body[c + 1], nu[c], body[0], columns);
        }
        for (int axis = 0; axis < 3; axis++) {
            Lanes.setSum(
                    turned[axis][component],
                    turn[3 * axis],
                    body[1],
                    turn[3 * axis + 1],
                    body[2],
                    turn[3 * axis + 2],
                    body[3],
                    columns);
        }
    }

    private void strain(int v, double[] displacement, int first, int columns, ComponentDerivatives result) {
        double[][] values = turned[ALONG[v]];
        for (int t = 0; t < values.length; t++) {
            double total = 0;
            for (int n = 0; n < columns; n++) {
                total += displacement[first + n] * values[t][n];
            }
            result.addStrain(v, t, total);
        }
    }

    /** Gathers the rows of neighbours into rows of groups, which are never more nor later. */
    private static void addImages(NeighbourList list, Run run, ComponentDerivatives result) {
        int first = list.first[run.atom()];
        for (int group = run.firstGroup(); group < run.lastGroup(); group++) {
            int to = group - list.firstGroup[run.atom()];
            result.gather(to, list.groupStart[group] - first, list.groupEnd(run.atom(), group) - first);
        }
    }
}
