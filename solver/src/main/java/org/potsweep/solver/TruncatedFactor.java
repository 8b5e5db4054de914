package org.potsweep.solver;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The pseudo-inverse of A = K K^T with K of shape n x s, by the eigenvalues: with K = Q S (Q orthonormal columns, S upper
 * triangular of order s) the small S S^T has those of A, and A's eigenvectors are Q W where S S^T = W L W^T. The cost
 * beyond pivoting is about 2 n s^2 + 9 s^3 flops.
 */
final class TruncatedFactor implements MinimumNormFactor {
    private final int order;
    private final int rank;
    private final double condition;

    /** Reflectors of Q, n x s. */
    private final NativeMatrix qr;

    private final DoublePointer tau;

    /** The eigenvectors that are kept, s x r. */
    private final NativeMatrix vectors;

    private final double[] eigenvalues;

    /**
     * @param pivoted of A, one column at least; its matrix is closed before the other half of the memory is needed
     * @throws ArithmeticException if the eigenvalues do not converge or are not finite
     */
    static TruncatedFactor of(PivotedCholesky pivoted) {
        int s = pivoted.columns();
        NativeMatrix qr = pivoted.unpivoted();
        pivoted.l().close();
        DoublePointer tau = new DoublePointer(s);
        try (NativeMatrix w = orthogonalised(qr, tau)) {
            double[] spectrum = eigenvectors(w);
            int first = 0;
            while (!(spectrum[first] > RCOND * RCOND * spectrum[s - 1])) {
                first++;
            }
            NativeMatrix vectors = NativeMatrix.unset(s, s - first);
            double[] column = new double[s];
            for (int j = first; j < s; j++) {
                w.read(0, j, column, 0, s);
                vectors.write(0, j - first, column, 0, s);
            }
            return new TruncatedFactor(qr, tau, vectors, Arrays.copyOfRange(spectrum, first, s));
        } catch (RuntimeException | Error e) {
            qr.close();
            tau.close();
            throw e;
        }
    }

    private TruncatedFactor(NativeMatrix qr, DoublePointer tau, NativeMatrix vectors, double[] eigenvalues) {
        this.qr = qr;
        this.tau = tau;
        this.vectors = vectors;
        this.eigenvalues = eigenvalues;
        this.order = qr.rows();
        this.rank = eigenvalues.length;
        this.condition = Math.sqrt(eigenvalues[rank - 1] / eigenvalues[0]);
    }

    /**
     * Replaces K by its reflectors and S.
     *
     * @return S S^T, lower triangle
     */
    private static NativeMatrix orthogonalised(NativeMatrix qr, DoublePointer tau) {
        int s = qr.columns();
        OpenBlas.require(
                "dgeqrf",
                openblas.LAPACKE_dgeqrf(
                        openblas.LAPACK_COL_MAJOR, qr.rows(), s, qr.leading(qr.rows(), s), qr.stride(), tau));
        try (NativeMatrix triangle = new NativeMatrix(s, s)) {
            double[] column = new double[s];
            for (int j = 0; j < s; j++) {
                qr.read(0, j, column, 0, j + 1);
                triangle.write(0, j, column, 0, j + 1);
            }
            NativeMatrix w = new NativeMatrix(s, s);
            Blas.addOuterProduct(s, s, triangle, w);
            return w;
        }
    }

    /**
     * Eigenvalues, ascending; the eigenvectors take the place of the matrix.
     *
     * <p>Pivoting made its entries fall off from the first to the last. Reducing the lower triangle, from the first column
     * on, keeps the small eigenvalues and their vectors; from the upper one they come out a hundred times less exact.
     */
    private static double[] eigenvectors(NativeMatrix w) {
        int s = w.rows();
        double[] values = new double[s];
        try (DoublePointer spectrum = new DoublePointer(s)) {
            int code = openblas.LAPACKE_dsyevd(
                    openblas.LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', s, w.leading(s, s), w.stride(), spectrum);
            OpenBlas.require("dsyevd", code);
            if (code > 0) {
                throw new ArithmeticException("the eigenvalues of a product of order " + s + " did not converge");
            }
            spectrum.get(values);
        }
        if (!(values[s - 1] > 0) || Double.isInfinite(values[s - 1])) {
            throw new ArithmeticException("the largest eigenvalue of a product of order " + s + " is " + values[s - 1]);
        }
        return values;
    }

    /** B = Q B or Q^T B in place, with n rows; Q counts as the whole orthogonal matrix of order n. */
    private void rotate(boolean transpose, NativeMatrix b, int m) {
        OpenBlas.require(
                "dormqr",
                openblas.LAPACKE_dormqr(
                        openblas.LAPACK_COL_MAJOR,
                        (byte) 'L',
                        (byte) (transpose ? 'T' : 'N'),
                        order,
                        m,
                        qr.columns(),
                        qr.leading(order, qr.columns()),
                        qr.stride(),
                        tau,
                        b.leading(order, m),
                        b.stride()));
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
    public double condition() {
        return condition;
    }

    @Override
    public void solve(NativeMatrix b, int m) {
        if (m == 0) {
            return;
        }
        double[] column = new double[order];
        try (NativeMatrix q = NativeMatrix.unset(order, m)) {
            copy(b, q, order, m, column);
            rotate(true, q, m);
            invertSpectrum(q, m);
            clearBelow(q, qr.columns(), m);
            rotate(false, q, m);
            copy(q, b, order, m, column);
        }
    }

    /** The leading s rows of Q become W L^-1 W^T times them. */
    private void invertSpectrum(NativeMatrix q, int m) {
        int s = qr.columns();
        double[] column = new double[s];
        try (NativeMatrix z = new NativeMatrix(rank, m);
                NativeMatrix y = new NativeMatrix(s, m)) {
            Blas.multiplyTransposed(rank, m, s, vectors, q, z);
            for (int j = 0; j < m; j++) {
                z.read(0, j, column, 0, rank);
                for (int i = 0; i < rank; i++) {
                    column[i] /= eigenvalues[i];
                }
                z.write(0, j, column, 0, rank);
            }
            Blas.multiply(s, m, rank, vectors, z, y);
            copy(y, q, s, m, column);
        }
    }

    private static void clearBelow(NativeMatrix q, int s, int m) {
        double[] zeros = new double[q.rows() - s];
        for (int j = 0; j < m; j++) {
            q.write(s, j, zeros, 0, zeros.length);
        }
    }

    private static void copy(NativeMatrix from, NativeMatrix to, int rows, int m, double[] column) {
        for (int j = 0; j < m; j++) {
            from.read(0, j, column, 0, rows);
            to.write(0, j, column, 0, rows);
        }
    }

    @Override
    public double[] inverseRoot() {
        int s = qr.columns();
        try (NativeMatrix u = new NativeMatrix(order, rank)) {
            double[] column = new double[s];
            for (int j = 0; j < rank; j++) {
                vectors.read(0, j, column, 0, s);
                for (int i = 0; i < s; i++) {
                    column[i] /= Math.sqrt(eigenvalues[j]);
                }
                u.write(0, j, column, 0, s);
            }
            rotate(false, u, rank);
            return u.toArray();
        }
    }

    @Override
    public void close() {
        qr.close();
        tau.close();
        vectors.close();
    }
}
