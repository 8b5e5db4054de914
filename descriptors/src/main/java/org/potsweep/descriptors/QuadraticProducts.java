package org.potsweep.descriptors;

/**
 * Products of bispectrum components and of their derivatives. Mutable workspace.
 *
 * <p>The derivatives D[k,i] (3 x K) of atom i's components with respect to the position of atom k are kept for a range
 * of target atoms k, sorted by k and then by i. For one target T[(axis,b),a] = sum over i of D[k,i][axis,b] B[i,a] is a
 * matrix product of shape 3K x n x K, and the row of column (a,b) is -(T[b,a] + T[a,b]), half of it for a = b. With
 * several species the sum runs over the central atoms of one species at a time.
 */
final class QuadraticProducts {
    private final int components;
    private final SnapColumns columns;
    private final NativeMatrix derivatives = new NativeMatrix();
    private final NativeMatrix centres = new NativeMatrix();
    private final NativeMatrix product = new NativeMatrix();
    private double[] table = new double[0];

    /** Offsets into the table of T[b,a] and T[a,b] for each column, without the axis. */
    private final int[] left;

    private final int[] right;

    private int[] start = new int[0];
    private int[] filled = new int[0];
    private int[] member = new int[0];
    private int firstTarget;

    QuadraticProducts(int components, SnapColumns columns) {
        this.components = components;
        this.columns = columns;
        left = new int[columns.count()];
        right = new int[columns.count()];
        for (int c = 0; c < left.length; c++) {
            SnapColumns.Column column = columns.column(c);
            if (column.b() >= 0) {
                left[c] = column.b() * 3 * components + column.a();
                right[c] = column.a() * 3 * components + column.b();
            }
        }
    }

    /** Doubles that a pair of atoms needs. */
    int perPair() {
        return 3 * components;
    }

    /** Makes room for the derivatives with respect to the targets [from, to), an atom and its neighbouring atoms each. */
    void begin(NeighbourList list, int from, int to) {
        firstTarget = from;
        start = new int[to - from + 1];
        filled = new int[to - from];
        for (int k = from; k < to; k++) {
            start[k - from + 1] = start[k - from] + 1 + list.firstGroup[k + 1] - list.firstGroup[k];
        }
        member = new int[start[to - from]];
        derivatives.require((long) start[to - from] * perPair());
    }

    /** A slot for the derivatives of atom i with respect to target k; slots are handed out in order of i. */
    int slot(int k, int i) {
        int slot = start[k - firstTarget] + filled[k - firstTarget]++;
        member[slot] = i;
        return slot;
    }

    void put(int slot, int axis, double[] row) {
        derivatives.put((slot * 3 + axis) * components, row, 0, components);
    }

    /**
     * Writes the quadratic columns of the three force rows of target k.
     *
     * @param bispectrum components of all atoms, atom by atom
     * @param type species of each atom, ascending along the slots of a target
     */
    void forceRows(int k, double[] bispectrum, int[] type, double[] out, int offset, int ld) {
        int begin = start[k - firstTarget];
        int end = start[k - firstTarget + 1];
        int species = columns.column(columns.count() - 1).species() + 1;
        int size = 3 * components * components;
        table = table.length < size ? new double[size] : table;
        product.require(size);
        centres.require((long) (end - begin) * components);
        for (int s = 0; s < species; s++) {
            int stop = begin;
            while (stop < end && type[member[stop]] == s) {
                centres.put((stop - begin) * components, bispectrum, member[stop] * components, components);
                stop++;
            }
            if (stop > begin) {
                // T[a, (axis, b)] = sum over i of B[i, a] D[i, (axis, b)]
                NativeMatrix.multiply(
                        true,
                        components,
                        3 * components,
                        stop - begin,
                        centres,
                        0,
                        components,
                        derivatives,
                        (long) begin * 3 * components,
                        3 * components,
                        product,
                        0,
                        3 * components);
                product.get(0, table, 0, size);
            }
            scatter(s, stop > begin, out, offset, ld);
            begin = stop;
        }
    }

    private void scatter(int species, boolean any, double[] out, int offset, int ld) {
        for (int axis = 0; axis < 3; axis++) {
            int shift = axis * components;
            int row = offset + axis * ld;
            for (int c = 0; c < left.length; c++) {
                SnapColumns.Column column = columns.column(c);
                if (column.b() >= 0 && column.species() == species) {
                    double value = any ? -(table[left[c] + shift] + table[right[c] + shift]) : 0;
                    out[row + c] = column.a() == column.b() ? 0.5 * value : value;
                }
            }
        }
    }
}
