package org.potsweep.test.benchmark.sweep;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Weighted rows of some configurations and their labels off the Java heap, as LAPACK wants them: column by column.
 *
 * @param matrix rows x columns
 * @param labels rows x levels
 */
record DenseRows(int rows, int columns, int levels, DoublePointer matrix, DoublePointer labels)
        implements AutoCloseable {

    /** The leading {@code columns} columns; energy rows and their labels times {@code eweight}. */
    static DenseRows of(List<RowStore.Member> members, int columns, double eweight) {
        int rows = members.stream().mapToInt(RowStore.Member::count).sum();
        int levels = members.get(0).labels().length;
        DenseRows dense = new DenseRows(
                rows,
                columns,
                levels,
                new DoublePointer((long) rows * columns),
                new DoublePointer((long) rows * levels));
        double[] column = new double[rows];
        for (int c = 0; c < columns; c++) {
            int row = 0;
            for (RowStore.Member member : members) {
                int stride = member.rows().length / member.count();
                for (int r = 0; r < member.count(); r++) {
                    column[row++] = (r == 0 ? eweight : 1) * member.rows()[r * stride + c];
                }
            }
            dense.matrix.getPointer((long) c * rows).put(column);
        }
        for (int level = 0; level < levels; level++) {
            int row = 0;
            for (RowStore.Member member : members) {
                for (int r = 0; r < member.count(); r++) {
                    column[row++] = (r == 0 ? eweight : 1) * member.labels()[level][r];
                }
            }
            dense.labels.getPointer((long) level * rows).put(column);
        }
        return dense;
    }

    @Override
    public void close() {
        matrix.close();
        labels.close();
    }
}
