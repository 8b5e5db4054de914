package org.potsweep.descriptors;

/** Three vectors that span space along a cell's periodic directions and across its open ones, and their inverse. Immutable. */
final class BoxVectors {
    private final double[] h = new double[9];
    private final double[] g = new double[9];

    /** Lattice vectors, those of open directions replaced by unit vectors normal to the others, and the inverse. */
    BoxVectors(SimulationCell cell) {
        double[][] v = new double[3][];
        for (int a = 0; a < 3; a++) {
            v[a] = cell.periodic(a) ? new double[] {cell.lattice(a, 0), cell.lattice(a, 1), cell.lattice(a, 2)} : null;
        }
        for (int a = 0; a < 3; a++) {
            if (v[a] == null) {
                v[a] = normal(v[(a + 1) % 3], v[(a + 2) % 3]);
            }
        }
        for (int a = 0; a < 3; a++) {
            System.arraycopy(v[a], 0, h, 3 * a, 3);
        }
        double[] bc = cross(v[1], v[2]);
        double[] ca = cross(v[2], v[0]);
        double[] ab = cross(v[0], v[1]);
        double volume = dot(v[0], bc);
        for (int k = 0; k < 3; k++) {
            g[k] = bc[k] / volume;
            g[3 + k] = ca[k] / volume;
            g[6 + k] = ab[k] / volume;
        }
    }

    private static double[] normal(double[] a, double[] b) {
        double[] candidate;
        if (a != null && b != null) {
            candidate = cross(a, b);
        } else {
            double[] given = a != null ? a : b;
            if (given == null) {
                return new double[] {1, 0, 0};
            }
            int axis = 0;
            for (int k = 1; k < 3; k++) {
                axis = Math.abs(given[k]) < Math.abs(given[axis]) ? k : axis;
            }
            double[] unit = new double[3];
            unit[axis] = 1;
            candidate = cross(given, unit);
        }
        double length = Math.sqrt(dot(candidate, candidate));
        return new double[] {candidate[0] / length, candidate[1] / length, candidate[2] / length};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /** Component k of vector a, in angstrom. */
    double component(int a, int k) {
        return h[3 * a + k];
    }

    /** The coordinate of a point (angstrom) along vector a, in units of that vector. */
    double fraction(double x, double y, double z, int a) {
        return x * g[3 * a] + y * g[3 * a + 1] + z * g[3 * a + 2];
    }

    /** The distance between the box's two faces that vector a connects, in angstrom. */
    double height(int a) {
        return 1 / Math.sqrt(g[3 * a] * g[3 * a] + g[3 * a + 1] * g[3 * a + 1] + g[3 * a + 2] * g[3 * a + 2]);
    }
}
