package org.potsweep.descriptors;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Products of bispectrum components and of their derivatives: the derivative rows of a quadratic model. Mutable workspace.
 *
 * <p>The derivatives D[k,i] (3 x K) of atom i's components with respect to the position of atom k are kept for a range
 * of target atoms k, sorted by k and then by i. For one target T[a,(axis,b)] = sum over i of B[i,a] D[k,i][axis,b] is a
 * matrix product of shape K x n x 3K, and the row of column (a,b) is -(T[b,a] + T[a,b]), half of it for a = b. A further
 * "component" that is always one makes the linear columns come out of the same product. With several species the sum
 * runs over the central atoms of one species at a time.
 */
final class QuadraticProducts implements BispectrumCalculator.Derivatives, AutoCloseable {
    private final int components;
    private final int species;
    private final NativeMatrix derivatives = new NativeMatrix();
    private final NativeMatrix centres = new NativeMatrix();
    private final NativeMatrix product = new NativeMatrix();
    private final double[] table;

    /** Columns of each species but its intercept, and for each of these the places of its two terms in the table, without the axis. */
    private final int[][] column;

    private final int[][] left;
    private final int[][] right;
    private final double[][] factor;

    private int[] start = new int[0];
    private int[] filled = new int[0];
    private int[] member = new int[0];
    private int firstTarget;

    QuadraticProducts(int components, int species, SnapColumns columns) {
        this.components = components;
        this.species = species;
        table = new double[3 * components * (components + 1)];
        column = new int[species][];
        left = new int[species][];
        right = new int[species][];
        factor = new double[species][];
        for (int s = 0; s < species; s++) {
            int index = s;
            column[s] = IntStream.range(0, columns.count())
                    .filter(c -> columns.column(c).species() == index
                            && columns.column(c).a() < components)
                    .toArray();
            left[s] = new int[column[s].length];
            right[s] = new int[column[s].length];
            factor[s] = new double[column[s].length];
            for (int i = 0; i < column[s].length; i++) {
                SnapColumns.Column c = columns.column(column[s][i]);
                boolean linear = c.b() == components;
                left[s][i] = c.b() * 3 * components + c.a();
                right[s][i] = linear ? left[s][i] : c.a() * 3 * components + c.b();
                factor[s][i] = linear ? -0.5 : -c.factor();
            }
        }
    }

    @Override
    public void close() {
        derivatives.close();
        centres.close();
        product.close();
    }

    /** Doubles that a pair of atoms needs. */
    int perPair() {
        return 3 * components;
    }

    /** Makes room for derivatives with respect to the targets [from, to), {@code terms.applyAsInt(k)} of target k. */
    void begin(IntUnaryOperator terms, int from, int to) {
        firstTarget = from;
        start = new int[to - from + 1];
        filled = new int[to - from];
        for (int k = from; k < to; k++) {
            start[k - from + 1] = start[k - from] + terms.applyAsInt(k);
        }
        member = new int[start[to - from]];
        derivatives.require((long) start[to - from] * perPair());
    }

    /** Takes the derivatives of atom i's components with respect to the three coordinates of target k, in order of i. */
    @Override
    public void add(int k, int i, double[] row) {
        int slot = start[k - firstTarget] + filled[k - firstTarget]++;
        member[slot] = i;
        derivatives.put(slot * perPair(), row, 0, perPair());
    }

    /**
     * Writes the three rows of target k.
     *
     * @param bispectrum components of all atoms, atom by atom, a one after each atom's
     * @param type species of each atom, ascending along the slots of a target
     */
    void rows(int k, double[] bispectrum, int[] type, double[] out, int offset, int ld) {
        int begin = start[k - firstTarget];
        int end = start[k - firstTarget + 1];
        int width = components + 1;
        product.require(table.length);
        centres.require((long) (end - begin) * width);
        for (int s = 0; s < species; s++) {
            int stop = begin;
            while (stop < end && type[member[stop]] == s) {
                centres.put((stop - begin) * width, bispectrum, member[stop] * width, width);
                stop++;
            }
            if (stop > begin) {
                NativeMatrix.multiply(
                        true,
                        width,
                        perPair(),
                        stop - begin,
                        centres,
                        0,
                        width,
                        derivatives,
                        (long) begin * perPair(),
                        perPair(),
                        0,
                        product,
                        0,
                        perPair());
                product.get(0, table, 0, table.length);
            } else {
                Arrays.fill(table, 0);
            }
            for (int axis = 0; axis < 3; axis++) {
                scatter(s, axis * components, out, offset + axis * ld);
            }
            begin = stop;
        }
    }

    private void scatter(int s, int shift, double[] out, int row) {
        int[] columns = column[s];
        int[] l = left[s];
        int[] r = right[s];
        double[] f = factor[s];
        for (int i = 0; i < columns.length; i++) {
            out[row + columns[i]] = f[i] * (table[l[i] + shift] + table[r[i] + shift]);
        }
    }
}
