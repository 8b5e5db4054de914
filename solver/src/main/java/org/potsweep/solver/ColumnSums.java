package org.potsweep.solver;

import java.util.Arrays;

/** Absolute column sums of the leading blocks of a symmetric matrix, from its lower triangle column by column. */
final class ColumnSums {
    private final int[] orders;
    private final double[][] sums;

    /** @param orders orders of the blocks, ascending */
    ColumnSums(int[] orders) {
        this.orders = orders.clone();
        this.sums = Arrays.stream(orders).mapToObj(double[]::new).toArray(double[][]::new);
    }

    /**
     * Adds a column.
     *
     * @param column its entries from {@code j} on
     * @return the sum of the absolute values below the diagonal; not finite if one is not
     */
    double add(int j, double[] column) {
        double total = 0;
        int from = j;
        for (int segment = 0; segment < orders.length; segment++) {
            int to = orders[segment];
            if (from < to) {
                double below = sum(column, Math.max(from, j + 1), to); // its diagonal entry counts as a row's
                total += below;
                for (int block = segment; block < orders.length; block++) {
                    sums[block][j] += below;
                    addTo(sums[block], column, from, to);
                }
                from = to;
            }
        }
        return total;
    }

    /** In four sums, which do not wait for each other. */
    private static double sum(double[] x, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += Math.abs(x[i]);
            b += Math.abs(x[i + 1]);
            c += Math.abs(x[i + 2]);
            d += Math.abs(x[i + 3]);
        }
        for (; i < to; i++) {
            a += Math.abs(x[i]);
        }
        return (a + b) + (c + d);
    }

    private static void addTo(double[] sums, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[i] += Math.abs(x[i]);
        }
    }

    /** The largest sum of each block: its 1-norm. */
    double[] largest() {
        return Arrays.stream(sums)
                .mapToDouble(block -> Arrays.stream(block).max().orElse(0))
                .toArray();
    }
}
