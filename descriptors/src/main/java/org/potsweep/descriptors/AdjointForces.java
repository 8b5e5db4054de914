package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Derivatives of a sum of bispectrum components with respect to the positions of neighbours, without the derivatives of
 * single components: reverse differentiation of the chain position -> rotation -> density -> components. Mutable
 * workspace.
 *
 * <p>Let y(j; mb, ma) be the gradient of a central atom's energy with respect to the coefficients U of its density. A
 * neighbour's contribution to dE is then y . dU. Along the axes of the body frame dU is a ladder on the neighbour's level
 * u plus nu u; the ladder is moved to the other side of the product, where it is applied once an atom instead of once a
 * neighbour ({@link Ladders}). What is left for a neighbour are four dot products a level: one of y itself for nu,
 * and one for each axis. The turn to Cartesian axes comes last.
 *
 * <p>Cost a neighbour, beside its rotation: 16 flops for each of the (j+1)^2/2 elements of a level, 4 kFlop at 2Jmax 10
 * against 67 kFlop for the derivatives of all components. Storage: nothing that grows with the number of neighbours but
 * four rows of lanes.
 */
final class AdjointForces {
    private final BispectrumBasis basis;
    private final RotationLevels levels;
    private final int[] place;

    /** An atom's y at one level, and its ladders. */
    private final double[] adjoint;

    /** The four dot products by lane. */
    private final double[][] sum = new double[Ladders.ROWS][0];

    AdjointForces(BispectrumBasis basis) {
        this.basis = basis;
        levels = new RotationLevels(basis.twojmax());
        adjoint = new double[Ladders.ROWS * 2 * (BispectrumBasis.half(basis.twojmax()) + 1)];
        place = new int[basis.blocks() + 1];
        for (int block = 0; block < basis.blocks(); block++) {
            place[block + 1] = place[block] + 2 * BispectrumBasis.half(basis.j(block));
        }
    }

    /** The doubles of an atom's y: (real, imaginary) pairs, block by block, the leading half of each. */
    int size() {
        return place[basis.blocks()];
    }

    /** Where a block begins in an atom's y. */
    int place(int block) {
        return place[block];
    }

    /**
     * Computes the dot products of all neighbours in a batch.
     *
     * @param y the gradient of each lane, {@link #size} doubles one after the other
     */
    void compute(PairBatch batch, double[] y) {
        for (int c = 0; c < Ladders.ROWS; c++) {
            sum[c] = sum[c].length < batch.count ? new double[batch.count] : sum[c];
            Arrays.fill(sum[c], 0, batch.count, 0);
        }
        levels.start(batch);
        for (int j = 0; j <= basis.twojmax(); j++) {
            if (j > 0) {
                levels.next();
            }
            int elements = Ladders.elements(j);
            for (Run run : batch.runs) {
                int from = run.lane() * size() + place[basis.block(j, run.channel())];
                System.arraycopy(y, from, adjoint, 0, 2 * BispectrumBasis.half(j));
                Ladders.climb(adjoint, 0, j);
                int to = run.offset() + run.end() - run.first();
                for (int c = 0; c < Ladders.ROWS; c++) {
                    dot(sum[c], 2 * c * elements, elements, run.offset(), to);
                }
            }
        }
    }

    /** dE/dr of the neighbour in a lane along a Cartesian axis. */
    double derivative(PairBatch batch, int axis, int lane) {
        double total = 0;
        for (int c = 0; c < 3; c++) {
            double along = Math.fma(batch.nu[c][lane], sum[0][lane], sum[c + 1][lane]);
            total = Math.fma(batch.turn[3 * axis + c][lane], along, total);
        }
        return total;
    }

    /**
     * target += sum over elements of Re(conj(a) u) in the lanes [from, to) of the present level, two elements a loop, for
     * the row a of the ladders that begins at {@code row}.
     */
    private void dot(double[] target, int row, int elements, int from, int to) {
        double[] a = adjoint;
        double[][] re = levels.re();
        double[][] im = levels.im();
        int m = 0;
        for (; m + 2 <= elements; m += 2) {
            addFour(target, a, row + 2 * m, re[m], im[m], re[m + 1], im[m + 1], from, to);
        }
        if (m < elements) {
            addTwo(target, a[row + 2 * m], re[m], a[row + 2 * m + 1], im[m], from, to);
        }
    }

    private static void addFour(
            double[] z, double[] a, int at, double[] x0, double[] x1, double[] x2, double[] x3, int from, int to) {
        double a0 = a[at];
        double a1 = a[at + 1];
        double a2 = a[at + 2];
        double a3 = a[at + 3];
        for (int i = from; i < to; i++) {
            z[i] = Math.fma(a3, x3[i], Math.fma(a2, x2[i], Math.fma(a1, x1[i], Math.fma(a0, x0[i], z[i]))));
        }
    }

    private static void addTwo(double[] z, double a0, double[] x0, double a1, double[] x1, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = Math.fma(a1, x1[i], Math.fma(a0, x0[i], z[i]));
        }
    }
}
