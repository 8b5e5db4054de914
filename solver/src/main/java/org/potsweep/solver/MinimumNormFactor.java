package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The pseudo-inverse of a positive semi-definite matrix A = X^T X at its numerical rank r: singular values of X at or
 * below {@link #RCOND} times the largest count as zero, as in numpy's lstsq.
 *
 * <p>Cholesky with complete pivoting stops at the rank s that rounding leaves: A = K K^T with K of shape n x s (Higham,
 * Accuracy and Stability of Numerical Algorithms, 2002, section 10.3). With K = Q S (Q orthonormal columns, S upper
 * triangular of order s) the small S S^T = W L W^T has A's eigenvalues, and A's eigenvectors are V = Q W. The cost is
 * about n^2 s + 4 n s^2 + 10 s^3 flops, so a small subset, whose rank is small, stays cheap.
 *
 * <p>Why not cut at the pivots: the singular values of SNAP rows fall off without a gap when configurations are few, and
 * where pivoting then stops, and with which columns, depends on rounding: predictions wander by per cents. Singular
 * values are well-defined, and products of the rows resolve them down to 1e-6 of the largest.
 */
final class MinimumNormFactor implements Factor {
    /** Singular values of the rows at or below this fraction of the largest count as zero. */
    static final double RCOND = 1e-6;

    /** Pivots at or below this are rounding noise: the diagonal is 1 and entries are known to 1.1e-16. */
    private static final double PIVOT_TOLERANCE = 1e-15;

    private final int order;
    private final int rank;
    private final NativeMatrix vectors;
    private final double[] eigenvalues;

    /**
     * @param a lower triangle of A in its leading block of order n, with a diagonal of 1, or 0 for columns of zeros;
     *     overwritten, not owned
     */
    MinimumNormFactor(NativeMatrix a, int order) {
        this.order = order;
        try (NativeMatrix k = pivotedCholesky(a)) {
            int s = k.columns();
            try (DoublePointer tau = new DoublePointer(Math.max(1, s));
                    NativeMatrix w = new NativeMatrix(s, s)) {
                OpenBlas.require(
                        "dgeqrf",
                        openblas.LAPACKE_dgeqrf(
                                openblas.LAPACK_COL_MAJOR, order, s, k.leading(order, s), k.stride(), tau));
                double[] spectrum = eigenvectors(k, w);
                int first = 0;
                while (first < s && !(spectrum[first] > RCOND * RCOND * spectrum[s - 1])) {
                    first++;
                }
                this.rank = s - first;
                this.eigenvalues = new double[rank];
                System.arraycopy(spectrum, first, eigenvalues, 0, rank);
                this.vectors = rotate(k, tau, w, first);
            }
        }
    }

    /** K of A = K K^T, rows in A's order. */
    private NativeMatrix pivotedCholesky(NativeMatrix a) {
        try (IntPointer pivot = new IntPointer(order);
                IntPointer found = new IntPointer(1)) {
            OpenBlas.require(
                    "dpstrf",
                    openblas.LAPACKE_dpstrf(
                            openblas.LAPACK_COL_MAJOR,
                            (byte) 'L',
                            order,
                            a.leading(order, order),
                            a.stride(),
                            pivot,
                            found,
                            PIVOT_TOLERANCE));
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

    /** Eigenvalues of S S^T, ascending, with S in the upper triangle of {@code qr}; the eigenvectors go to {@code w}. */
    private static double[] eigenvectors(NativeMatrix qr, NativeMatrix w) {
        int s = w.rows();
        double[] values = new double[s];
        double[] column = new double[s];
        try (NativeMatrix triangle = new NativeMatrix(s, s);
                DoublePointer eigenvalues = new DoublePointer(Math.max(1, s))) {
            for (int j = 0; j < s; j++) {
                qr.read(0, j, column, 0, j + 1);
                triangle.write(0, j, column, 0, j + 1);
            }
            Blas.addOuterProduct(s, s, triangle, w);
            int code = openblas.LAPACKE_dsyevd(
                    openblas.LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', s, w.leading(s, s), w.stride(), eigenvalues);
            OpenBlas.require("dsyevd", code);
            if (code > 0) {
                throw new ArithmeticException("the eigenvalues of a product of order " + s + " did not converge");
            }
            eigenvalues.get(values);
        }
        return values;
    }

    /** V = Q W for the eigenvectors from {@code first} on: n x r. */
    private NativeMatrix rotate(NativeMatrix qr, DoublePointer tau, NativeMatrix w, int first) {
        int s = w.rows();
        NativeMatrix v = new NativeMatrix(order, rank);
        double[] column = new double[s];
        for (int j = 0; j < rank; j++) {
            w.read(0, first + j, column, 0, s);
            v.write(0, j, column, 0, s);
        }
        OpenBlas.require(
                "dormqr",
                openblas.LAPACKE_dormqr(
                        openblas.LAPACK_COL_MAJOR,
                        (byte) 'L',
                        (byte) 'N',
                        order,
                        rank,
                        s,
                        qr.leading(order, s),
                        qr.stride(),
                        tau,
                        v.leading(order, rank),
                        v.stride()));
        return v;
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
        try (NativeMatrix z = new NativeMatrix(rank, m);
                NativeMatrix x = new NativeMatrix(order, m)) {
            Blas.multiplyTransposed(rank, m, order, vectors, b, z);
            double[] column = new double[order];
            for (int j = 0; j < m; j++) {
                z.read(0, j, column, 0, rank);
                for (int i = 0; i < rank; i++) {
                    column[i] /= eigenvalues[i];
                }
                z.write(0, j, column, 0, rank);
            }
            Blas.multiply(order, m, rank, vectors, z, x);
            for (int j = 0; j < m; j++) {
                x.read(0, j, column, 0, order);
                b.write(0, j, column, 0, order);
            }
        }
    }

    /** V S^-1 for the singular vectors V and values S of the rows behind A: n x r, column by column. */
    double[] inverseSingularVectors() {
        double[] entries = vectors.toArray();
        for (int i = 0; i < entries.length; i++) {
            entries[i] /= Math.sqrt(eigenvalues[i / order]);
        }
        return entries;
    }

    @Override
    public void close() {
        vectors.close();
    }
}
