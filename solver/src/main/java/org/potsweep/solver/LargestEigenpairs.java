package org.potsweep.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The largest eigenvalues of a symmetric operator, down to the first one below a limit, by the block Lanczos method with
 * full orthogonalisation (Golub and Van Loan, Matrix Computations, 2013, section 10.3): where few are above the limit, for
 * far less than all of them would cost. Operators of small order, and those with many eigenvalues above the limit, are
 * decomposed whole.
 *
 * <p>A vector is found when its residual is below {@link #TOLERANCE} of its eigenvalue. That of the first one below the
 * limit need only be below the root of that, as long as it could not be above: values are more exact than vectors. Starts
 * are random, from a fixed seed, and miss no eigenvector, but of an eigenvalue that occurs more than 32 times they reach 32:
 * so many equal ones are left to the whole decomposition.
 */
final class LargestEigenpairs implements AutoCloseable {
    /**
     * Of a residual, relative. At the cut of a {@link MinimumNormFactor}, 1e-12 of the largest eigenvalue, rounding in the
     * products of rows (1e-16 of it) is 1e-4: this is far below that, and above the rounding of the operator itself.
     */
    private static final double TOLERANCE = 1e-7;

    /** Vectors that are multiplied at once. */
    private static final int BLOCK = 32;

    /** Up to this order a whole decomposition is as fast. */
    private static final int SMALL = 4 * BLOCK;

    /** The space is looked at when it has grown by this factor. */
    private static final double GROWTH = 1.2;

    private final int above;
    private final double next;
    private final NativeMatrix vectors;

    /** Multiplies vectors by the matrix. */
    interface Operator {
        /** @param x order x m, overwritten */
        void apply(NativeMatrix x);
    }

    private LargestEigenpairs(int above, double next, NativeMatrix vectors) {
        this.above = above;
        this.next = next;
        this.vectors = vectors;
    }

    /**
     * @param order of the operator, at least 1
     * @param limit the smallest eigenvalue whose vector is wanted, positive; infinite to get the largest eigenvalue only
     * @throws ArithmeticException if eigenvalues do not converge or are not finite
     */
    static LargestEigenpairs of(int order, double limit, Operator operator) {
        if (order > SMALL) {
            try (Space space = new Space(order, operator)) {
                while (space.grow()) {
                    LargestEigenpairs found = space.found(limit);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return whole(order, limit, operator);
    }

    /** The number of eigenvalues at or above the limit. */
    int above() {
        return above;
    }

    /** The largest eigenvalue below the limit; 0 if there is none. */
    double next() {
        return next;
    }

    /** Eigenvectors of those at or above the limit, order x above. */
    NativeMatrix vectors() {
        return vectors;
    }

    @Override
    public void close() {
        vectors.close();
    }

    private static LargestEigenpairs whole(int order, double limit, Operator operator) {
        try (NativeMatrix matrix = new NativeMatrix(order, order)) {
            for (int j = 0; j < order; j++) {
                matrix.set(j, j, 1);
            }
            operator.apply(matrix);
            double[] values = decompose(matrix);
            int above = above(values, limit);
            NativeMatrix vectors = NativeMatrix.unset(order, above);
            double[] column = new double[order];
            for (int j = 0; j < above; j++) {
                matrix.read(0, order - above + j, column, 0, order);
                vectors.write(0, j, column, 0, order);
            }
            return new LargestEigenpairs(above, above < order ? values[order - above - 1] : 0, vectors);
        }
    }

    private static int above(double[] ascending, double limit) {
        return (int) Arrays.stream(ascending).filter(value -> value >= limit).count();
    }

    /** Eigenvalues, ascending, of a matrix in its lower triangle; the eigenvectors take its place. */
    private static double[] decompose(NativeMatrix matrix) {
        int order = matrix.rows();
        double[] values = new double[order];
        try (DoublePointer spectrum = new DoublePointer(order)) {
            int code = openblas.LAPACKE_dsyevd(
                    openblas.LAPACK_COL_MAJOR,
                    (byte) 'V',
                    (byte) 'L',
                    order,
                    matrix.leading(order, order),
                    matrix.stride(),
                    spectrum);
            OpenBlas.require("dsyevd", code);
            if (code > 0) {
                throw new ArithmeticException("the eigenvalues of a product of order " + order + " did not converge");
            }
            spectrum.get(values);
        }
        if (!Double.isFinite(values[order - 1])) {
            throw new ArithmeticException(
                    "the largest eigenvalue of a product of order " + order + " is " + values[order - 1]);
        }
        return values;
    }

    /** The Krylov space of some starts, an orthonormal basis in blocks of columns, and the operator within it. */
    private static final class Space implements AutoCloseable {
        private final int order;
        private final Operator operator;
        private final int mostBlocks;
        private final List<NativeMatrix> basis = new ArrayList<>();

        /** The next block of the basis. */
        private NativeMatrix ahead;

        /** What of the last block's image is outside of the space, up to a rotation: upper triangle, column by column. */
        private double[] leaving = new double[0];

        /** The operator within the space: rows of the lower triangle, and what is right of it in the last block. */
        private final List<double[]> projected = new ArrayList<>();

        private double looked;

        Space(int order, Operator operator) {
            this.order = order;
            this.operator = operator;
            this.mostBlocks = order / 2 / BLOCK;
            SplittableRandom random = new SplittableRandom(order);
            double[] starts = new double[order * BLOCK];
            Arrays.setAll(starts, i -> random.nextGaussian());
            this.ahead = NativeMatrix.of(order, BLOCK, starts);
            try {
                Householder.orthonormalise(ahead);
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }

        private int size() {
            return basis.size() * BLOCK;
        }

        /** Takes the block ahead into the basis; false if it has become too large to be worth it. */
        boolean grow() {
            if (basis.size() == mostBlocks) {
                return false;
            }
            basis.add(ahead);
            NativeMatrix image = NativeMatrix.of(order, BLOCK, ahead.toArray());
            ahead = image;
            operator.apply(image);
            double[][] within = new double[BLOCK][size()];
            subtract(image, within);
            subtract(image, within); // what rounding left of it
            projected.addAll(List.of(within));
            leaving = Householder.orthonormalise(image);
            subtract(image, new double[BLOCK][size()]); // where the image was little but rounding
            Householder.orthonormalise(image);
            return true;
        }

        /**
         * Makes vectors orthogonal to the basis.
         *
         * @param parts is added what is subtracted: a row a vector, in terms of the basis
         */
        private void subtract(NativeMatrix x, double[][] parts) {
            double[] column = new double[BLOCK];
            try (NativeMatrix part = NativeMatrix.unset(BLOCK, BLOCK)) {
                for (int block = 0; block < basis.size(); block++) {
                    NativeMatrix q = basis.get(block);
                    Blas.multiplyTransposed(BLOCK, BLOCK, order, q, x, part);
                    Blas.addProduct(order, BLOCK, BLOCK, -1, q, part, x);
                    for (int j = 0; j < BLOCK; j++) {
                        part.read(0, j, column, 0, BLOCK);
                        for (int i = 0; i < BLOCK; i++) {
                            parts[j][block * BLOCK + i] += column[i];
                        }
                    }
                }
            }
        }

        /** The wanted pairs, if the space holds them; otherwise null. */
        LargestEigenpairs found(double limit) {
            int size = size();
            if (size < GROWTH * looked && basis.size() < mostBlocks) {
                return null;
            }
            looked = size;
            double[] entries = new double[size * size];
            for (int row = 0; row < size; row++) {
                for (int column = 0; column <= row; column++) {
                    entries[column * size + row] = projected.get(row)[column];
                }
            }
            try (NativeMatrix within = NativeMatrix.of(size, size, entries)) {
                double[] values = decompose(within);
                int above = above(values, limit);
                int next = size - above - 1;
                if (next < 0 || isInvariant(values) || hasManyEqual(values, next + 1)) {
                    return null;
                }
                double least = residual(within, next);
                boolean found = least <= TOLERANCE * values[next]
                        || least <= Math.sqrt(TOLERANCE) * values[next] && values[next] + least < limit;
                for (int j = next + 1; j < size && found; j++) {
                    found = residual(within, j) <= TOLERANCE * values[j];
                }
                return found ? new LargestEigenpairs(above, values[next], vectors(within, above)) : null;
            }
        }

        /** Whether as many as a block has vectors are equal, of the values from an index on: there may be more of them. */
        private static boolean hasManyEqual(double[] values, int from) {
            return IntStream.range(from, values.length - BLOCK + 1)
                    .anyMatch(j -> values[j + BLOCK - 1] - values[j] <= 10 * TOLERANCE * values[j]);
        }

        /** Whether nothing leaves the space but rounding: it then misses what is outside, equal eigenvalues for one. */
        private boolean isInvariant(double[] values) {
            double most = Arrays.stream(leaving).map(Math::abs).max().orElseThrow();
            return most <= order * Math.ulp(values[values.length - 1]);
        }

        /** The length of the part of an image that leaves the space. */
        private double residual(NativeMatrix within, int vector) {
            double[] last = new double[BLOCK];
            within.read(size() - BLOCK, vector, last, 0, BLOCK);
            double sum = 0;
            for (int i = 0; i < BLOCK; i++) {
                double entry = 0;
                for (int j = i; j < BLOCK; j++) {
                    entry += leaving[j * BLOCK + i] * last[j];
                }
                sum += entry * entry;
            }
            return Math.sqrt(sum);
        }

        private NativeMatrix vectors(NativeMatrix within, int above) {
            NativeMatrix vectors = new NativeMatrix(order, above);
            double[] column = new double[BLOCK];
            try (NativeMatrix part = NativeMatrix.unset(BLOCK, above)) {
                for (int block = 0; block < basis.size(); block++) {
                    for (int j = 0; j < above; j++) {
                        within.read(block * BLOCK, size() - above + j, column, 0, BLOCK);
                        part.write(0, j, column, 0, BLOCK);
                    }
                    Blas.addProduct(order, above, BLOCK, 1, basis.get(block), part, vectors);
                }
            }
            return vectors;
        }

        @Override
        public void close() {
            basis.forEach(NativeMatrix::close);
            ahead.close();
        }
    }
}
