package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The pseudo-inverse of a positive semi-definite matrix A = X^T X at its numerical rank, by way of the eigenvectors that
 * matter: singular values of X below {@link #RCOND} times the largest count as zero, as in numpy's lstsq.
 *
 * <p>Cholesky with complete pivoting stops at the rank s that rounding leaves: A = K K^T with K of shape n x s (Higham
 * 2002, section 10.3). The eigenvalues of the small K^T K = W L W^T are those of A, and V = K W L^(-1/2) holds A's
 * eigenvectors; those with L above RCOND^2 times the largest are kept. The cost is about 4 n s^2 + 10 s^3 flops, so a
 * small subset, whose rank is small, stays cheap.
 *
 * <p>Why not truncate at the pivots: where the singular values of X fall off without a gap, as for quadratic SNAP with few
 * configurations, the rank that pivoting finds and the space that it keeps depend on rounding, and predictions then
 * wander by per cents. A spectral cut is stable; products of the rows resolve singular values down to 1e-6 well enough
 * that predictions agree with a singular value decomposition of the rows to 1e-5.
 */
final class MinimumNormFactor implements Factor {
    /** Singular values of the rows below this fraction of the largest count as zero. */
    static final double RCOND = 1e-6;

    private final int order;
    private final int rank;
    private final NativeMatrix vectors;
    private final double[] eigenvalues;

    /**
     * @param a lower triangle of A, with unit diagonal but for columns of zeros, in its leading block of order n;
     *     overwritten, not owned
     */
    MinimumNormFactor(NativeMatrix a, int order) {
        this.order = order;
        try (NativeMatrix k = pivotedCholesky(a, order)) {
            int s = k.columns();
            try (NativeMatrix w = new NativeMatrix(s, s)) {
                Blas.multiplyTransposed(s, s, order, k, k, w);
                double[] spectrum = eigenvectors(w);
                int first = 0;
                while (first < s && spectrum[first] <= RCOND * RCOND * spectrum[s - 1]) {
                    first++;
                }
                this.rank = s - first;
                this.eigenvalues = new double[rank];
                System.arraycopy(spectrum, first, eigenvalues, 0, rank);
                this.vectors = new NativeMatrix(order, rank);
                try (NativeMatrix kept = new NativeMatrix(s, rank)) {
                    double[] column = new double[s];
                    for (int j = 0; j < rank; j++) {
                        w.read(0, first + j, column, 0, s);
                        for (int i = 0; i < s; i++) {
                            column[i] /= Math.sqrt(eigenvalues[j]);
                        }
                        kept.write(0, j, column, 0, s);
                    }
                    Blas.multiply(order, rank, s, k, kept, vectors);
                }
            }
        }
    }

    /** K of A = K K^T, with rows in A's order. */
    private static NativeMatrix pivotedCholesky(NativeMatrix a, int order) {
        try (IntPointer pivot = new IntPointer(order);
                IntPointer found = new IntPointer(1)) {
            double tolerance = 8 * Math.ulp(1.0);
            openblas.LAPACKE_dpstrf(
                    openblas.LAPACK_COL_MAJOR, (byte) 'L', order, a.at(0, 0), a.rows(), pivot, found, tolerance);
            NativeMatrix k = new NativeMatrix(order, found.get());
            double[] column = new double[order];
            double[] permuted = new double[order];
            for (int j = 0; j < k.columns(); j++) {
                a.read(j, j, column, j, order - j);
                for (int i = 0; i < order; i++) {
                    permuted[pivot.get(i) - 1] = i < j ? 0 : column[i];
                }
                k.write(0, j, permuted, 0, order);
            }
            return k;
        }
    }

    /** Replaces a symmetric matrix by its eigenvectors, column by column; returns the eigenvalues, ascending. */
    private static double[] eigenvectors(NativeMatrix w) {
        int s = w.rows();
        double[] values = new double[s];
        if (s > 0) {
            try (DoublePointer eigenvalues = new DoublePointer(s)) {
                int failed = openblas.LAPACKE_dsyevd(
                        openblas.LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', s, w.at(0, 0), s, eigenvalues);
                if (failed != 0) {
                    throw new ArithmeticException("the eigenvalues of a product of order " + s + " did not converge");
                }
                eigenvalues.get(values);
            }
        }
        return values;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public SolveMethod method() {
        return SolveMethod.MINIMUM_NORM;
    }

    @Override
    public double condition() {
        return rank == 0 ? 1 : Math.sqrt(eigenvalues[rank - 1] / eigenvalues[0]);
    }

    @Override
    public void solve(NativeMatrix b, int m) {
        try (NativeMatrix z = project(b, m, -1)) {
            try (NativeMatrix x = new NativeMatrix(order, m)) {
                Blas.multiply(order, m, rank, vectors, z, x);
                copyBack(x, b, m);
            }
        }
    }

    @Override
    public void whiten(NativeMatrix b, int m) {
        try (NativeMatrix z = project(b, m, -0.5)) {
            copyBack(z, b, m);
        }
    }

    /** L^power V^T B: rank x m. */
    private NativeMatrix project(NativeMatrix b, int m, double power) {
        NativeMatrix z = new NativeMatrix(rank, m);
        Blas.multiplyTransposed(rank, m, order, vectors, b, z);
        double[] column = new double[rank];
        for (int j = 0; j < m; j++) {
            z.read(0, j, column, 0, rank);
            for (int i = 0; i < rank; i++) {
                column[i] *= Math.pow(eigenvalues[i], power);
            }
            z.write(0, j, column, 0, rank);
        }
        return z;
    }

    /** Writes the columns of a matrix into B, and zeros below them. */
    private void copyBack(NativeMatrix from, NativeMatrix b, int m) {
        double[] column = new double[order];
        for (int j = 0; j < m; j++) {
            from.read(0, j, column, 0, from.rows());
            b.write(0, j, column, 0, order);
        }
    }

    @Override
    public void close() {
        vectors.close();
    }
}
