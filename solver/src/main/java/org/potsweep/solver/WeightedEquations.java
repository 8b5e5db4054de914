package org.potsweep.solver;

import java.util.Arrays;
import java.util.List;

/**
 * The equilibrated normal equations D A D (D^-1 b) = D c of a weighted least-squares problem, where A = sum over row
 * kinds of w_k^2 X_k^T X_k (+ ridge D^-2), c = sum of w_k^2 X_k^T Y_k, and D = diag(A)^(-1/2) brings every column of the
 * weighted rows to unit norm. A column of zeros (or one whose squared norm underflows) gets D = 0, hence the coefficient 0.
 */
public final class WeightedEquations {
    private final NormalEquations equations;
    private final double[] squares;
    private final double ridge;
    private final double[] scale;

    WeightedEquations(NormalEquations equations, double[] weights, double ridge) {
        if (weights.length != equations.kinds()) {
            throw new IllegalArgumentException(
                    equations.kinds() + " row kinds take as many weights, not " + Arrays.toString(weights));
        }
        for (double weight : weights) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "weights are finite and not negative, but they are " + Arrays.toString(weights));
            }
        }
        if (!(ridge >= 0) || Double.isInfinite(ridge)) {
            throw new IllegalArgumentException("a ridge is finite and not negative, but it is " + ridge);
        }
        this.equations = equations;
        this.squares = Arrays.stream(weights).map(w -> w * w).toArray();
        this.ridge = ridge;
        this.scale = scale();
    }

    private double[] scale() {
        double[] d = new double[equations.columns()];
        for (int i = 0; i < d.length; i++) {
            double norm = 0;
            for (int k = 0; k < squares.length; k++) {
                int a = 1 + equations.levels() + i;
                norm += squares[k] * equations.gram(k).get(a, a);
            }
            if (!Double.isFinite(norm)) {
                throw new ArithmeticException("the squared norm of descriptor column " + i + " is " + norm);
            }
            d[i] = norm >= Double.MIN_NORMAL ? 1 / Math.sqrt(norm) : 0;
        }
        return d;
    }

    public NormalEquations equations() {
        return equations;
    }

    /** The scale D of column {@code i}: coefficient = D times equilibrated coefficient. */
    public double scale(int i) {
        return scale[i];
    }

    /** The square of what rows of a kind are multiplied with. */
    double square(int kind) {
        return squares[kind];
    }

    /** The same problem with the rows of one kind alone, with weight 1. */
    WeightedEquations ofKind(int kind) {
        double[] alone = new double[squares.length];
        alone[kind] = 1;
        return new WeightedEquations(equations, alone, 0);
    }

    /** A bound on the rank from the number of rows that have a weight; none where a ridge adds to them. */
    long mostRank() {
        long rows = 0;
        for (int k = 0; k < squares.length; k++) {
            rows += squares[k] > 0 && equations.counted() ? equations.rows(k) : 0;
        }
        return equations.counted() && ridge == 0 ? rows : Integer.MAX_VALUE;
    }

    /** The number of columns among the first {@code order} that are not all zero. */
    int nonZeroColumns(int order) {
        return (int) Arrays.stream(scale, 0, order).filter(d -> d > 0).count();
    }

    /**
     * Writes the lower triangle of the largest of some leading blocks of D A D, with ones for the zeros of its diagonal,
     * which keep a Cholesky factor alive.
     *
     * @param orders orders of the blocks, ascending
     * @param target at least as large as the largest block
     * @return the 1-norm of each block
     * @throws ArithmeticException if an entry is not finite
     */
    double[] writeMatrix(int[] orders, NativeMatrix target) {
        return norms(orders, (j, column) -> target.write(j, j, column, j, column.length - j));
    }

    /** Writes the lower triangle of a leading block of D A D as it is, which shows its rank. */
    void writeMatrix(int order, NativeMatrix target) {
        forEachColumn(order, 0, (j, column) -> target.write(j, j, column, j, order - j));
    }

    /**
     * The 1-norms of some leading blocks of D A D of several problems, with ones for the zeros of its diagonal.
     *
     * @param problems one at least, with different weights of the same rows; their products are read once for all of them
     * @param orders orders of the blocks, ascending
     * @return [problem][block]
     * @throws ArithmeticException if an entry is not finite
     */
    static double[][] norms(List<WeightedEquations> problems, int[] orders) {
        int order = orders[orders.length - 1];
        ColumnSums[] sums =
                problems.stream().map(problem -> new ColumnSums(orders)).toArray(ColumnSums[]::new);
        double[] column = new double[order];
        double[][] products = new double[problems.get(0).squares.length][order];
        for (int j = 0; j < order; j++) {
            problems.get(0).read(j, products);
            for (int i = 0; i < sums.length; i++) {
                problems.get(i).combine(products, j, 1, column);
                add(j, column, sums[i]);
            }
        }
        return Arrays.stream(sums).map(ColumnSums::largest).toArray(double[][]::new);
    }

    /** Takes column j of a lower triangle, from entry j on; what is before it is anything. */
    private interface ColumnVisitor {
        void visit(int j, double[] column);
    }

    private double[] norms(int[] orders, ColumnVisitor visitor) {
        ColumnSums sums = new ColumnSums(orders);
        forEachColumn(orders[orders.length - 1], 1, (j, column) -> {
            add(j, column, sums);
            visitor.visit(j, column);
        });
        return sums.largest();
    }

    private static void add(int j, double[] column, ColumnSums sums) {
        if (!Double.isFinite(sums.add(j, column))) {
            throw notFinite(j, column);
        }
    }

    /** @param emptyDiagonal squared norm to assume of a column of zeros */
    private void forEachColumn(int order, double emptyDiagonal, ColumnVisitor visitor) {
        double[] column = new double[order];
        double[][] products = new double[squares.length][order];
        for (int j = 0; j < order; j++) {
            read(j, products);
            combine(products, j, emptyDiagonal, column);
            visitor.visit(j, column);
        }
    }

    /** Reads descriptor column j of every kind's product, from entry j on. */
    private void read(int j, double[][] products) {
        int first = 1 + equations.levels();
        for (int k = 0; k < products.length; k++) {
            equations.gram(k).read(first + j, first + j, products[k], j, products[k].length - j);
        }
    }

    /** Column j of D A D, from entry j on. */
    private void combine(double[][] products, int j, double emptyDiagonal, double[] sum) {
        int order = sum.length;
        Arrays.fill(sum, j, order, 0);
        for (int k = 0; k < squares.length; k++) {
            double square = squares[k];
            double[] column = products[k];
            for (int i = j; i < order; i++) {
                sum[i] += square * column[i];
            }
        }
        double own = scale[j];
        for (int i = j; i < order; i++) {
            sum[i] *= own * scale[i];
        }
        sum[j] = (own > 0 ? 1 : emptyDiagonal) * (1 + ridge);
    }

    private static ArithmeticException notFinite(int j, double[] column) {
        int i = j;
        while (i < column.length - 1 && Double.isFinite(column[i])) {
            i++;
        }
        return new ArithmeticException("the product of descriptor columns " + i + " and " + j + " is " + column[i]);
    }

    /** Entry {@code i} of the gradient D g - ridge D^-1 b in the equilibrated basis. */
    double equilibratedGradient(int i, double coefficient, double gradient) {
        return scale[i] > 0 ? scale[i] * gradient - ridge * coefficient / scale[i] : 0;
    }

    /**
     * The gradient X^T W^2 (Y - X B) of given coefficients from the products, with the digits that these have.
     *
     * @param b coefficients of a model of the leading columns, n x L
     * @return n x L, level by level
     */
    double[] gradient(NativeMatrix b) {
        int levels = equations.levels();
        int first = 1 + levels;
        int order = b.rows();
        double[] gradient = new double[Math.multiplyExact(order, levels)];
        double[] column = new double[order];
        double[] labels = new double[order];
        try (NativeMatrix augmented = new NativeMatrix(first + order, levels);
                NativeMatrix product = new NativeMatrix(first + order, levels)) {
            for (int level = 0; level < levels; level++) {
                b.read(0, level, column, 0, order);
                augmented.write(first, level, column, 0, order);
            }
            for (int k = 0; k < squares.length; k++) {
                Blas.multiplySymmetric(first + order, levels, equations.gram(k), augmented, product);
                for (int level = 0; level < levels; level++) {
                    product.read(first, level, column, 0, order);
                    equations.gram(k).read(first, 1 + level, labels, 0, order);
                    for (int i = 0; i < order; i++) {
                        gradient[level * order + i] += squares[k] * (labels[i] - column[i]);
                    }
                }
            }
        }
        return gradient;
    }

    /** The right-hand sides D c of every level for the leading block: order x L. */
    NativeMatrix rightHandSides(int order) {
        int levels = equations.levels();
        NativeMatrix c = new NativeMatrix(order, levels);
        double[] column = new double[order];
        for (int level = 0; level < levels; level++) {
            double[] sum = new double[order];
            for (int k = 0; k < squares.length; k++) {
                equations.gram(k).read(1 + levels, 1 + level, column, 0, order);
                for (int i = 0; i < order; i++) {
                    sum[i] += squares[k] * column[i];
                }
            }
            for (int i = 0; i < order; i++) {
                sum[i] *= scale[i];
            }
            c.write(0, level, sum, 0, order);
        }
        return c;
    }
}
