package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * The derivatives of the components of one central atom, with respect to the positions of its neighbouring atoms and to
 * strain. Mutable.
 */
final class ComponentDerivatives {
    private final int components;
    private final double[][] strain;

    /** Row 3 n + axis belongs to neighbour n until images are gathered, then to group n. */
    private double[][] rows = new double[0][];

    ComponentDerivatives(int components) {
        this.components = components;
        strain = new double[6][components];
    }

    /** Makes room for so many neighbours and sets the strain's derivatives to zero. */
    void clear(int neighbours) {
        if (rows.length < 3 * neighbours) {
            rows = new double[3 * neighbours][components];
        }
        for (double[] row : strain) {
            Arrays.fill(row, 0);
        }
    }

    /** dB/dr along {@code axis} of the atom of group {@code s}, counted from the first of the central atom. */
    double[] row(int axis, int s) {
        return rows[3 * s + axis];
    }

    /** Sum over all neighbours of r_alpha dB/dr_beta, for xx, yy, zz, yz, xz, xy. */
    double[] strain(int component) {
        return strain[component];
    }

    /** Row (axis, first + n), component t becomes values[t][n]; eight components at a time. */
    void transpose(double[][] values, int columns, int axis, int first) {
        int t = 0;
        for (; t + 8 <= components; t += 8) {
            double[] v0 = values[t];
            double[] v1 = values[t + 1];
            double[] v2 = values[t + 2];
            double[] v3 = values[t + 3];
            double[] v4 = values[t + 4];
            double[] v5 = values[t + 5];
            double[] v6 = values[t + 6];
            double[] v7 = values[t + 7];
            for (int n = 0; n < columns; n++) {
                double[] target = row(axis, first + n);
                target[t] = v0[n];
                target[t + 1] = v1[n];
                target[t + 2] = v2[n];
                target[t + 3] = v3[n];
                target[t + 4] = v4[n];
                target[t + 5] = v5[n];
                target[t + 6] = v6[n];
                target[t + 7] = v7[n];
            }
        }
        for (; t < components; t++) {
            for (int n = 0; n < columns; n++) {
                row(axis, first + n)[t] = values[t][n];
            }
        }
    }

    /** Adds rows [from, to) of an axis into row {@code group}, which lies at {@code from} or before it. */
    void gather(int axis, int group, int from, int to) {
        double[] target = row(axis, from);
        rows[3 * from + axis] = row(axis, group);
        rows[3 * group + axis] = target;
        for (int n = from + 1; n < to; n++) {
            Lanes.add(target, row(axis, n), components);
        }
    }
}
