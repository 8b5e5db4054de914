package org.potsweep.solver;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The singular value decomposition X = U S V^T of a small dense matrix by one-sided Jacobi rotations (Hestenes 1958), in
 * plain Java: a reference that shares no code and no algorithm with the solver. Accurate to a few 1e-16 of the largest
 * singular value.
 */
final class JacobiSvd {
    private static final double NEGLIGIBLE = 1e-15;

    private final double[][] us;
    private final double[][] v;
    private final double[] values;

    /** @param x rows, m x n, of any shape */
    JacobiSvd(double[][] x) {
        int n = x[0].length;
        us = Dense.transposed(x);
        v = new double[n][n];
        for (int j = 0; j < n; j++) {
            v[j][j] = 1;
        }
        double largest = Arrays.stream(us).mapToDouble(Dense::norm).max().orElseThrow();
        boolean rotated = largest > 0;
        for (int sweep = 0; rotated; sweep++) {
            if (sweep == 60) {
                throw new IllegalStateException("Jacobi's rotations did not converge");
            }
            rotated = false;
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    rotated |= rotate(i, j, NEGLIGIBLE * largest);
                }
            }
        }
        values = Arrays.stream(us).mapToDouble(Dense::norm).toArray();
    }

    /** Makes columns i and j of U S orthogonal; false if they are already, or if one is negligible. */
    private boolean rotate(int i, int j, double negligible) {
        double a = Dense.dot(us[i], us[i]);
        double b = Dense.dot(us[j], us[j]);
        double c = Dense.dot(us[i], us[j]);
        if (Math.min(a, b) <= negligible * negligible || Math.abs(c) <= NEGLIGIBLE * Math.sqrt(a * b)) {
            return false;
        }
        double zeta = (b - a) / (2 * c);
        double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cosine = 1 / Math.sqrt(1 + t * t);
        turn(us[i], us[j], cosine, cosine * t);
        turn(v[i], v[j], cosine, cosine * t);
        return true;
    }

    private static void turn(double[] p, double[] q, double cosine, double sine) {
        for (int k = 0; k < p.length; k++) {
            double old = p[k];
            p[k] = cosine * old - sine * q[k];
            q[k] = sine * old + cosine * q[k];
        }
    }

    private double largest() {
        return Arrays.stream(values).max().orElseThrow();
    }

    private int[] kept(double cut) {
        return IntStream.range(0, values.length)
                .filter(k -> values[k] > cut * largest())
                .toArray();
    }

    /** The number of singular values above {@code cut} times the largest. */
    int rank(double cut) {
        return kept(cut).length;
    }

    /** The largest singular value over the smallest that is kept. */
    double condition(double cut) {
        return largest()
                / Arrays.stream(kept(cut)).mapToDouble(k -> values[k]).min().orElseThrow();
    }

    /** The minimum-norm least-squares solution of X b = y at the rank that the cut leaves. */
    double[] solve(double[] y, double cut) {
        double[] b = new double[v.length];
        for (int k : kept(cut)) {
            double share = Dense.dot(us[k], y) / (values[k] * values[k]);
            for (int i = 0; i < b.length; i++) {
                b[i] += share * v[k][i];
            }
        }
        return b;
    }

    /** (X^T X)^+ c at the rank that the cut leaves. */
    double[] pseudoInverse(double[] c, double cut) {
        double[] b = new double[v.length];
        for (int k : kept(cut)) {
            double share = Dense.dot(v[k], c) / (values[k] * values[k]);
            for (int i = 0; i < b.length; i++) {
                b[i] += share * v[k][i];
            }
        }
        return b;
    }

    /** The diagonal of U U^T: the leverage of each row. */
    double[] leverages(double cut) {
        double[] scores = new double[us[0].length];
        for (int k : kept(cut)) {
            for (int row = 0; row < scores.length; row++) {
                double u = us[k][row] / values[k];
                scores[row] += u * u;
            }
        }
        return scores;
    }
}
