package org.potsweep.solver;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Explicit rows of several kinds with their labels, and what follows from them without normal equations.
 *
 * @param x descriptors, a block of rows a kind
 * @param y labels, rows x levels a kind
 */
record WeightedRows(double[][][] x, double[][][] y) {

    /** One kind of row; labels of a linear law in unit columns plus noise of 1 % of their size, a law a level. */
    static WeightedRows of(Random random, int levels, double[][]... x) {
        int columns = x[0][0].length;
        double[][] law = Dense.gaussian(random, columns, levels);
        double[][][] y = new double[x.length][][];
        for (int kind = 0; kind < x.length; kind++) {
            double[][] exact = Dense.times(x[kind], law);
            double size = Math.sqrt(Arrays.stream(exact)
                            .mapToDouble(row -> Dense.dot(row, row))
                            .average()
                            .orElseThrow()
                    / levels);
            for (double[] row : exact) {
                for (int level = 0; level < levels; level++) {
                    row[level] += 0.01 * size * random.nextGaussian();
                }
            }
            y[kind] = exact;
        }
        return new WeightedRows(x, y);
    }

    int levels() {
        return y[0][0].length;
    }

    int columns() {
        return x[0][0].length;
    }

    /** The same rows with column j multiplied by {@code factors[j]}. */
    WeightedRows scaled(double[] factors) {
        double[][][] scaled = new double[x.length][][];
        for (int kind = 0; kind < x.length; kind++) {
            scaled[kind] = Arrays.stream(x[kind]).map(double[]::clone).toArray(double[][]::new);
            for (double[] row : scaled[kind]) {
                for (int j = 0; j < row.length; j++) {
                    row[j] *= factors[j];
                }
            }
        }
        return new WeightedRows(scaled, y);
    }

    /** The augmented products, accumulated by the package's own kernel. */
    NormalEquations equations() {
        int first = 1 + levels();
        int order = first + columns();
        NativeMatrix[] grams = new NativeMatrix[x.length];
        for (int kind = 0; kind < x.length; kind++) {
            grams[kind] = new NativeMatrix(order, order);
            int rows = x[kind].length;
            try (NativeMatrix panel = new NativeMatrix(order, rows)) {
                for (int r = 0; r < rows; r++) {
                    panel.set(0, r, 1);
                    panel.write(1, r, y[kind][r], 0, levels());
                    panel.write(first, r, x[kind][r], 0, columns());
                }
                Blas.addOuterProduct(order, rows, panel, grams[kind]);
            }
        }
        return new NormalEquations(levels(), grams);
    }

    /** All rows, weighted, cut to their leading columns. */
    double[][] rows(double[] weights, int order) {
        return stack(weights, x, order);
    }

    /** The labels of a level, weighted. */
    double[] labels(double[] weights, int level) {
        return Dense.column(stack(weights, y, levels()), level);
    }

    private static double[][] stack(double[] weights, double[][][] blocks, int length) {
        return IntStream.range(0, blocks.length)
                .boxed()
                .flatMap(kind -> Arrays.stream(blocks[kind])
                        .map(row -> Arrays.stream(row, 0, length)
                                .map(value -> weights[kind] * value)
                                .toArray()))
                .toArray(double[][]::new);
    }

    /** Norms of the columns of weighted rows; 1 for a column of zeros. */
    static double[] norms(double[][] rows) {
        return Arrays.stream(Dense.transposed(rows))
                .mapToDouble(Dense::norm)
                .map(norm -> norm > 0 ? norm : 1)
                .toArray();
    }

    /** The weighted rows with columns of unit norm. */
    double[][] equilibrated(double[] weights, int order) {
        double[][] rows = rows(weights, order);
        double[] norms = norms(rows);
        for (double[] row : rows) {
            for (int j = 0; j < order; j++) {
                row[j] /= norms[j];
            }
        }
        return rows;
    }

    /** The least-squares coefficients of a level from the SVD of the equilibrated rows, cut at its relative value. */
    double[] reference(double[] weights, int order, int level, double cut) {
        double[] b = new JacobiSvd(equilibrated(weights, order)).solve(labels(weights, level), cut);
        double[] norms = norms(rows(weights, order));
        for (int j = 0; j < order; j++) {
            b[j] /= norms[j];
        }
        return b;
    }

    /** The gradient X^T W^2 (y - X b) of a level from explicit residuals. */
    double[] gradient(double[] weights, int order, int level, double[] coefficients) {
        double[][] rows = rows(weights, order);
        double[] residuals = Dense.minus(labels(weights, level), Dense.times(rows, coefficients));
        return Dense.times(Dense.transposed(rows), residuals);
    }

    /** How far the predictions of two coefficient vectors for the weighted rows are apart, relative to the second's. */
    double predictionDistance(double[] weights, double[] coefficients, double[] reference) {
        double[][] rows = rows(weights, coefficients.length);
        return Dense.distance(Dense.times(rows, coefficients), Dense.times(rows, reference));
    }
}
