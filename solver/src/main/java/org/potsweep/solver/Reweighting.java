package org.potsweep.solver;

import java.util.ArrayList;
import java.util.List;

/**
 * From the factors of one weighted problem to those of problems that differ in the weight of one kind of rows.
 *
 * <p>With A0 = sum over kinds of w_k^2 G_k in its equilibrated basis, D0 A0 D0 = L L^T, a larger weight w of the kind makes
 * it L L^T + (w^2 - w0^2) K K^T, where K K^T = D0 G D0 is the product of this kind's rows: few of them, s, if it is the
 * energies. Z = L^-1 K is made once, and begins with the Z of every leading block; then a weight takes a matrix of order
 * s ({@link ReweightedFactor}) instead of one of order n.
 */
final class Reweighting implements AutoCloseable {
    private final WeightedEquations base;
    private final List<CholeskyFactor> factors = new ArrayList<>();
    private final int kind;

    /** Z, as many rows as the largest block has. */
    private final NativeMatrix z;

    /** Z^T Z of each block: order s, lower triangle. */
    private final List<NativeMatrix> inner = new ArrayList<>();

    /**
     * @param factorisation of the base, all of whose factors are Cholesky factors; not owned
     * @param blocks how many it has
     * @param kind index of the row kind whose weight differs
     */
    Reweighting(NestedFactorisation factorisation, int blocks, int kind) {
        this.base = factorisation.equations();
        this.kind = kind;
        for (int block = 0; block < blocks; block++) {
            factors.add((CholeskyFactor) factorisation.factor(block));
        }
        CholeskyFactor largest = factors.get(blocks - 1);
        this.z = root(largest.order());
        try {
            Blas.solveLower(z.rows(), z.columns(), largest.l(), z);
            for (CholeskyFactor factor : factors) {
                NativeMatrix product = new NativeMatrix(z.columns(), z.columns());
                inner.add(product);
                Blas.addInnerProduct(z.columns(), factor.order(), z, product);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** K: from a pivoted Cholesky factor of the kind's own equilibrated product, which loses no digits of it. */
    private NativeMatrix root(int order) {
        WeightedEquations alone = base.ofKind(kind);
        NativeMatrix root;
        try (NativeMatrix product = NativeMatrix.unset(order, order)) {
            alone.writeMatrix(order, product);
            root = PivotedCholesky.of(product, alone.mostRank()).unpivoted();
        }
        double[] column = new double[order];
        for (int j = 0; j < root.columns(); j++) {
            root.read(0, j, column, 0, order);
            for (int i = 0; i < order; i++) {
                column[i] = alone.scale(i) > 0 ? column[i] * (base.scale(i) / alone.scale(i)) : 0;
            }
            root.write(0, j, column, 0, order);
        }
        return root;
    }

    /**
     * The factors of all blocks with a larger weight of the kind; empty if one of them has to be solved at a numerical rank.
     *
     * @param equations equal to the base's but for that weight
     * @param norms 1-norm of their matrix, a block
     */
    List<Factor> factors(WeightedEquations equations, double[] norms) {
        List<Factor> reweighted = new ArrayList<>();
        boolean complete = false;
        try {
            for (int block = 0; block < norms.length; block++) {
                Factor factor = factor(block, equations, norms[block]);
                if (factor == null) {
                    return List.of();
                }
                reweighted.add(factor);
            }
            complete = true;
            return reweighted;
        } finally {
            if (!complete) {
                reweighted.forEach(Factor::close);
            }
        }
    }

    /** The factor of a block; null if that is to be solved at a numerical rank. */
    private Factor factor(int block, WeightedEquations equations, double norm) {
        double[] exchange = new double[factors.get(block).order()];
        for (int i = 0; i < exchange.length; i++) {
            exchange[i] = equations.scale(i) > 0 ? base.scale(i) / equations.scale(i) : 0;
        }
        double difference = equations.square(kind) - base.square(kind);
        Factor factor = ReweightedFactor.of(factors.get(block), z, inner.get(block), exchange, difference, norm);
        if (factor != null && factor.condition() > NestedFactorisation.MAXIMUM_CONDITION) {
            factor.close();
            return null;
        }
        return factor;
    }

    @Override
    public void close() {
        inner.forEach(NativeMatrix::close);
        z.close();
    }
}
