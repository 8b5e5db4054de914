package org.potsweep.descriptors;

/**
 * Derivatives of the bispectrum of central atoms with respect to the positions of their neighbours. Mutable workspace.
 *
 * <p>The derivative of a level of the rotations is a ladder on its columns: with g^-1 dg = ((i tau, xi), (-xi*, -i tau))
 * element ma changes by i tau (j - 2 ma) u[ma] + xi (j - ma + 1) u[ma-1] - xi* (ma + 1) u[ma+1]. It needs nothing but the
 * level itself, and a third of the arithmetic of differentiating the recursion. Then dB = (gradient matrix of the
 * block) x dU is a matrix product, summed over the blocks that a component depends on.
 *
 * <p>Where an atom has many images among the neighbours (small boxes), dU is first summed over the images of each atom
 * by a product with a matrix of ones, which makes the main product as many times smaller.
 */
final class Gradients {
    private final BispectrumBasis basis;
    private final Coupling coupling;
    private final RotationLevels levels;
    private final PairBatch batch;

    private final double[][] ladder;
    private int capacity;
    private double[] work;

    private final NativeMatrix[] du = {new NativeMatrix(), new NativeMatrix(), new NativeMatrix()};
    private final NativeMatrix images = new NativeMatrix();
    private final NativeMatrix summed = new NativeMatrix();
    private final NativeMatrix product = new NativeMatrix();
    private double[] productRow = new double[0];

    Gradients(BispectrumBasis basis, Coupling coupling, RotationLevels levels, PairBatch batch) {
        this.basis = basis;
        this.coupling = coupling;
        this.levels = levels;
        this.batch = batch;
        ladder = new double[4][];
    }

    /** The derivatives of one central atom: dB_t/dr of column (axis x columns + n) is value[t][axis columns + n]. */
    static final class Result {
        final double[][] value;
        private int capacity;

        /** The number of columns an axis: neighbours, or groups of images. */
        int columns;

        /** Whether columns are groups of images. */
        boolean grouped;

        Result(int components) {
            value = new double[components][0];
        }

        void clear(int count, boolean groups) {
            columns = count;
            grouped = groups;
            if (3 * count > capacity) {
                capacity = 3 * count;
                for (int t = 0; t < value.length; t++) {
                    value[t] = new double[capacity];
                }
            }
            for (double[] row : value) {
                java.util.Arrays.fill(row, 0, 3 * count, 0);
            }
        }
    }

    /**
     * Computes the derivatives of the atoms {@code atoms[from..to)}, whose neighbours are in the batch in this order.
     *
     * @param firstLane lane of atoms[from] in the gradients
     * @param results one an atom, overwritten
     */
    void compute(
            NeighbourList list,
            int[] atoms,
            int from,
            int to,
            int firstLane,
            NativeMatrix gradients,
            Result[] results) {
        int n = batch.count;
        for (int i = from; i < to; i++) {
            int atom = atoms[i];
            int columns = list.self[atom] - list.first[atom];
            int groups = list.firstGroup[atom + 1] - list.firstGroup[atom];
            boolean grouped = columns >= 2 * groups;
            results[i - from].clear(grouped ? groups : columns, grouped);
        }
        if (n == 0) {
            return;
        }
        if (n > capacity) {
            capacity = n;
            for (int k = 0; k < 4; k++) {
                ladder[k] = new double[n];
            }
            work = new double[n];
        }
        levels.start(batch, false);
        for (int j = 0; j <= basis.twojmax(); j++) {
            if (j > 0) {
                levels.next();
            }
            differentiate(j);
            int offset = 0;
            for (int i = from; i < to; i++) {
                multiply(list, atoms[i], j, offset, firstLane + i - from, gradients, results[i - from]);
                offset += list.first[atoms[i] + 1] - list.first[atoms[i]];
            }
        }
    }

