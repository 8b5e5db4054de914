package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Derivatives of the bispectrum of central atoms with respect to the positions of their neighbours. Mutable workspace.
 *
 * <p>The derivative of a neighbour's contribution to the density is, along an axis of the body frame of {@link
 * PairBatch}, a ladder on its level u of the rotations plus nu u. The ladders are moved to the gradients ({@link
 * Ladders}): for each block the gradient matrix W and its three ladders, one matrix of 4 rows a component, are
 * multiplied with u, and the products are summed over the blocks that a component depends on. The density's term, nu
 * (W u), and the turn to Cartesian axes come last ({@link CartesianAxes}), when only 4 K numbers a neighbour are left.
 *
 * <p>Against three products of W with the derivatives of u this takes a third more flops in dgemm, but one product a
 * block instead of three, of four times as many rows, for which u is copied out and packed once; and nothing is
 * differentiated a neighbour. Ladders take 12 flops an element of W, once an atom.
 *
 * <p>In a small box an atom has many images among the neighbours, and derivatives of u could be summed over them before
 * the product. That was tried and is slower even where all neighbours are images of one atom: there are more elements
 * than components.
 *
 * <p>Each run of neighbours, that is each channel of the density of a central atom, is a problem of its own: its
 * derivatives meet the blocks of its channel only.
 */
final class Gradients implements AutoCloseable {
    private final BispectrumBasis basis;
    private final Coupling coupling;
    private final RotationLevels levels;
    private final CartesianAxes axes;
    private final int components;

    private final List<Part> parts = new ArrayList<>();

    /** The level at hand: rows of neighbours, for each element a row of real and one of imaginary parts. */
    private final NativeMatrix u = new NativeMatrix();

    /** The gradients of a block and their ladders, {@link Ladders#ROWS} rows a component. */
    private final NativeMatrix left = new NativeMatrix();

    private double[] climbed = new double[0];
    private final NativeMatrix product = new NativeMatrix();
    private double[] productRow = new double[0];

    Gradients(BispectrumBasis basis, Coupling coupling, RotationLevels levels) {
        this.basis = basis;
        this.coupling = coupling;
        this.levels = levels;
        components = basis.count();
        axes = new CartesianAxes(components);
    }

    /** Work on one run: sums of products over blocks, a row a component, the neighbours for each row of {@link Ladders}. */
    private static final class Part {
        private final double[][] sum;
        private int capacity;
        private int columns;

        Part(int components) {
            sum = new double[components][0];
        }

        private void start(Run run, boolean strained) {
            columns = (strained ? run.end() : run.self()) - run.first(); // own images matter to strain only
            if (columns > capacity) {
                capacity = columns;
                Arrays.setAll(sum, t -> new double[Ladders.ROWS * capacity]);
            }
        }
    }

    @Override
    public void close() {
        for (NativeMatrix matrix : new NativeMatrix[] {u, left, product}) {
            matrix.close();
        }
    }

    /**
     * Computes the derivatives of the central atoms whose neighbours are in the batch.
     *
     * @param strained whether derivatives with respect to strain are wanted too
     * @param results one an atom of the batch, overwritten
     */
    void compute(
            NeighbourList list,
            PairBatch batch,
            NativeMatrix gradients,
            boolean strained,
            ComponentDerivatives[] results) {
        for (int i = 0; i < batch.runs.size(); i++) {
            if (i == parts.size()) {
                parts.add(new Part(components));
            }
            Run run = batch.runs.get(i);
            parts.get(i).start(run, strained);
            if (run.first() == list.first[run.atom()]) {
                result(batch, run, results).clear(list.first[run.atom() + 1] - run.first());
            }
        }
        if (batch.count == 0) {
            return;
        }
        levels.start(batch);
        for (int j = 0; j <= basis.twojmax(); j++) {
            if (j > 0) {
                levels.next();
            }
            copyLevel(batch.count, j);
            for (int i = 0; i < batch.runs.size(); i++) {
                multiply(batch, batch.runs.get(i), j, gradients, parts.get(i));
            }
        }
        for (int i = 0; i < batch.runs.size(); i++) {
            Run run = batch.runs.get(i);
            Part part = parts.get(i);
            clearOthers(run, part);
            axes.finish(list, batch, run, part.sum, part.columns, strained, result(batch, run, results));
        }
    }

    private static ComponentDerivatives result(PairBatch batch, Run run, ComponentDerivatives[] results) {
        return results[run.lane() - batch.firstLane()];
    }

    private void copyLevel(int n, int j) {
        u.require((long) 2 * Ladders.elements(j) * n);
        for (int m = 0; m < Ladders.elements(j); m++) {
            u.put(2 * m * n, levels.re()[m], 0, n);
            u.put((2 * m + 1) * n, levels.im()[m], 0, n);
        }
    }

    private void multiply(PairBatch batch, Run run, int j, NativeMatrix gradients, Part part) {
        int columns = part.columns;
        if (columns == 0) {
            return;
        }
        int block = basis.block(j, run.channel());
        int rows = Ladders.ROWS * basis.members(block).length;
        int depth = 2 * Ladders.elements(j);
        climb(gradients, run.lane() * coupling.size() + coupling.place(block), j, rows, depth);
        product.require((long) rows * columns);
        NativeMatrix.multiply(
                false, rows, columns, depth, left, 0, depth, u, run.offset(), batch.count, 0, product, 0, columns);
        collect(block, Ladders.ROWS * columns, part);
    }

    /** The left factor of a block's product, rows x depth, from the block's gradients, which begin at {@code place}. */
    private void climb(NativeMatrix gradients, int place, int j, int rows, int depth) {
        climbed = climbed.length < rows * depth ? new double[rows * depth] : climbed;
        int length = 2 * BispectrumBasis.half(j);
        for (int r = 0; r < rows; r += Ladders.ROWS) {
            gradients.get(place + r / Ladders.ROWS * length, climbed, r * depth, length);
            Ladders.climb(climbed, r * depth, j);
        }
        left.require((long) rows * depth);
        left.put(0, climbed, 0, rows * depth);
    }

    /** Adds the product of a block to the sums of the components that depend on it. */
    private void collect(int block, int width, Part part) {
        int[] members = basis.members(block);
        productRow = productRow.length < width ? new double[width] : productRow;
        for (int r = 0; r < members.length; r++) {
            double[] sum = part.sum[members[r]];
            if (basis.first(members[r], basis.channel(block)) == basis.j(block)) {
                product.get(r * width, sum, 0, width);
            } else {
                product.get(r * width, productRow, 0, width);
                Lanes.add(sum, productRow, width);
            }
        }
    }

    /** Zeros for the components that do not depend on the run's channel. */
    private void clearOthers(Run run, Part part) {
        for (int t = 0; t < components; t++) {
            if (basis.first(t, run.channel()) < 0) {
                Arrays.fill(part.sum[t], 0, Ladders.ROWS * part.columns, 0);
            }
        }
    }
}
