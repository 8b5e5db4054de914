package org.potsweep.descriptors;

/**
 * Neighbours in lanes: the rotation that each neighbour stands for, its weight in the density, and how both change with
 * its position. Mutable workspace.
 *
 * <p>A neighbour at (x, y, z) and distance r is the rotation of the three-sphere with half-angle
 * theta = rfac0 pi (r - rmin0)/(rcut - rmin0) and Cayley-Klein parameters a = cos(theta) - i sin(theta) z/r,
 * b = sin(theta) (y - i x)/r; g = ((a*, -b*), (b, a)). Like LAMMPS, distances below rmin0 take the point with
 * sin(theta) positive. The derivative along axis k is written as g^-1 dg/dr_k = ((i tau, xi), (-xi*, -i tau)).
 */
final class PairBatch {
    private final double rfac0;
    private final double rmin0;
    private final boolean switching;
    private int capacity;

    int count;
    double[] ar;
    double[] ai;
    double[] br;
    double[] bi;

    /** wj fc(r): the neighbour's weight in the density. */
    double[] density;

    /** Derivative of the density along each axis, and the density times tau, Re xi and Im xi of each axis. */
    double[][] slope;

    double[][] tau;
    double[][] xiRe;
    double[][] xiIm;

    PairBatch(SnapParameters parameters) {
        rfac0 = parameters.rfac0();
        rmin0 = parameters.rmin0();
        switching = parameters.switchflag();
        allocate(1);
    }

    /** Empties the batch and makes room for {@code size} neighbours. */
    void clear(int size) {
        count = 0;
        if (size > capacity) {
            allocate(size);
        }
    }

    private void allocate(int size) {
        capacity = size;
        ar = new double[size];
        ai = new double[size];
        br = new double[size];
        bi = new double[size];
        density = new double[size];
        slope = new double[3][size];
        tau = new double[3][size];
        xiRe = new double[3][size];
        xiIm = new double[3][size];
    }

    /** Appends a neighbour at displacement (x, y, z) and distance r with cut-off {@code rcut}, in angstrom. */
    void add(double x, double y, double z, double r, double rcut, double wj, boolean derivatives) {
        int n = count++;
        double rate = rfac0 * Math.PI / (rcut - rmin0);
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
        double phase = Math.PI * (r - rmin0) / (rcut - rmin0);
        boolean tail = switching && r > rmin0;
        double fc = tail ? 0.5 * (Math.cos(phase) + 1) : 1;
        density[n] = wj * fc;
        if (derivatives) {
            double dfc = tail ? -0.5 * Math.PI / (rcut - rmin0) * Math.sin(phase) : 0;
            axis(n, 0, ux, ux, uy, uz, sine / r, -sine * rate, cosine * rate, wj * dfc);
            axis(n, 1, uy, ux, uy, uz, sine / r, -sine * rate, cosine * rate, wj * dfc);
            axis(n, 2, uz, ux, uy, uz, sine / r, -sine * rate, cosine * rate, wj * dfc);
        }
    }

    private void axis(
            int n,
            int k,
            double uk,
            double ux,
            double uy,
            double uz,
            double perR,
            double dCosine,
            double dSine,
            double dDensity) {
        double radial = dSine * uk - perR * uk;
        double dar = dCosine * uk;
        double dai = -(radial * uz + (k == 2 ? perR : 0));
        double dbr = radial * uy + (k == 1 ? perR : 0);
        double dbi = -(radial * ux + (k == 0 ? perR : 0));
        double w = density[n];
        // g^-1 dg: its (1,1) element is a da* + b* db = i tau, its (1,2) element xi = b* da - a db*.
        slope[k][n] = dDensity * uk;
        tau[k][n] = w * (ai[n] * dar - ar[n] * dai + br[n] * dbi - bi[n] * dbr);
        xiRe[k][n] = w * (br[n] * dar + bi[n] * dai - ar[n] * dbr - ai[n] * dbi);
        xiIm[k][n] = w * (br[n] * dai - bi[n] * dar + ar[n] * dbi - ai[n] * dbr);
    }
}
