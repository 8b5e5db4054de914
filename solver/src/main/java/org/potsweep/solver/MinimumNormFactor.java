package org.potsweep.solver;

import org.bytedeco.openblas.global.openblas;

/**
 * The pseudo-inverse of a positive semi-definite matrix A = X^T X at its numerical rank r: singular values of X at or
 * below {@link #RCOND} times the largest count as zero, as in numpy's lstsq.
 *
 * <p>{@link PivotedCholesky} stops at the rank s that rounding leaves, or at the number of rows of X. Often its pivots end
 * in a step down to rounding (forces on the atoms of a structure add up to zero, so three of its rows are combinations of
 * the others). Where the columns before the step have no singular value near the cut and what is behind it could not
 * reach the cut, these columns are the rank ({@link FullRankFactor}). Otherwise eigenvalues tell
 * ({@link TruncatedFactor}). Either way a small subset, whose rank is small, stays cheap.
 *
 * <p>Why not cut at the pivots: the singular values of SNAP rows fall off without a gap when configurations are few, and
 * where pivoting then stops, and with which columns, depends on rounding: predictions wander by per cents. Singular
 * values are well-defined, and products of the rows resolve them down to 1e-6 of the largest.
 */
interface MinimumNormFactor extends Factor {
    /** Singular values of the rows at or below this fraction of the largest count as zero. */
    double RCOND = 1e-6;

    /**
     * @param a lower triangle of A, with a diagonal of 1, or 0 for columns of zeros; overwritten, and closed with the
     *     factor or before
     * @param rows the number of rows behind A, or more
     * @param norm 1-norm of A, or of A with ones for the zeros of its diagonal
     */
    static MinimumNormFactor of(NativeMatrix a, long rows, double norm) {
        try {
            // Eigenvalues add up to n at most (but for a ridge), their squares to the square of the Frobenius norm.
            double largest = Math.pow(frobenius(a), 2) / a.rows();
            PivotedCholesky pivoted = PivotedCholesky.of(a, rows);
            if (pivoted.columns() == 0 || pivoted.behind() < RCOND * RCOND * largest) {
                FullRankFactor full = new FullRankFactor(pivoted, norm);
                if (full.surelyFull()) {
                    return full;
                }
                full.release();
            }
            return TruncatedFactor.of(pivoted);
        } catch (RuntimeException | Error e) {
            a.close();
            throw e;
        }
    }

    private static double frobenius(NativeMatrix a) {
        return openblas.LAPACKE_dlansy(
                openblas.LAPACK_COL_MAJOR, (byte) 'F', (byte) 'L', a.rows(), a.at(0, 0), a.stride());
    }

    @Override
    default SolveMethod method() {
        return SolveMethod.MINIMUM_NORM;
    }

    /** Some matrix U of n x r, column by column, with U U^T = A^+. */
    double[] inverseRoot();
}
