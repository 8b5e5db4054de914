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
 * turn to Cartesian axes comes last, when only K numbers a neighbour are left.
 *
 * <p>Where an atom has many images among the neighbours (small boxes), dU is first turned and summed over the images of
 * each atom by a product with a sparse matrix, which makes the main product as many times smaller.
 *
 * <p>Each run of neighbours, that is each channel of the density of a central atom, is a problem of its own: its
 * derivatives meet the blocks of its channel only.
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
    private final List<Part> parts = new ArrayList<>();
    private final NativeMatrix[] du = {new NativeMatrix(), new NativeMatrix(), new NativeMatrix()};
    private final NativeMatrix images = new NativeMatrix();
    private final NativeMatrix summed = new NativeMatrix();
    private final NativeMatrix product = new NativeMatrix();
    private double[] productRow = new double[0];

    private final double[][] ofAxis = new double[3][0];
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
        private final int components;
        private final double[][] strain;
        private double[][] rows = new double[0][];

        Result(int components) {
            this.components = components;
            strain = new double[6][components];
        }

        private void clear(int neighbours) {
            if (rows.length < 3 * neighbours) {
                rows = new double[3 * neighbours][components];
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

    /** Work on one run: sums over blocks, a row a component. */
    private static final class Part {
        private final double[][] sum;
        private int capacity;

        /** Whether columns are groups, otherwise they are neighbours. */
        private boolean grouped;

        private int columns;

        /** Three axes of all columns and, where these are groups, perhaps six components of the strain. */
        private int width;

        Part(int components) {
            sum = new double[components][0];
        }

        private void start(Run run, boolean strained) {
            int last = strained ? run.end() : run.self(); // self images matter to strain only
            int neighbours = last - run.first();
            grouped = neighbours >= 2 * run.groups();
            columns = grouped ? run.groups() : neighbours;
            width = 3 * columns + (grouped && strained ? 6 : 0);
            if (width > capacity) {
                capacity = width;
                Arrays.setAll(sum, t -> new double[capacity]);
            }
        }
    }

    @Override
    public void close() {
        for (NativeMatrix matrix : new NativeMatrix[] {du[0], du[1], du[2], images, summed, product}) {
            matrix.close();
        }
    }

    /**
     * Computes the derivatives of the central atoms whose neighbours are in the batch.
     *
     * @param strained whether derivatives with respect to strain are wanted too
     * @param results one an atom of the batch, overwritten
     */
    void compute(NeighbourList list, PairBatch batch, NativeMatrix gradients, boolean strained, Result[] results) {
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
                multiply(list, batch, batch.runs.get(i), j, gradients, parts.get(i));
            }
        }
        for (int i = 0; i < batch.runs.size(); i++) {
            finish(list, batch, batch.runs.get(i), strained, parts.get(i), results);
        }
    }

    private static Result result(PairBatch batch, Run run, Result[] results) {
        return results[run.lane() - batch.runs.get(0).lane()];
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

    private void multiply(NeighbourList list, PairBatch batch, Run run, int j, NativeMatrix gradients, Part part) {
        int columns = part.columns;
        int width = part.width;
        if (width == 0) {
            return;
        }
        int block = basis.block(j, run.channel());
        int rows = basis.members(block).length;
        int depth = 2 * BispectrumBasis.half(j);
        product.require((long) rows * width);
        long place = (long) run.lane() * coupling.size() + coupling.place(block);
        if (part.grouped) {
            sumImages(list, batch, run, depth, part);
            NativeMatrix.multiply(
                    false, rows, width, depth, gradients, place, depth, summed, 0, width, 0, product, 0, width);
        } else {
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
        }
        collect(block, part);
    }

    /** Adds the product of a block to the sums of the components that depend on it. */
    private void collect(int block, Part part) {
        int width = part.width;
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

    /** Turns dU to Cartesian axes and sums it over images: (axis, group) columns, then those of the strain. */
    private void sumImages(NeighbourList list, PairBatch batch, Run run, int depth, Part part) {
        int width = part.width;
        int neighbours = (width > 3 * part.columns ? run.end() : run.self()) - run.first();
        images.require((long) neighbours * width);
        summed.require((long) depth * width);
        productRow = productRow.length < width ? new double[width] : productRow;
        for (int c = 0; c < 3; c++) {
            int group = run.firstGroup();
            for (int p = run.first(); p < run.first() + neighbours; p++) {
                while (group < run.lastGroup() && p >= list.groupEnd(run.atom(), group)) {
                    group++;
                }
                int s = p < run.self() ? group - run.firstGroup() : -1;
                imageRow(list, batch, p, run.offset() + p - run.first(), c, s, part);
                images.put((p - run.first()) * width, productRow, 0, width);
            }
            NativeMatrix.multiply(
                    false,
                    depth,
                    width,
                    neighbours,
                    du[c],
                    run.offset(),
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
    private void imageRow(NeighbourList list, PairBatch batch, int pair, int lane, int c, int s, Part part) {
        Arrays.fill(productRow, 0, part.width, 0);
        for (int axis = 0; axis < 3 && s >= 0; axis++) {
            productRow[axis * part.columns + s] = batch.turn[3 * axis + c][lane];
        }
        for (int v = 0; v < part.width - 3 * part.columns; v++) {
            productRow[3 * part.columns + v] =
                    batch.turn[3 * ALONG[v] + c][lane] * list.displacement(STRETCHED[v])[pair];
        }
    }

    /** Turns the sums to Cartesian axes, adds up images, and puts the components of an atom and axis side by side. */
    private void finish(NeighbourList list, PairBatch batch, Run run, boolean strained, Part part, Result[] results) {
        Result result = result(batch, run, results);
        int columns = part.columns;
        int width = part.width;
        for (int t = 0; t < components; t++) {
            if (basis.first(t, run.channel()) < 0) {
                Arrays.fill(part.sum[t], 0, width, 0);
            }
        }
        if (part.grouped) {
            int row = 3 * (run.firstGroup() - list.firstGroup[run.atom()]);
            for (int axis = 0; axis < 3; axis++) {
                transpose(part.sum, axis * columns, columns, result.rows, row + axis);
            }
            for (int v = 0; v < width - 3 * columns; v++) {
                for (int t = 0; t < components; t++) {
                    result.strain[v][t] += part.sum[t][3 * columns + v];
                }
            }
            return;
        }
        if (ofAxis[0].length < columns) {
            Arrays.setAll(ofAxis, c -> new double[columns]);
            Arrays.setAll(turn, c -> new double[columns]);
            Arrays.setAll(turned, t -> new double[columns]);
        }
        for (int c = 0; c < 9; c++) {
            System.arraycopy(batch.turn[c], run.offset(), turn[c], 0, columns);
        }
        int row = 3 * (run.first() - list.first[run.atom()]);
        for (int axis = 0; axis < 3; axis++) {
            turnTo(axis, part);
            for (int v = 0; v < 6 && strained; v++) {
                if (ALONG[v] == axis) {
                    strain(list.displacement(STRETCHED[v]), run.first(), columns, result.strain[v]);
                }
            }
            transpose(turned, 0, columns, result.rows, row + axis);
            addImages(list, run, axis, result);
        }
    }

    private void turnTo(int axis, Part part) {
        for (int t = 0; t < components; t++) {
            for (int c = 0; c < 3; c++) {
                System.arraycopy(part.sum[t], c * part.columns, ofAxis[c], 0, part.columns);
            }
            Lanes.setSum(
                    turned[t],
                    turn[3 * axis],
                    ofAxis[0],
                    turn[3 * axis + 1],
                    ofAxis[1],
                    turn[3 * axis + 2],
                    ofAxis[2],
                    part.columns);
        }
    }

    private void strain(double[] displacement, int first, int columns, double[] target) {
        for (int t = 0; t < components; t++) {
            double total = 0;
            for (int n = 0; n < columns; n++) {
                total += displacement[first + n] * turned[t][n];
            }
            target[t] += total;
        }
    }

    /** rows[3 n + row][t] = values[t][from + n], eight components at a time. */
    private void transpose(double[][] values, int from, int columns, double[][] rows, int row) {
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
                double[] target = rows[3 * n + row];
                int i = from + n;
                target[t] = v0[i];
                target[t + 1] = v1[i];
                target[t + 2] = v2[i];
                target[t + 3] = v3[i];
                target[t + 4] = v4[i];
                target[t + 5] = v5[i];
                target[t + 6] = v6[i];
                target[t + 7] = v7[i];
            }
        }
        for (; t < components; t++) {
            for (int n = 0; n < columns; n++) {
                rows[3 * n + row][t] = values[t][from + n];
            }
        }
    }

    /** Gathers the rows of neighbours into rows of groups, which are never more nor later. */
    private void addImages(NeighbourList list, Run run, int axis, Result result) {
        int first = list.first[run.atom()];
        for (int group = run.firstGroup(); group < run.lastGroup(); group++) {
            int to = 3 * (group - list.firstGroup[run.atom()]) + axis;
            int begin = 3 * (list.groupStart[group] - first) + axis;
            int end = 3 * (list.groupEnd(run.atom(), group) - first) + axis;
            double[] target = result.rows[begin];
            result.rows[begin] = result.rows[to];
            result.rows[to] = target;
            for (int p = begin + 3; p < end; p += 3) {
                Lanes.add(target, result.rows[p], components);
            }
        }
    }
}
