package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.solver.NativeMatrix;

/** Computes augmented rows: labels from the data, descriptors where they are not kept from an earlier pass. */
final class RowComputer implements Serializable {
    private static final int STRESS_ROWS = 6;

    private final SnapParameters parameters;
    private final int stride;
    private final int levels;
    private final boolean stress;
    private final long blockBytes;
    private final long source;
    private final int[] toKeep;

    /**
     * @param blockBytes bytes of rows that a block may hold (a single configuration may exceed it)
     * @param source number that tells these rows from others
     * @param toKeep how many of the rows of each configuration, the first ones, the process that computes them keeps
     */
    RowComputer(SnapParameters parameters, int levels, boolean stress, long blockBytes, long source, int[] toKeep) {
        this.parameters = parameters;
        this.stride = 1 + levels + SnapColumns.of(parameters).count();
        this.levels = levels;
        this.stress = stress;
        this.blockBytes = blockBytes;
        this.source = source;
        this.toKeep = toKeep;
    }

    /** The rows of a configuration. */
    static int rowsOf(int natoms, boolean stress) {
        return 1 + 3 * natoms + (stress ? STRESS_ROWS : 0);
    }

    /**
     * All rows of some chunks, block by block, for a Spark task. A block may be looked at until the next one is asked
     * for, which takes its place: as large as they are, fresh arrays would keep the garbage collector busy.
     */
    Iterator<RowBlock> rows(Iterator<ChunkOfConfigurations> chunks) {
        return blocks(chunks, false);
    }

    /** The energy rows of some chunks, block by block, otherwise as {@link #rows}. */
    Iterator<RowBlock> energies(Iterator<ChunkOfConfigurations> chunks) {
        return blocks(chunks, true);
    }

    private Iterator<RowBlock> blocks(Iterator<ChunkOfConfigurations> chunks, boolean energiesOnly) {
        Calculator calculator = TaskEnd.closing(new Calculator(parameters));
        RowCache cache = RowCache.of(source);
        RowCache.Reader reader = TaskEnd.closing(cache.reader());
        ReusedArray values = new ReusedArray();
        return new FlatIterator<>(chunks, chunk -> new Blocks(chunk, energiesOnly, calculator, cache, reader, values));
    }

    /** Takes memory and milliseconds once something has to be computed, which may not be, where rows are kept. */
    private static final class Calculator implements AutoCloseable {
        private final SnapParameters parameters;
        private SnapRows rows;

        Calculator(SnapParameters parameters) {
            this.parameters = parameters;
        }

        SnapRows rows() {
            if (rows == null) {
                rows = new SnapRows(parameters);
            }
            return rows;
        }

        @Override
        public void close() {
            if (rows != null) {
                rows.close();
            }
        }
    }

    /** One array for all that fits into it. */
    private static final class ReusedArray {
        private double[] array = new double[0];

        double[] of(int length) {
            if (array.length < length) {
                array = null; // lets go of it first
                array = new double[length];
            }
            return array;
        }
    }

    private final class Blocks implements Iterator<RowBlock> {
        private final ChunkOfConfigurations chunk;
        private final boolean energiesOnly;
        private final Calculator calculator;
        private final ReusedArray arrays;
        private final RowCache cache;
        private final RowCache.Reader reader;
        private int done;

        Blocks(
                ChunkOfConfigurations chunk,
                boolean energiesOnly,
                Calculator calculator,
                RowCache cache,
                RowCache.Reader reader,
                ReusedArray arrays) {
            this.chunk = chunk;
            this.energiesOnly = energiesOnly;
            this.calculator = calculator;
            this.cache = cache;
            this.reader = reader;
            this.arrays = arrays;
        }

        private int rowsOf(int c) {
            int natoms = chunk.configurations()[c].configuration().natoms();
            return energiesOnly ? 1 : RowComputer.rowsOf(natoms, stress);
        }

        @Override
        public boolean hasNext() {
            return done < chunk.configurations().length;
        }

