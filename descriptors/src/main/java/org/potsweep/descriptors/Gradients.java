package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Derivatives of the bispectrum of central atoms with respect to the positions of their neighbours. Mutable workspace.
 *
 * <p>Along the axes of the body frame of {@link PairBatch} the derivative of a level of the rotations is a ladder on its
 * columns: element ma of row mb changes by i (j - 2 ma) u[ma] along axis 0, by (j - ma + 1) u[ma-1] - (ma + 1) u[ma+1]
 * along axis 1, and by i times the sum of these two along axis 2. It needs nothing but the level itself: six loops an
 * element, where differentiating the recursion takes 24. The derivative of the density adds nu u. Then dB =
 * (gradient matrix of the block) x dU is a matrix product, summed over the blocks that a component depends on, and the
 * turn to Cartesian axes comes last ({@link CartesianAxes}), when only K numbers a neighbour are left.
 *
 * <p>In a small box an atom has many images among the neighbours, and dU could be summed over them before the product.
 * That was tried and is slower even where all neighbours are images of one atom: dU has more rows than the product has.
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

    private double[] work = new double[0];
    private final List<Part> parts = new ArrayList<>();
    private final NativeMatrix[] du = {new NativeMatrix(), new NativeMatrix(), new NativeMatrix()};
    private final NativeMatrix product = new NativeMatrix();
    private double[] productRow = new double[0];

    Gradients(BispectrumBasis basis, Coupling coupling, RotationLevels levels) {
        this.basis = basis;
        this.coupling = coupling;
        this.levels = levels;
        components = basis.count();
        axes = new CartesianAxes(components);
    }

    /** Work on one run: sums over blocks, a row a component, the neighbours along body axis 0, then 1, then 2. */
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
                Arrays.setAll(sum, t -> new double[3 * capacity]);
            }
        }
    }

    @Override
    public void close() {
        for (NativeMatrix matrix : new NativeMatrix[] {du[0], du[1], du[2], product}) {
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
        work = work.length < batch.count ? new double[batch.count] : work;
        levels.start(batch);
        for (int j = 0; j <= basis.twojmax(); j++) {
            if (j > 0) {
                levels.next();
            }
            differentiate(batch, j);
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

    /** dU of level j along the axes of the body, three matrices of 2 half(j) x batch.count. */
    private void differentiate(PairBatch batch, int j) {
        int n = batch.count;
        for (NativeMatrix axis : du) {
            axis.require((long) 2 * BispectrumBasis.half(j) * n);
        }
        double[][] re = levels.re();
        double[][] im = levels.im();
        for (int m = 0; m < BispectrumBasis.half(j); m++) {
            int ma = m % (j + 1);
            int lower = ma > 0 ? m - 1 : m;
            int higher = ma < j ? m + 1 : m;
            double low = ma > 0 ? j - ma + 1 : 0;
            double high = ma < j ? ma + 1 : 0;
            Lanes.setScaled(work, batch.nu[0], re[m], 2 * ma - j, im[m], n);
            du[0].put(2 * m * n, work, 0, n);
            Lanes.setScaled(work, batch.nu[0], im[m], j - 2 * ma, re[m], n);
            du[0].put((2 * m + 1) * n, work, 0, n);
            Lanes.setScaled(work, batch.nu[1], re[m], low, re[lower], -high, re[higher], n);
            du[1].put(2 * m * n, work, 0, n);
            Lanes.setScaled(work, batch.nu[1], im[m], low, im[lower], -high, im[higher], n);
            du[1].put((2 * m + 1) * n, work, 0, n);
            Lanes.setScaled(work, batch.nu[2], re[m], -low, im[lower], -high, im[higher], n);
            du[2].put(2 * m * n, work, 0, n);
            Lanes.setScaled(work, batch.nu[2], im[m], low, re[lower], high, re[higher], n);
            du[2].put((2 * m + 1) * n, work, 0, n);
        }
    }

    private void multiply(PairBatch batch, Run run, int j, NativeMatrix gradients, Part part) {
        int columns = part.columns;
        if (columns == 0) {
            return;
        }
        int block = basis.block(j, run.channel());
        int rows = basis.members(block).length;
        int depth = 2 * BispectrumBasis.half(j);
        int width = 3 * columns;
        product.require((long) rows * width);
        long place = (long) run.lane() * coupling.size() + coupling.place(block);
        for (int axis = 0; axis < 3; axis++) {
            NativeMatrix.multiply(
                    false,
                    rows,
                    columns,
                    depth,
                    gradients,
                    place,
                    depth,
                    du[axis],
                    run.offset(),
                    batch.count,
                    0,
                    product,
                    axis * columns,
                    width);
        }
        collect(block, width, part);
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
                Arrays.fill(part.sum[t], 0, 3 * part.columns, 0);
            }
        }
    }
}
