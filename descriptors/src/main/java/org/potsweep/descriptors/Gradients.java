package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * Derivatives of the bispectrum of central atoms with respect to the positions of their neighbours. Mutable workspace.
 *
 * <p>Along the axes of the body frame of {@link PairBatch} the derivative of a level of the rotations is a ladder on its
 * columns: element ma of row mb changes by i (j - 2 ma) u[ma] along axis 0, by (j - ma + 1) u[ma-1] - (ma + 1) u[ma+1]
 * along axis 1, and by i times the sum of these two along axis 2. It needs nothing but the level itself: six loops an
 * element, where differentiating the recursion takes 24. The derivative of the density adds nu u. Then dB =
 * (gradient matrix of the block) x dU is a matrix product, summed over the blocks that a component depends on, and the
 * turn to Cartesian axes comes last, when only K numbers a neighbour are left.
 *
 * <p>Where an atom has many images among the neighbours (small boxes), dU is first turned and summed over the images of
 * each atom by a product with a sparse matrix, which makes the main product as many times smaller.
 */
final class Gradients implements AutoCloseable {
    /** The axes of the strain components xx, yy, zz, yz, xz, xy: of the displacement, and of the derivative. */
    private static final int[] STRETCHED = {0, 1, 2, 1, 0, 0};

    private static final int[] ALONG = {0, 1, 2, 2, 2, 1};

    private final BispectrumBasis basis;
    private final Coupling coupling;
    private final RotationLevels levels;
    private final int components;

    private double[] work = new double[0];
    private final NativeMatrix[] du = {new NativeMatrix(), new NativeMatrix(), new NativeMatrix()};
    private final NativeMatrix images = new NativeMatrix();
    private final NativeMatrix summed = new NativeMatrix();
    private final NativeMatrix product = new NativeMatrix();
    private double[] productRow = new double[0];

    private final double[][] part = new double[3][0];
    private final double[][] turn = new double[9][0];
    private final double[][] turned;

    Gradients(BispectrumBasis basis, Coupling coupling, RotationLevels levels) {
        this.basis = basis;
        this.coupling = coupling;
        this.levels = levels;
        components = basis.count();
        turned = new double[components][0];
    }

    /** The derivatives of the components of one central atom. */
    static final class Result {
        private final double[][] sum;
        private final double[][] strain;
        private double[][] rows = new double[0][];
        private int capacity;
        private int columns;
        private int width;
        private boolean grouped;

        Result(int components) {
            sum = new double[components][0];
            strain = new double[6][components];
        }

        private void clear(int count, boolean groups, boolean strained) {
            columns = count;
            grouped = groups;
            width = 3 * count + (groups && strained ? 6 : 0);
            if (width > capacity) {
                capacity = width;
                Arrays.setAll(sum, t -> new double[capacity]);
                rows = new double[capacity][sum.length];
            }
            for (double[] row : strain) {
                Arrays.fill(row, 0);
            }
        }

        /** dB/dr along {@code axis} of the atom of group {@code s}, counted from the first of the central atom. */
        double[] row(int axis, int s) {
            return rows[3 * s + axis];
        }

        /** Sum over all neighbours of r_alpha dB/dr_beta, for xx, yy, zz, yz, xz, xy. */
        double[] strain(int component) {
            return strain[component];
        }
    }

    @Override
    public void close() {
        for (NativeMatrix matrix : new NativeMatrix[] {du[0], du[1], du[2], images, summed, product}) {
            matrix.close();
        }
    }

