package org.potsweep.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.openblas.global.openblas;

/**
 * Factors of several leading blocks of one weighted problem, by a single blocked Cholesky factorisation: block after
 * block, the factor of the larger block extends that of the smaller. A block that is not positive definite to rounding,
 * every block that contains it, and any whose condition exceeds {@link #MAXIMUM_CONDITION} are solved at their numerical
 * rank instead ({@link MinimumNormFactor}).
 */
public final class NestedFactorisation implements AutoCloseable {
    /**
     * Rows whose estimated condition exceeds this are treated as rank-deficient. On SNAP rows of real structures the
     * test errors of a Cholesky solution below it differ from those of an SVD by 4e-4 at most, and by 5e-6 after one
     * correction (from condition 3e7 on; 5e-7 below); at 2e8 by 5e-3 and 6e-6, and at 2e9 the correction no longer
     * converges.
     */
    public static final double MAXIMUM_CONDITION = 1e8;

    private final WeightedEquations equations;
    private final NativeMatrix work;
    private final List<Factor> factors = new ArrayList<>();

    /**
     * @param orders orders of the leading blocks, one at least, ascending, 1 to p
     * @throws IllegalArgumentException if they are not
     * @throws ArithmeticException if an entry of the matrix is not finite
     */
    public NestedFactorisation(WeightedEquations equations, int... orders) {
        requireAscending(orders, equations.equations().columns());
        this.equations = equations;
        int largest = orders[orders.length - 1];
        this.work = NativeMatrix.unset(largest, largest);
        try {
            factorise(orders);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Factors that were made otherwise, of which it becomes the owner; one a block. */
    NestedFactorisation(WeightedEquations equations, List<Factor> factors) {
        this.equations = equations;
        this.work = new NativeMatrix(0, 0);
        this.factors.addAll(factors);
    }

    private static void requireAscending(int[] orders, int columns) {
        boolean ascending = orders.length > 0 && orders[0] > 0 && orders[orders.length - 1] <= columns;
        for (int block = 1; block < orders.length; block++) {
            ascending &= orders[block] > orders[block - 1];
        }
        if (!ascending) {
            throw new IllegalArgumentException("the orders of leading blocks of " + columns
                    + " columns ascend from 1 at least, but they are " + Arrays.toString(orders));
        }
    }

    private void factorise(int[] orders) {
        double[] norms = equations.writeMatrix(orders, work);
        int done = 0;
        boolean definite = true;
        for (int block = 0; block < orders.length; block++) {
            int order = orders[block];
            definite = definite && equations.nonZeroColumns(order) <= equations.mostRank() && extend(done, order);
            done = order;
            Factor factor = definite
                    ? CholeskyFactor.of(work, order, equations.nonZeroColumns(order), norms[block])
                    : minimumNorm(order);
            if (factor.method() == SolveMethod.CHOLESKY && factor.condition() > MAXIMUM_CONDITION) {
                factor = minimumNorm(order);
            }
            factors.add(factor);
        }
    }

    /**
     * Extends the factor of the leading block of order {@code from} to order {@code to}; false if it is singular.
     *
     * <p>Where a column depends on others the pivot is rounding noise, positive as often as not: 4e-15 at most for pairs
     * of equal columns among 12 to 800, while well-determined pivots of SNAP rows stay above 1e-11. Order times 2.2e-16
     * lies between.
     */
    private boolean extend(int from, int to) {
        int size = to - from;
        if (from > 0) {
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
                    work.stride(),
                    work.at(from, 0),
                    work.stride());
            openblas.cblas_dsyrk(
                    openblas.CblasColMajor,
                    openblas.CblasLower,
                    openblas.CblasNoTrans,
                    size,
                    from,
                    -1,
                    work.at(from, 0),
                    work.stride(),
                    1,
                    work.at(from, from),
                    work.stride());
        }
        double noise = to * Math.ulp(1.0);
        return Blas.factorise(size, work.at(from, from), work.stride())
                && IntStream.range(from, to).mapToDouble(i -> work.get(i, i)).allMatch(pivot -> pivot * pivot > noise);
    }

    private MinimumNormFactor minimumNorm(int order) {
        NativeMatrix block = NativeMatrix.unset(order, order);
        try {
            equations.writeMatrix(order, block); // whose entries were looked at before
        } catch (RuntimeException | Error e) {
            block.close();
            throw e;
        }
        return MinimumNormFactor.of(block, equations.mostRank());
    }

    /** The problem that is factorised. */
    WeightedEquations equations() {
        return equations;
    }

    /** Whether every block has a Cholesky factor. */
    boolean isDefinite() {
        return factors.stream().allMatch(factor -> factor.method() == SolveMethod.CHOLESKY);
    }

    /** The factor of the given block (an index into the constructor's orders), in the equilibrated basis. */
    public Factor factor(int block) {
        return factors.get(block);
    }

    /**
     * The coefficients that minimise the weighted squared residuals, for every level.
     *
     * @return order x L, in the units of the labels; the caller closes it
     * @throws ArithmeticException if a coefficient is not finite
     */
    public NativeMatrix coefficients(int block) {
        Factor factor = factors.get(block);
        NativeMatrix b = equations.rightHandSides(factor.order());
        return solve(factor, b, new double[factor.order() * b.columns()]);
    }

    /**
     * One step of iterative refinement from the products themselves. It restores what the factorisation lost but not what
     * forming the products did, which is of the same size: the step tells how far rounding may have moved a solution.
     *
     * @param coefficients n x L
     * @return the coefficients after the step, n x L; the caller closes it
     * @throws ArithmeticException if a coefficient is not finite
     */
    public NativeMatrix corrected(int block, NativeMatrix coefficients) {
        return corrected(block, coefficients.toArray(), equations.gradient(coefficients));
    }

    /**
     * One step of iterative refinement from explicit residuals, the corrected seminormal equations (Bjorck, Linear
     * Algebra Appl. 88/89 (1987) 31): b + A^+ (g - ridge term), which restores digits that forming the normal equations
     * lost. A minimum-norm factor corrects within the space that its rank keeps.
     *
     * @param coefficients n x L, level by level
     * @param gradient X^T W^2 (Y - X B) from explicit residuals, n x L, level by level
     * @return the corrected coefficients, n x L; the caller closes it
     * @throws ArithmeticException if a coefficient is not finite
     */
    public NativeMatrix corrected(int block, double[] coefficients, double[] gradient) {
        Factor factor = factors.get(block);
        int order = factor.order();
        if (coefficients.length != gradient.length || coefficients.length % order != 0) {
            throw new IllegalArgumentException(
                    "a block of " + order + " columns takes as many coefficients and entries "
                            + "of the gradient a level, not " + coefficients.length + " and " + gradient.length);
        }
        double[] step = new double[gradient.length];
        for (int k = 0; k < step.length; k++) {
            step[k] = equations.equilibratedGradient(k % order, coefficients[k], gradient[k]);
        }
        return solve(factor, NativeMatrix.of(order, step.length / order, step), coefficients);
    }

    /** {@code start} + D A^+ B, written over B; closes B if that fails. */
    private NativeMatrix solve(Factor factor, NativeMatrix b, double[] start) {
        try {
            factor.solve(b, b.columns());
            double[] values = b.toArray();
            for (int k = 0; k < values.length; k++) {
                int column = k % factor.order();
                values[k] = start[k] + equations.scale(column) * values[k];
                if (!Double.isFinite(values[k])) {
                    throw new ArithmeticException("the coefficient of descriptor column " + column + ", level "
                            + k / factor.order() + " of a block of " + factor.order() + " is " + values[k]);
                }
            }
            b.write(0, 0, values, 0, values.length);
            return b;
        } catch (RuntimeException | Error e) {
            b.close();
            throw e;
        }
    }

    @Override
    public void close() {
        factors.forEach(Factor::close);
        work.close();
    }
}