        @Override
        public RowBlock next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long most = blockBytes / Double.BYTES / stride;
            int end = done;
            int rows = 0;
            while (end < chunk.configurations().length && (end == done || rows + rowsOf(end) <= most)) {
                rows = Math.addExact(rows, rowsOf(end++));
            }
            int[] firstRow = new int[end - done + 1];
            for (int c = done; c < end; c++) {
                firstRow[c - done + 1] = firstRow[c - done] + rowsOf(c);
            }
            int[] indices = Arrays.copyOfRange(chunk.configIndices(), done, end);
            NativeMatrix[] kept = kept(indices, firstRow);
            double[] values = arrays.of(lacks(kept) ? Math.multiplyExact(rows, stride) : 0);
            fill(values, firstRow, kept);
            done = end;
            return new RowBlock(
                    chunk.index(), indices, firstRow, stress && !energiesOnly ? STRESS_ROWS : 0, stride, values, kept);
        }

        /** What is kept of the rows of a block; that of the block before may go. */
        private NativeMatrix[] kept(int[] indices, int[] firstRow) {
            reader.close();
            NativeMatrix[] kept = new NativeMatrix[indices.length];
            Arrays.setAll(kept, c -> reader.rows(indices[c], firstRow[c + 1] - firstRow[c]));
            return kept;
        }

        private static boolean lacks(NativeMatrix[] kept) {
            return Arrays.stream(kept).anyMatch(Objects::isNull);
        }

        /** Writes the rows of a block that are not kept, in runs, which are computed together. */
        private void fill(double[] values, int[] firstRow, NativeMatrix[] kept) {
            int run = 0;
            for (int c = 0; c <= kept.length; c++) {
                if (c == kept.length || kept[c] != null) {
                    compute(run, c, values, firstRow);
                    run = c + 1;
                }
            }
        }

        private void compute(int from, int to, double[] values, int[] firstRow) {
            if (from == to) {
                return;
            }
            List<AtomicConfiguration> configurations = new ArrayList<>();
            for (int c = from; c < to; c++) {
                LabelledConfiguration labelled = chunk.configurations()[done + c];
                configurations.add(labelled.configuration());
                writeLabels(labelled, values, firstRow[c] * stride);
            }
            describe(configurations, values, firstRow[from] * stride + 1 + levels);
            for (int c = from; c < to && !energiesOnly; c++) {
                int config = chunk.configIndices()[done + c];
                if (toKeep[config] > 0) {
                    cache.keep(config, values, firstRow[c] * stride, stride, toKeep[config]);
                }
            }
        }

        private void describe(List<AtomicConfiguration> configurations, double[] values, int offset) {
            try {
                if (energiesOnly) {
                    calculator.rows().energyRows(configurations, values, offset, stride);
                } else if (stress) {
                    calculator.rows().rowsWithStress(configurations, values, offset, stride);
                } else {
                    calculator.rows().rows(configurations, values, offset, stride);
                }
            } catch (IllegalArgumentException e) {
                throw new UserErrorException(Kind.DATA, e.getMessage());
            }
        }

        private void writeLabels(LabelledConfiguration labelled, double[] values, int offset) {
            int natoms = labelled.configuration().natoms();
            int rows = energiesOnly ? 1 : RowComputer.rowsOf(natoms, stress);
            for (int row = 0; row < rows; row++) {
                values[offset + row * stride] = 1;
            }
            for (int level = 0; level < levels; level++) {
                int column = offset + 1 + level;
                values[column] = labelled.energyEv(level) / natoms;
                if (!energiesOnly) {
                    write(labelled.forcesEvPerAngstrom(level), values, column + stride);
                    if (stress) {
                        write(labelled.stressGpa(level), values, column + (1 + 3 * natoms) * stride);
                    }
                }
            }
        }

        private void write(double[] labels, double[] values, int at) {
            for (int k = 0; k < labels.length; k++) {
                values[at + k * stride] = labels[k];
            }
        }
    }
}
