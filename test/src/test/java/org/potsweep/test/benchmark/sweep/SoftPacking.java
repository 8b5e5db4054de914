package org.potsweep.test.benchmark.sweep;

/**
 * Moves the atoms of a periodic box apart: pairs nearer than {@code reach} push each other away, all at once, until no
 * pair is too near.
 *
 * <p>The nearest image is found by rounding fractional coordinates, which is right for distances below half the box's
 * smallest width; {@link #fits} says whether {@code reach} is.
 */
final class SoftPacking {
    private static final int SWEEPS = 300;
    private static final double PUSH = 0.4;

    private final double[] h;
    private final double[] inverse;
    private final double reach;

    /**
     * @param vectors of the box, row by row, angstrom
     * @param reach of the repulsion, angstrom
     */
    SoftPacking(double[] vectors, double reach) {
        this.h = vectors;
        this.reach = reach;
        double volume = signedVolume(vectors);
        inverse = new double[9];
        for (int k = 0; k < 3; k++) { // column k is the cross product of the other two vectors over the volume
            double[] normal = normal(vectors, k);
            for (int axis = 0; axis < 3; axis++) {
                inverse[3 * axis + k] = normal[axis] / volume;
            }
        }
    }

    private static double[] normal(double[] h, int k) {
        int a = 3 * ((k + 1) % 3);
        int b = 3 * ((k + 2) % 3);
        return new double[] {
            h[a + 1] * h[b + 2] - h[a + 2] * h[b + 1],
            h[a + 2] * h[b] - h[a] * h[b + 2],
            h[a] * h[b + 1] - h[a + 1] * h[b]
        };
    }

    private static double signedVolume(double[] h) {
        double[] normal = normal(h, 0);
        return h[0] * normal[0] + h[1] * normal[1] + h[2] * normal[2];
    }

    static double volume(double[] vectors) {
        return Math.abs(signedVolume(vectors));
    }

    /** The box's width between the faces that vector {@code k} connects. */
    static double width(double[] vectors, int k) {
        double[] n = normal(vectors, k);
        return volume(vectors) / Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
    }

    /** Whether a box is wide enough, in all directions, to tell the nearest image. */
    boolean fits() {
        return Math.min(width(h, 0), Math.min(width(h, 1), width(h, 2))) > 2 * reach;
    }

    /** Moves the atoms until all pairs are {@code closest} apart; false if that takes too long. */
    boolean separate(double[] positions, double closest) {
        double[] push = new double[positions.length];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            if (push(positions, push) >= closest) {
                return true;
            }
            for (int i = 0; i < push.length; i++) {
                positions[i] += push[i];
                push[i] = 0;
            }
        }
        return false;
    }

    /** Adds up how far each atom is pushed; returns the smallest distance below {@code reach}, or that. */
    private double push(double[] positions, double[] push) {
        double smallest = reach * reach;
        for (int i = 0; i < positions.length; i += 3) {
            for (int j = 0; j < i; j += 3) {
                double dx = positions[i] - positions[j];
                double dy = positions[i + 1] - positions[j + 1];
                double dz = positions[i + 2] - positions[j + 2];
                double a = Math.rint(dx * inverse[0] + dy * inverse[3] + dz * inverse[6]);
                double b = Math.rint(dx * inverse[1] + dy * inverse[4] + dz * inverse[7]);
                double c = Math.rint(dx * inverse[2] + dy * inverse[5] + dz * inverse[8]);
                dx -= a * h[0] + b * h[3] + c * h[6];
                dy -= a * h[1] + b * h[4] + c * h[7];
                dz -= a * h[2] + b * h[5] + c * h[8];
                double square = dx * dx + dy * dy + dz * dz;
                if (square < reach * reach) {
                    smallest = Math.min(smallest, square);
                    double r = Math.sqrt(square) + 1e-12;
                    double share = PUSH * (reach - r) / r;
                    add(push, i, share * dx, share * dy, share * dz);
                    add(push, j, -share * dx, -share * dy, -share * dz);
                }
            }
        }
        return Math.sqrt(smallest);
    }

    private static void add(double[] push, int atom, double x, double y, double z) {
        push[atom] += x;
        push[atom + 1] += y;
        push[atom + 2] += z;
    }
}