    /**
     * Computes the derivatives of the atoms {@code atoms[from..to)}, whose neighbours are in the batch in this order.
     *
     * @param firstLane lane of atoms[from] in the gradients
     * @param strained whether derivatives with respect to strain are wanted too
     * @param results one an atom, overwritten
     */
    void compute(
            NeighbourList list,
            PairBatch batch,
            int[] atoms,
            int from,
            int to,
            int firstLane,
            NativeMatrix gradients,
            boolean strained,
            Result[] results) {
        for (int i = from; i < to; i++) {
            int last = strained ? list.first[atoms[i] + 1] : list.self[atoms[i]]; // self images matter to strain only
            int columns = last - list.first[atoms[i]];
            int groups = list.firstGroup[atoms[i] + 1] - list.firstGroup[atoms[i]];
            boolean grouped = columns >= 2 * groups;
            results[i - from].clear(grouped ? groups : columns, grouped, strained);
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
            int offset = 0;
            for (int i = from; i < to; i++) {
                multiply(list, batch, atoms[i], j, offset, firstLane + i - from, gradients, results[i - from]);
                offset += list.first[atoms[i] + 1] - list.first[atoms[i]];
            }
        }
        int offset = 0;
        for (int i = from; i < to; i++) {
            finish(list, batch, atoms[i], offset, strained, results[i - from]);
            offset += list.first[atoms[i] + 1] - list.first[atoms[i]];
        }
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

    private void multiply(
            NeighbourList list,
            PairBatch batch,
            int atom,
            int j,
            int offset,
            int lane,
            NativeMatrix gradients,
            Result result) {
        int columns = result.columns;
        int width = result.width;
        if (width == 0) {
            return;
        }
        int[] members = basis.members(j);
        int depth = 2 * BispectrumBasis.half(j);
        product.require((long) members.length * width);
        long place = (long) lane * coupling.size() + coupling.place(j);
        if (result.grouped) {
            sumImages(list, batch, atom, depth, offset, result);
            NativeMatrix.multiply(
                    false,
                    members.length,
                    width,
                    depth,
                    gradients,
                    place,
                    depth,
                    summed,
                    0,
                    width,
                    0,
                    product,
                    0,
                    width);
        } else {
            for (int axis = 0; axis < 3; axis++) {
                NativeMatrix.multiply(
                        false,
                        members.length,
                        columns,
                        depth,
                        gradients,
                        place,
                        depth,
                        du[axis],
                        offset,
                        batch.count,
                        0,
                        product,
                        axis * columns,
                        width);
            }
        }
        productRow = productRow.length < width ? new double[width] : productRow;
        for (int r = 0; r < members.length; r++) {
            double[] sum = result.sum[members[r]];
            if (basis.triple(members[r]).j2() == j) { // the first block that this component depends on
                product.get(r * width, sum, 0, width);
            } else {
                product.get(r * width, productRow, 0, width);
                Lanes.add(sum, productRow, width);
            }
        }
    }

    /** Turns dU to Cartesian axes and sums it over images: (axis, group) columns, then those of the strain. */
    private void sumImages(NeighbourList list, PairBatch batch, int atom, int depth, int offset, Result result) {
        int width = result.width;
        int start = list.first[atom];
        boolean strained = width > 3 * result.columns;
        int neighbours = (strained ? list.first[atom + 1] : list.self[atom]) - start;
        images.require((long) neighbours * width);
        summed.require((long) depth * width);
        productRow = productRow.length < width ? new double[width] : productRow;
        for (int c = 0; c < 3; c++) {
            int group = list.firstGroup[atom];
            for (int p = start; p < start + neighbours; p++) {
                while (group < list.firstGroup[atom + 1] && p >= list.groupEnd(atom, group)) {
                    group++;
                }
                int s = p < list.self[atom] ? group - list.firstGroup[atom] : -1;
                imageRow(list, batch, p, offset + p - start, c, s, result);
                images.put((p - start) * width, productRow, 0, width);
            }
            NativeMatrix.multiply(
                    false,
                    depth,
                    width,
                    neighbours,
                    du[c],
                    offset,
                    batch.count,
                    images,
                    0,
                    width,
                    c == 0 ? 0 : 1,
                    summed,
                    0,
                    width);
        }
    }

    /** What a neighbour's derivative along body axis c contributes to each column; s is its group, -1 for none. */
    private void imageRow(NeighbourList list, PairBatch batch, int pair, int lane, int c, int s, Result result) {
        Arrays.fill(productRow, 0, result.width, 0);
        for (int axis = 0; axis < 3 && s >= 0; axis++) {
            productRow[axis * result.columns + s] = batch.turn[3 * axis + c][lane];
        }
        for (int v = 0; v < result.width - 3 * result.columns; v++) {
            productRow[3 * result.columns + v] =
                    batch.turn[3 * ALONG[v] + c][lane] * list.displacement(STRETCHED[v])[pair];
        }
    }

    /** Turns the sums to Cartesian axes, adds up images, and puts the components of an atom and axis side by side. */
    private void finish(NeighbourList list, PairBatch batch, int atom, int offset, boolean strained, Result result) {
        int columns = result.columns;
        if (result.grouped) {
            for (int axis = 0; axis < 3; axis++) {
                transpose(result.sum, axis * columns, columns, axis, result.rows);
            }
            for (int v = 0; v < result.width - 3 * columns; v++) {
                for (int t = 0; t < components; t++) {
                    result.strain[v][t] = result.sum[t][3 * columns + v];
                }
            }
            return;
        }
        if (part[0].length < columns) {
            Arrays.setAll(part, c -> new double[columns]);
            Arrays.setAll(turn, c -> new double[columns]);
            Arrays.setAll(turned, t -> new double[columns]);
        }
        for (int c = 0; c < 9; c++) {
            System.arraycopy(batch.turn[c], offset, turn[c], 0, columns);
        }
        for (int axis = 0; axis < 3; axis++) {
            turnTo(axis, result);
            for (int v = 0; v < 6 && strained; v++) {
                if (ALONG[v] == axis) {
                    strain(list.displacement(STRETCHED[v]), list.first[atom], columns, result.strain[v]);
                }
            }
            transpose(turned, 0, columns, axis, result.rows);
            addImages(list, atom, axis, result);
        }
    }

    private void turnTo(int axis, Result result) {
        for (int t = 0; t < components; t++) {
            for (int c = 0; c < 3; c++) {
                System.arraycopy(result.sum[t], c * result.columns, part[c], 0, result.columns);
            }
            Lanes.setSum(
                    turned[t],
                    turn[3 * axis],
                    part[0],
                    turn[3 * axis + 1],
                    part[1],
                    turn[3 * axis + 2],
                    part[2],
                    result.columns);
        }
    }

    private void strain(double[] displacement, int first, int columns, double[] target) {
        for (int t = 0; t < components; t++) {
            double total = 0;
            for (int n = 0; n < columns; n++) {
                total += displacement[first + n] * turned[t][n];
            }
            target[t] = total;
        }
    }

    /** rows[3 n + axis][t] = values[t][from + n], eight components at a time. */
    private void transpose(double[][] values, int from, int columns, int axis, double[][] rows) {
        int t = 0;
        for (; t + 8 <= components; t += 8) {
            double[] v0 = values[t];
            double[] v1 = values[t + 1];
            double[] v2 = values[t + 2];
            double[] v3 = values[t + 3];
            double[] v4 = values[t + 4];
            double[] v5 = values[t + 5];
            double[] v6 = values[t + 6];
            double[] v7 = values[t + 7];
            for (int n = 0; n < columns; n++) {
                double[] row = rows[3 * n + axis];
                int i = from + n;
                row[t] = v0[i];
                row[t + 1] = v1[i];
                row[t + 2] = v2[i];
                row[t + 3] = v3[i];
                row[t + 4] = v4[i];
                row[t + 5] = v5[i];
                row[t + 6] = v6[i];
                row[t + 7] = v7[i];
            }
        }
        for (; t < components; t++) {
            for (int n = 0; n < columns; n++) {
                rows[3 * n + axis][t] = values[t][from + n];
            }
        }
    }

    /** Gathers the rows of neighbours into rows of groups, which are never more nor later. */
    private void addImages(NeighbourList list, int atom, int axis, Result result) {
        int first = list.firstGroup[atom];
        for (int group = first; group < list.firstGroup[atom + 1]; group++) {
            int to = 3 * (group - first) + axis;
            int begin = list.groupStart[group] - list.first[atom];
            int end = list.groupEnd(atom, group) - list.first[atom];
            double[] target = result.rows[3 * begin + axis];
            result.rows[3 * begin + axis] = result.rows[to];
            result.rows[to] = target;
            for (int p = begin + 1; p < end; p++) {
                Lanes.add(target, result.rows[3 * p + axis], components);
            }
        }
    }
}
