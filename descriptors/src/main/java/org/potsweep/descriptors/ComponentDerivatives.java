package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * The derivatives of the components of one central atom, with respect to the positions of its neighbouring atoms and to
 * strain. Mutable.
 */
final class ComponentDerivatives {
    private final int components;

    /** As rows, of the strains xx, yy and zz, and of yz, xz and xy. */
    private final double[][] strain;

    /** All components along x, then y, then z. Row n belongs to neighbour n until images are gathered, then to group n. */
    private double[][] rows = new double[0][];

    ComponentDerivatives(int components) {
        this.components = components;
        strain = new double[2][3 * components];
    }

    /** Makes room for so many neighbours and sets the strain's derivatives to zero. */
    void clear(int neighbours) {
        if (rows.length < neighbours) {
            rows = new double[neighbours][3 * components];
        }
        for (double[] row : strain) {
            Arrays.fill(row, 0);
        }
    }

    /**
     * dB/dr of the atom of group {@code s}, counted from the first of the central atom: all components along x, then y,
     * then z.
     */
    double[] row(int s) {
        return rows[s];
    }

    /** Sum over all neighbours of r_alpha dB/dr_beta: all components for xx, yy, zz, or for yz, xz, xy. */
    double[] strain(boolean shear) {
        return strain[shear ? 1 : 0];
    }

    /** Adds to a component's derivative with respect to strain {@code v} of xx, yy, zz, yz, xz, xy. */
    void addStrain(int v, int component, double value) {
        strain[v / 3][v % 3 * components + component] += value;
    }

    /** Row first + n, component t along an axis becomes values[t][n]; eight components at a time. */
    void transpose(double[][] values, int columns, int axis, int first) {
        int t = 0;
        int at = axis * components;
        for (; t + 8 <= components; t += 8, at += 8) {
            double[] v0 = values[t];
            double[] v1 = values[t + 1];
            double[] v2 = values[t + 2];
            double[] v3 = values[t + 3];
            double[] v4 = values[t + 4];
            double[] v5 = values[t + 5];
            double[] v6 = values[t + 6];
            double[] v7 = values[t + 7];
            for (int n = 0; n < columns; n++) {
                double[] target = rows[first + n];
                target[at] = v0[n];
                target[at + 1] = v1[n];
                target[at + 2] = v2[n];
                target[at + 3] = v3[n];
                target[at + 4] = v4[n];
                target[at + 5] = v5[n];
                target[at + 6] = v6[n];
                target[at + 7] = v7[n];
            }
        }
        for (; t < components; t++, at++) {
            for (int n = 0; n < columns; n++) {
                rows[first + n][at] = values[t][n];
            }
        }
    }

    /** Adds rows [from, to) into row {@code group}, which lies at {@code from} or before it. */
    void gather(int group, int from, int to) {
        double[] target = rows[from];
        rows[from] = rows[group];
        rows[group] = target;
        for (int n = from + 1; n < to; n++) {
            Lanes.add(target, rows[n], 3 * components);
        }
    }
}
