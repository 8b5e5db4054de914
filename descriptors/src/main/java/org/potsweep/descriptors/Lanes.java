package org.potsweep.descriptors;

/**
 * The innermost loops: elementwise operations on rows of equal length, a lane a neighbour or a central atom.
 *
 * <p>Each loop has one stored row, at most seven rows in all, and starts at index zero of every row: what the JVM's C2
 * compiler turns into vector instructions on Java 17 (measured: 20 to 45 GFlop/s; with two stored rows, with offsets
 * into a common array or with nine rows it stays scalar, at 5 to 13). Fused multiply-adds are explicit, so that a
 * result has the same bits whether a lane was computed by a vector instruction, by the scalar remainder of the loop or
 * by the interpreter.
 */
final class Lanes {
    private Lanes() {}

    /** z = a x + b y. */
    static void setSum(double[] z, double[] a, double[] x, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(a[i], x[i], b[i] * y[i]);
        }
    }

    /** z = a x - b y. */
    static void setDifference(double[] z, double[] a, double[] x, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(a[i], x[i], -(b[i] * y[i]));
        }
    }

    /** z = z + a x + b y. */
    static void addSum(double[] z, double[] a, double[] x, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(a[i], x[i], Math.fma(b[i], y[i], z[i]));
        }
    }

    /** z = z + a x - b y. */
    static void addDifference(double[] z, double[] a, double[] x, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(a[i], x[i], Math.fma(-b[i], y[i], z[i]));
        }
    }

    /** z = a x + b y + c v. */
    static void setSum(double[] z, double[] a, double[] x, double[] b, double[] y, double[] c, double[] v, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(a[i], x[i], Math.fma(b[i], y[i], c[i] * v[i]));
        }
    }

    /** z = z + a x. */
    static void addProduct(double[] z, double[] a, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(a[i], x[i], z[i]);
        }
    }

    /** z = z + x. */
    static void add(double[] z, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            z[i] += x[i];
        }
    }

    /** z = z - x. */
    static void subtract(double[] z, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            z[i] -= x[i];
        }
    }

    /** z = z + sum over k below {@code count} of s c[k] x[from + k stride]. */
    static void accumulate(double[] z, double s, double[] c, int count, double[][] x, int from, int stride, int n) {
        int k = 0;
        int row = from;
        for (; k + 4 <= count; k += 4, row += 4 * stride) {
            double[] x0 = x[row];
            double[] x1 = x[row + stride];
            double[] x2 = x[row + 2 * stride];
            double[] x3 = x[row + 3 * stride];
            addFour(z, s * c[k], x0, s * c[k + 1], x1, s * c[k + 2], x2, s * c[k + 3], x3, n);
        }
        if (count - k == 3) {
            addThree(z, s * c[k], x[row], s * c[k + 1], x[row + stride], s * c[k + 2], x[row + 2 * stride], n);
        } else if (count - k == 2) {
            addTwo(z, s * c[k], x[row], s * c[k + 1], x[row + stride], n);
        } else if (count - k == 1) {
            addOne(z, s * c[k], x[row], n);
        }
    }

    private static void addOne(double[] z, double s, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(s, x[i], z[i]);
        }
    }

    private static void addTwo(double[] z, double s, double[] x, double t, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(t, y[i], Math.fma(s, x[i], z[i]));
        }
    }

    private static void addThree(double[] z, double s, double[] x, double t, double[] y, double u, double[] v, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(u, v[i], Math.fma(t, y[i], Math.fma(s, x[i], z[i])));
        }
    }

    private static void addFour(
            double[] z,
            double s0,
            double[] x0,
            double s1,
            double[] x1,
            double s2,
            double[] x2,
            double s3,
            double[] x3,
            int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(s3, x3[i], Math.fma(s2, x2[i], Math.fma(s1, x1[i], Math.fma(s0, x0[i], z[i]))));
        }
    }
}
