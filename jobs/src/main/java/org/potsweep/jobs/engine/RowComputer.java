package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledConfiguration;

/** Computes augmented rows: labels from the data, descriptors by a calculator for each thread. */
final class RowComputer implements Serializable {
    private static final int STRESS_ROWS = 6;

    private final SnapParameters parameters;
    private final int levels;
    private final boolean stress;
    private final long blockBytes;
    private transient ThreadLocal<SnapRows> calculators;

    /** @param blockBytes bytes of rows that a block may hold (a single configuration may exceed it) */
    RowComputer(SnapParameters parameters, int levels, boolean stress, long blockBytes) {
        this.parameters = parameters;
        this.levels = levels;
        this.stress = stress;
        this.blockBytes = blockBytes;
    }

    /** The rows of a configuration. */
    static int rowsOf(int natoms, boolean stress) {
        return 1 + 3 * natoms + (stress ? STRESS_ROWS : 0);
    }

    private synchronized SnapRows calculator() {
        if (calculators == null) {
            calculators = ThreadLocal.withInitial(() -> new SnapRows(parameters));
        }
        return calculators.get();
    }

    /** All rows of some chunks, block by block, to be kept. */
    Iterator<RowBlock> kept(Iterator<ChunkOfConfigurations> chunks) {
        return new FlatIterator<>(chunks, chunk -> new Blocks(chunk, false, double[]::new));
    }

    /**
     * All rows of some chunks, block by block. A block may be looked at until the next one is asked for, which takes its
     * place: as large as they are, fresh arrays would keep the garbage collector busy.
     */
    Iterator<RowBlock> streamed(Iterator<ChunkOfConfigurations> chunks) {
        ReusedArray values = new ReusedArray();
        return new FlatIterator<>(chunks, chunk -> new Blocks(chunk, false, values));
    }

    /** The energy rows of some chunks, block by block, which stay no longer than those of {@link #streamed}. */
    Iterator<RowBlock> energies(Iterator<ChunkOfConfigurations> chunks) {
        ReusedArray values = new ReusedArray();
        return new FlatIterator<>(chunks, chunk -> new Blocks(chunk, true, values));
    }

    /** One array for all that fits into it. */
    private static final class ReusedArray implements IntFunction<double[]> {
        private double[] array = new double[0];

        @Override
        public double[] apply(int length) {
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
        private final IntFunction<double[]> arrays;
        private int done;

        /** @param arrays gives an array for the rows of a block, of the length asked for at least */
        Blocks(ChunkOfConfigurations chunk, boolean energiesOnly, IntFunction<double[]> arrays) {
            this.chunk = chunk;
            this.energiesOnly = energiesOnly;
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
            SnapRows calculator = calculator();
            int stride = 1 + levels + calculator.columns().count();
            long most = blockBytes / Double.BYTES / stride;
            int end = done;
            int rows = 0;
            while (end < chunk.configurations().length && (end == done || rows + rowsOf(end) <= most)) {
                rows = Math.addExact(rows, rowsOf(end++));
            }
            int[] firstRow = new int[end - done + 1];
            int[] indices = new int[end - done];
            double[] values = arrays.apply(Math.multiplyExact(rows, stride));
            List<AtomicConfiguration> configurations = new ArrayList<>();
            for (int c = 0; c < indices.length; c++) {
                indices[c] = chunk.configIndices()[done + c];
                firstRow[c + 1] = firstRow[c] + rowsOf(done + c);
                LabelledConfiguration labelled = chunk.configurations()[done + c];
                configurations.add(labelled.configuration());
                writeLabels(labelled, values, firstRow[c] * stride, stride);
            }
            compute(calculator, configurations, values, stride);
            done = end;
            return new RowBlock(
                    chunk.index(), indices, firstRow, stress && !energiesOnly ? STRESS_ROWS : 0, stride, values);
        }

        private void compute(
                SnapRows calculator, List<AtomicConfiguration> configurations, double[] values, int stride) {
            int first = 1 + levels;
            try {
                if (energiesOnly) {
                    calculator.energyRows(configurations, values, first, stride);
                } else if (stress) {
                    calculator.rowsWithStress(configurations, values, first, stride);
                } else {
                    calculator.rows(configurations, values, first, stride);
                }
            } catch (IllegalArgumentException e) {
                throw new UserErrorException(Kind.DATA, e.getMessage());
            }
        }

        private void writeLabels(LabelledConfiguration labelled, double[] values, int offset, int stride) {
            int natoms = labelled.configuration().natoms();
            int rows = energiesOnly ? 1 : RowComputer.rowsOf(natoms, stress);
            for (int row = 0; row < rows; row++) {
                values[offset + row * stride] = 1;
            }
            for (int level = 0; level < levels; level++) {
                int column = offset + 1 + level;
                values[column] = labelled.energyEv(level) / natoms;
                if (!energiesOnly) {
                    write(labelled.forcesEvPerAngstrom(level), values, column + stride, stride);
                    if (stress) {
                        write(labelled.stressGpa(level), values, column + (1 + 3 * natoms) * stride, stride);
                    }
                }
            }
        }

        private static void write(double[] labels, double[] values, int at, int stride) {
            for (int k = 0; k < labels.length; k++) {
                values[at + k * stride] = labels[k];
            }
        }
    }
}
