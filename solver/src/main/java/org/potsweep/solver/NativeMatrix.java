package org.potsweep.solver;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A dense matrix of doubles off the Java heap, stored column by column: entry (i, j) is at i + j rows().
 *
 * <p>Mutable and not thread-safe. Fresh matrices hold zeros. {@link #close()} gives the memory back; forgetting it
 * leaves that to the garbage collector, which knows nothing of the size.
 */
public final class NativeMatrix implements AutoCloseable {
    static {
        OpenBlas.initialise();
    }

    private final int rows;
    private final int columns;
    private final DoublePointer data;

    /**
     * @throws IllegalArgumentException if a dimension is negative
     * @throws OutOfMemoryError if the native memory allowed to this virtual machine does not hold it
     */
    public NativeMatrix(int rows, int columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix cannot have " + rows + " rows and " + columns + " columns");
        }
        this.rows = rows;
        this.columns = columns;
        this.data = new DoublePointer(Math.max(1, size()));
        zero();
    }

    /** A matrix with the given entries, column by column. */
    public static NativeMatrix of(int rows, int columns, double... entries) {
        if (entries.length != (long) rows * columns) {
            throw new IllegalArgumentException(rows + " x " + columns + " entries are needed, not " + entries.length);
        }
        NativeMatrix matrix = new NativeMatrix(rows, columns);
        matrix.data.put(entries);
        return matrix;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The number of entries. */
    public long size() {
        return (long) rows * columns;
    }

    public double get(int i, int j) {
        return data.get(i + (long) j * rows);
    }

    public void set(int i, int j, double value) {
        data.put(i + (long) j * rows, value);
    }

    /** Copies {@code length} entries of column {@code j}, from row {@code i}, into {@code target}. */
    public void read(int i, int j, double[] target, int offset, int length) {
        at(i, j).get(target, offset, length);
    }

    /** Copies {@code length} entries of {@code source} into column {@code j}, from row {@code i}. */
    public void write(int i, int j, double[] source, int offset, int length) {
        at(i, j).put(source, offset, length);
    }

    /** All entries, column by column. */
    public double[] toArray() {
        double[] entries = new double[Math.toIntExact(size())];
        data.get(entries);
        return entries;
    }

    /** Sets every entry to zero. */
    public void zero() {
        Pointer.memset(data, 0, size() * Double.BYTES);
    }

    /** The address of entry (i, j), for BLAS. */
    DoublePointer at(int i, int j) {
        return data.getPointer(i + (long) j * rows);
    }

    @Override
    public void close() {
        data.deallocate();
    }
}