    /** dU of level j, three matrices of 2 half(j) x batch.count. */
    private void differentiate(int j) {
        int n = batch.count;
        for (NativeMatrix axis : du) {
            axis.require((long) 2 * BispectrumBasis.half(j) * n);
        }
        double[] pr = ladder[0];
        double[] pi = ladder[1];
        double[] qr = ladder[2];
        double[] qi = ladder[3];
        for (int m = 0; m < BispectrumBasis.half(j); m++) {
            int ma = m % (j + 1);
            double[] ur = levels.re()[m];
            double[] ui = levels.im()[m];
            double[] lowRe = ma > 0 ? levels.re()[m - 1] : ur;
            double[] lowIm = ma > 0 ? levels.im()[m - 1] : ui;
            double[] highRe = ma < j ? levels.re()[m + 1] : ur;
            double[] highIm = ma < j ? levels.im()[m + 1] : ui;
            double low = ma > 0 ? j - ma + 1 : 0;
            double high = ma < j ? ma + 1 : 0;
            Lanes.combine(pr, low, lowRe, -high, highRe, n);
            Lanes.combine(pi, low, lowIm, -high, highIm, n);
            Lanes.combine(qr, low, lowRe, high, highRe, n);
            Lanes.combine(qi, low, lowIm, high, highIm, n);
            double twist = j - 2 * ma;
            for (int axis = 0; axis < 3; axis++) {
                Lanes.setScaled(work, batch.slope[axis], ur, -twist, batch.tau[axis], ui, n);
                Lanes.addDifference(work, batch.xiRe[axis], pr, batch.xiIm[axis], qi, n);
                du[axis].put(2 * m * n, work, 0, n);
                Lanes.setScaled(work, batch.slope[axis], ui, twist, batch.tau[axis], ur, n);
                Lanes.addSum(work, batch.xiRe[axis], pi, batch.xiIm[axis], qr, n);
                du[axis].put((2 * m + 1) * n, work, 0, n);
            }
        }
    }

    private void multiply(
            NeighbourList list, int atom, int j, int offset, int lane, NativeMatrix gradients, Result result) {
        int columns = result.columns;
        if (columns == 0) {
            return;
        }
        int[] members = basis.members(j);
        int depth = 2 * BispectrumBasis.half(j);
        product.require((long) members.length * 3 * columns);
        long gradient = (long) lane * coupling.size() + coupling.place(j);
        if (result.grouped) {
            sumImages(list, atom, depth, offset, columns);
            NativeMatrix.multiply(
                    false,
                    members.length,
                    3 * columns,
                    depth,
                    gradients,
                    gradient,
                    depth,
                    summed,
                    0,
                    3 * columns,
                    product,
                    0,
                    3 * columns);
        } else {
            for (int axis = 0; axis < 3; axis++) {
                NativeMatrix.multiply(
                        false,
                        members.length,
                        columns,
                        depth,
                        gradients,
                        gradient,
                        depth,
                        du[axis],
                        offset,
                        batch.count,
                        product,
                        axis * columns,
                        3 * columns);
            }
        }
        if (productRow.length < 3 * columns) {
            productRow = new double[3 * columns];
        }
        for (int r = 0; r < members.length; r++) {
            product.get(r * 3 * columns, productRow, 0, 3 * columns);
            Lanes.add(result.value[members[r]], productRow, 3 * columns);
        }
    }

    private void sumImages(NeighbourList list, int atom, int depth, int offset, int groups) {
        int start = list.first[atom];
        int neighbours = list.self[atom] - start;
        images.require((long) neighbours * groups);
        summed.require((long) depth * 3 * groups);
        for (int s = 0; s < groups; s++) {
            int group = list.firstGroup[atom] + s;
            for (int p = start; p < start + neighbours; p++) {
                boolean member = p >= list.groupStart[group] && p < list.groupEnd(atom, group);
                images.put((p - start) * groups + s, member ? 1 : 0);
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            NativeMatrix.multiply(
                    false,
                    depth,
                    groups,
                    neighbours,
                    du[axis],
                    offset,
                    batch.count,
                    images,
                    0,
                    groups,
                    summed,
                    axis * groups,
                    3 * groups);
        }
    }
}
