package org.potsweep.solver;

import java.util.Arrays;
import java.util.Random;

/** Plain loops over rows of doubles, for references. */
final class Dense {
    private Dense() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** The largest sum of absolute values along a column. */
    static double norm1(double[][] a) {
        return Arrays.stream(transposed(a))
                .mapToDouble(column -> Arrays.stream(column).map(Math::abs).sum())
                .max()
                .orElse(0);
    }

    static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    /** |a - b| / |b|. */
    static double distance(double[] a, double[] b) {
        return norm(minus(a, b)) / norm(b);
    }

    static double[][] transposed(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < t.length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    static double[][] times(double[][] a, double[][] b) {
        double[][] t = transposed(b);
        double[][] product = new double[a.length][t.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < t.length; j++) {
                product[i][j] = dot(a[i], t[j]);
            }
        }
        return product;
    }

    static double[] times(double[][] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = dot(a[i], b);
        }
        return product;
    }

    static double[] column(double[][] a, int j) {
        double[] column = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            column[i] = a[i][j];
        }
        return column;
    }

    static double[][] gaussian(Random random, int m, int n) {
        double[][] a = new double[m][n];
        for (double[] row : a) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return a;
    }

    /** m random rows of n = values.length columns whose principal directions have the given standard deviations. */
    static double[][] withSpectrum(Random random, int m, double[] values) {
        double[][] directions = gaussian(random, values.length, values.length);
        for (int i = 0; i < directions.length; i++) {
            // Twice, because once leaves the rows orthogonal to 1e-14 only.
            for (int k = 0; k < 2 * i; k++) {
                double share = dot(directions[i], directions[k % i]);
                for (int j = 0; j < values.length; j++) {
                    directions[i][j] -= share * directions[k % i][j];
                }
            }
            double norm = norm(directions[i]);
            for (int j = 0; j < values.length; j++) {
                directions[i][j] /= norm;
            }
        }
        double[][] components = gaussian(random, m, values.length);
        for (double[] row : components) {
            for (int j = 0; j < values.length; j++) {
                row[j] *= values[j];
            }
        }
        return times(components, directions);
    }

    /** {@code count} values from 1 down to {@code last}, in equal ratios. */
    static double[] geometric(int count, double last) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = Math.pow(last, k / (count - 1.0));
        }
        return values;
    }
}
