package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbours in lanes: the rotation that each neighbour stands for, its weight in the density, and how both change with
 * its position. Mutable workspace.
 *
 * <p>A neighbour at (x, y, z) and distance r is the rotation of the three-sphere with half-angle theta = rfac0 pi (r -
 * rmin0)/(rcut - rmin0) and Cayley-Klein parameters a = cos(theta) - i sin(theta) z/r, b = sin(theta) (y - i x)/r, that
 * is g = ((a*, -b*), (b, a)). Like LAMMPS, distances below rmin0 take the sign that makes sin(theta) positive.
 *
 * <p>The derivative along Cartesian axis k is g^-1 dg/dr_k = ((i t0, t1 + i t2), (-t1 + i t2, -i t0)), a vector t in the
 * frame of the body. All derivatives of functions of g are taken along the three axes of that frame first, where they
 * are ladders ({@link Ladders}), and turned to Cartesian axes by the 3 x 3 matrix t(k) at the end. The derivative of
 * the density, which is radial, rides along as the vector nu that this matrix turns into grad(density)/density.
 */
final class PairBatch {
    private final double rfac0;
    private final double rmin0;
    private int capacity;

    /** Which atom's density each neighbour adds to, and in which channel. */
    final List<Run> runs = new ArrayList<>();

    int count;
    double[] ar;
    double[] ai;
    double[] br;
    double[] bi;

    /** -Im a and -Re b. */
    double[] minusAi;

    double[] minusBr;

    /** wj fc(r) f_inner(r): the neighbour's weight in the density. */
    double[] density;

    /** Logarithmic derivative of the density along axis c of the body, 1/angstrom: nu[c]. */
    double[][] nu;

    /** The turn from body axis c to Cartesian axis k, 1/angstrom: turn[3 k + c]. */
    double[][] turn;

    PairBatch(SnapParameters parameters) {
        rfac0 = parameters.rfac0();
        rmin0 = parameters.rmin0();
        allocate(1);
    }

    /** Empties the batch and makes room for {@code size} neighbours. */
    void clear(int size) {
        count = 0;
        runs.clear();
        if (size > capacity) {
            allocate(size);
        }
    }

    /** The lane of the first central atom. */
    int firstLane() {
        return runs.get(0).lane();
    }

    int lastLane() {
        return runs.get(runs.size() - 1).lane();
    }

    private void allocate(int size) {
        capacity = size;
        ar = new double[size];
        ai = new double[size];
        br = new double[size];
        bi = new double[size];
        minusBr = new double[size];
        minusAi = new double[size];
        density = new double[size];
        nu = new double[3][size];
        turn = new double[9][size];
    }

    /** Appends a neighbour at displacement (x, y, z) and distance r, in angstrom. */
    void add(double x, double y, double z, double r, Interaction interaction, boolean derivatives) {
        int n = count++;
        double rate = rfac0 * Math.PI / (interaction.rcut() - rmin0);
        double theta = (r - rmin0) * rate;
        double sine = Math.sin(theta);
        double cosine = Math.cos(theta);
        if (sine < 0) {
            sine = -sine;
            cosine = -cosine;
        }
        double ux = x / r;
        double uy = y / r;
        double uz = z / r;
        ar[n] = cosine;
        ai[n] = -sine * uz;
        br[n] = sine * uy;
        bi[n] = -sine * ux;
        minusBr[n] = -br[n];
        minusAi[n] = -ai[n];
        density[n] = interaction.density(r);
        if (derivatives) {
            double perR = sine / r;
            double radial = cosine * rate - perR;
            axis(n, 0, -sine * rate * ux, -radial * ux * uz, perR + radial * ux * ux, radial * ux * uy);
            axis(n, 1, -sine * rate * uy, -radial * uy * uz, radial * uy * ux, perR + radial * uy * uy);
            axis(n, 2, -sine * rate * uz, -perR - radial * uz * uz, radial * uz * ux, radial * uz * uy);
            double slope = interaction.slope(r);
            for (int c = 0; c < 3; c++) {
                double along = ux * turn[c][n] + uy * turn[3 + c][n] + uz * turn[6 + c][n];
                nu[c][n] = slope / (rate * rate) * along;
            }
        }
    }

    /** One Cartesian axis of the turn, from the derivatives of Re a, Im a, -Im b and Re b along it. */
    private void axis(int n, int k, double dar, double dai, double minusDbi, double dbr) {
        turn[3 * k][n] = ai[n] * dar - ar[n] * dai - br[n] * minusDbi - bi[n] * dbr;
        turn[3 * k + 1][n] = br[n] * dar + bi[n] * dai - ar[n] * dbr + ai[n] * minusDbi;
        turn[3 * k + 2][n] = br[n] * dai - bi[n] * dar - ar[n] * minusDbi - ai[n] * dbr;
    }
}
