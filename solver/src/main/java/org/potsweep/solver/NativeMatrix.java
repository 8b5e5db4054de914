package org.potsweep.solver;

import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A dense matrix of doubles off the Java heap, stored column by column: entry (i, j) is at i + j rows().
 *
 * <p>Mutable and not thread-safe. {@link #close()} gives the memory back; forgetting it leaves that to the garbage
 * collector, which knows nothing of the size.
 */
public final class NativeMatrix implements AutoCloseable {
    static {
        OpenBlas.initialise();
    }

    private final int rows;
    private final int columns;
    private final DoublePointer data;

    /**
     * A matrix of zeros.
     *
     * @throws IllegalArgumentException if a dimension is negative
     * @throws OutOfMemoryError if the native memory allowed to this virtual machine does not hold it
     */
    public NativeMatrix(int rows, int columns) {
        this(rows, columns, true);
    }

    private NativeMatrix(int rows, int columns, boolean cleared) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix cannot have " + rows + " rows and " + columns + " columns");
        }
        this.rows = rows;
        this.columns = columns;
        this.data = new DoublePointer(Math.max(1, size()));
        if (cleared) {
            zero();
        }
    }

    /** A matrix whose entries are anything, NaN included, until they are written. */
    public static NativeMatrix unset(int rows, int columns) {
        NativeMatrix matrix = new NativeMatrix(rows, columns, false);
        assert matrix.poisoned(); // so that tests, which run with assertions, notice who reads what is not there
        return matrix;
    }

    private boolean poisoned() {
        double[] column = new double[rows];
        Arrays.fill(column, Double.NaN);
        for (int j = 0; j < columns; j++) {
            write(0, j, column, 0, rows);
        }
        return true;
    }

    /** A matrix with the given entries, column by column. */
    public static NativeMatrix of(int rows, int columns, double... entries) {
        if (entries.length != (long) rows * columns) {
            throw new IllegalArgumentException(rows + " x " + columns + " entries are needed, not " + entries.length);
        }
        NativeMatrix matrix = unset(rows, columns);
        matrix.data.put(entries);
        return matrix;
    }

    /** The bytes that a matrix takes. */
    public static long bytes(int rows, int columns) {
        return (long) rows * columns * Double.BYTES;
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
        return data.get(position(Objects.checkIndex(i, rows), Objects.checkIndex(j, columns), 1));
    }

    public void set(int i, int j, double value) {
        data.put(position(Objects.checkIndex(i, rows), Objects.checkIndex(j, columns), 1), value);
    }

    /** Copies {@code length} entries from (i, j) on, down the columns, into {@code target}. */
    public void read(int i, int j, double[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        data.getPointer(position(i, j, length)).get(target, offset, length);
    }

    /** Copies {@code length} entries of {@code source} to (i, j) and on, down the columns. */
    public void write(int i, int j, double[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        data.getPointer(position(i, j, length)).put(source, offset, length);
    }

    /** Copies {@code length} entries of {@code source} from (k, l) on to (i, j) and on, both down the columns. */
    public void write(int i, int j, NativeMatrix source, int k, int l, long length) {
        Pointer.memcpy(
                data.getPointer(position(i, j, length)),
                source.data.getPointer(source.position(k, l, length)),
                length * Double.BYTES);
    }

    /**
     * All entries, column by column.
     *
     * @throws ArithmeticException if an array cannot hold them
     */
    public double[] toArray() {
        double[] entries = new double[Math.toIntExact(size())];
        read(0, 0, entries, 0, entries.length);
        return entries;
    }

    /** Sets every entry to zero. */
    public void zero() {
        Pointer.memset(data.getPointer(position(0, 0, 0)), 0, size() * Double.BYTES);
    }

    /** The address of entry (i, j), for BLAS, which finds the next column {@link #stride()} further on. */
    DoublePointer at(int i, int j) {
        return data.getPointer(position(i, j, 0));
    }

    /** The address of the leading m x n block, for BLAS. */
    DoublePointer leading(int m, int n) {
        if (m < 0 || n < 0 || m > rows || n > columns) {
            throw new IndexOutOfBoundsException(
                    "a " + rows + " x " + columns + " matrix has no leading block of " + m + " x " + n);
        }
        return at(0, 0);
    }

    /** What BLAS calls the leading dimension: never 0. */
    int stride() {
        return Math.max(1, rows);
    }

    /** Where entry (i, j) is, if {@code length} entries follow it in storage; native code would not check. */
    private long position(int i, int j, long length) {
        if (data.isNull()) {
            throw new IllegalStateException("the " + rows + " x " + columns + " matrix was closed");
        }
        long position = i + (long) j * rows;
        if (i < 0 || i > rows || j < 0 || position + length > size()) {
            throw new IndexOutOfBoundsException("a " + rows + " x " + columns + " matrix does not have " + length
                    + " entries from (" + i + ", " + j + ")");
        }
        return position;
    }

    @Override
    public void close() {
        data.deallocate();
    }
}
