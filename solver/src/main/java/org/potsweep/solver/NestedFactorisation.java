package org.potsweep.solver;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.openblas.global.openblas;

/**
 * Factors of several leading blocks of one weighted problem, by a single blocked Cholesky factorisation: block after
 * block, the factor of the larger block extends that of the smaller. A block that is not positive definite, or whose
 * condition exceeds {@link #MAXIMUM_CONDITION}, and every block beyond it that fails likewise, is solved at its
 * numerical rank instead ({@link MinimumNormFactor}).
 */
public final class NestedFactorisation implements AutoCloseable {
    /** Rows whose estimated condition exceeds this are treated as rank-deficient. */
    public static final double MAXIMUM_CONDITION = 1e8;

    private final WeightedEquations equations;
    private final NativeMatrix work;
    private final List<Factor> factors = new ArrayList<>();

    /**
     * @param orders orders of the leading blocks, ascending, at most p
     */
    public NestedFactorisation(WeightedEquations equations, int... orders) {
        this.equations = equations;
        int largest = orders[orders.length - 1];
        this.work = new NativeMatrix(largest, largest);
        equations.writeMatrix(largest, 1, work);
        double[] norms = leadingNorms(orders);
        int done = 0;
        boolean definite = true;
        for (int block = 0; block < orders.length; block++) {
            int order = orders[block];
            definite = definite && extend(done, order);
            done = order;
            Factor factor = definite
                    ? new CholeskyFactor(work, order, equations.nonZeroColumns(order), norms[block])
                    : minimumNorm(order);
            if (factor.method() == SolveMethod.CHOLESKY && factor.condition() > MAXIMUM_CONDITION) {
                factor = minimumNorm(order);
            }
            factors.add(factor);
        }
    }

    /** Extends the factor of the leading block of order {@code from} to order {@code to}; false if it is singular. */
    private boolean extend(int from, int to) {
        int size = to - from;
        int n = work.rows();
        if (from > 0 && size > 0) {
            openblas.cblas_dtrsm(
                    openblas.CblasColMajor,
                    openblas.CblasRight,
                    openblas.CblasLower,
                    openblas.CblasTrans,
                    openblas.CblasNonUnit,
                    size,
                    from,
                    1,
                    work.at(0, 0),
                    n,
                    work.at(from, 0),
                    n);
            openblas.cblas_dsyrk(
                    openblas.CblasColMajor,
                    openblas.CblasLower,
                    openblas.CblasNoTrans,
                    size,
                    from,
                    -1,
                    work.at(from, 0),
                    n,
                    1,
                    work.at(from, from),
                    n);
        }
        return size == 0
                || openblas.LAPACKE_dpotrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', size, work.at(from, from), n) == 0;
    }

    private MinimumNormFactor minimumNorm(int order) {
        try (NativeMatrix block = new NativeMatrix(order, order)) {
            equations.writeMatrix(order, 0, block);
            return new MinimumNormFactor(block, order);
        }
    }

    /** 1-norms of the leading blocks of the symmetric matrix in {@code work}, before it is overwritten. */
    private double[] leadingNorms(int[] orders) {
        double[] norms = new double[orders.length];
        int n = work.rows();
        double[] sums = new double[n];
        double[] column = new double[n];
        for (int block = 0, done = 0; block < orders.length; done = orders[block++]) {
            int order = orders[block];
            for (int j = 0; j < order; j++) {
                int first = Math.max(done, j);
                work.read(first, j, column, 0, order - first);
                for (int i = first; i < order; i++) {
                    double entry = Math.abs(column[i - first]);
                    sums[j] += entry;
                    if (i != j) {
                        sums[i] += entry;
                    }
                }
            }
            for (int j = 0; j < order; j++) {
                norms[block] = Math.max(norms[block], sums[j]);
            }
        }
        return norms;
    }

    /** The factor of the given block (an index into the constructor's orders), in the equilibrated basis. */
    public Factor factor(int block) {
        return factors.get(block);
    }

    /**
     * The coefficients that minimise the weighted squared residuals, for every level.
     *
     * @return order x L, in the units of the labels; the caller closes it
     */
    public NativeMatrix coefficients(int block) {
        Factor factor = factors.get(block);
        NativeMatrix b = equations.rightHandSides(factor.order());
        factor.solve(b, b.columns());
        unscale(b);
        return b;
    }

    /**
     * One step of iterative refinement from explicit residuals, the corrected seminormal equations (Bjorck, Linear
     * Algebra Appl. 88/89 (1987) 31): b + A^+ (g - ridge term), which restores digits that forming the normal equations
     * lost.
     *
     * @param coefficients n x L, level by level
     * @param gradient X^T W^2 (Y - X B) from explicit residuals, n x L, level by level
     * @return the corrected coefficients, n x L; the caller closes it
     */
    public NativeMatrix corrected(int block, double[] coefficients, double[] gradient) {
        Factor factor = factors.get(block);
        int order = factor.order();
        int levels = coefficients.length / order;
        double[] step = new double[gradient.length];
        for (int k = 0; k < step.length; k++) {
            step[k] = equations.equilibratedGradient(k % order, coefficients[k], gradient[k]);
        }
        NativeMatrix b = NativeMatrix.of(order, levels, step);
        factor.solve(b, levels);
        b.read(0, 0, step, 0, step.length);
        for (int k = 0; k < step.length; k++) {
            step[k] = coefficients[k] + equations.scale(k % order) * step[k];
        }
        b.write(0, 0, step, 0, step.length);
        return b;
    }

    private void unscale(NativeMatrix b) {
        double[] column = new double[b.rows()];
        for (int j = 0; j < b.columns(); j++) {
            b.read(0, j, column, 0, column.length);
            for (int i = 0; i < column.length; i++) {
                column[i] *= equations.scale(i);
            }
            b.write(0, j, column, 0, column.length);
        }
    }

    @Override
    public void close() {
        factors.forEach(Factor::close);
        work.close();
    }
}
