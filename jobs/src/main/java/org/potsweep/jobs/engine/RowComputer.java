package org.potsweep.jobs.engine;

import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledConfiguration;

/** Computes the augmented rows of chunks: labels from the data, descriptors by a calculator for each thread. */
final class RowComputer implements Function<ChunkOfConfigurations, RowBlock> {
    private final SnapParameters parameters;
    private final int levels;
    private transient ThreadLocal<SnapRows> calculators;

    RowComputer(SnapParameters parameters, int levels) {
        this.parameters = parameters;
        this.levels = levels;
    }

    private synchronized SnapRows calculator() {
        if (calculators == null) {
            calculators = ThreadLocal.withInitial(() -> new SnapRows(parameters));
        }
        return calculators.get();
    }

    @Override
    public RowBlock call(ChunkOfConfigurations chunk) {
        SnapRows calculator = calculator();
        LabelledConfiguration[] configurations = chunk.configurations();
        int[] firstRow = new int[configurations.length + 1];
        for (int c = 0; c < configurations.length; c++) {
            firstRow[c + 1] = firstRow[c]
                    + Chunks.rowsOf(configurations[c].configuration().natoms());
        }
        int first = 1 + levels;
        int stride = first + calculator.columns().count();
        double[] values = new double[Math.multiplyExact(firstRow[configurations.length], stride)];
        for (int c = 0; c < configurations.length; c++) {
            int offset = firstRow[c] * stride;
            try {
                calculator.rows(configurations[c].configuration(), values, offset + first, stride);
            } catch (IllegalArgumentException e) {
                throw new UserErrorException(Kind.DATA, e.getMessage());
            }
            writeLabels(configurations[c], values, offset, stride);
        }
        return new RowBlock(chunk.index(), chunk.configIndices(), firstRow, stride, values);
    }

    private void writeLabels(LabelledConfiguration labelled, double[] values, int offset, int stride) {
        AtomicConfiguration configuration = labelled.configuration();
        int natoms = configuration.natoms();
        for (int row = 0; row < Chunks.rowsOf(natoms); row++) {
            values[offset + row * stride] = 1;
        }
        for (int level = 0; level < levels; level++) {
            values[offset + 1 + level] = labelled.energyEv(level) / natoms;
            double[] forces = labelled.forcesEvPerAngstrom(level);
            for (int k = 0; k < forces.length; k++) {
                values[offset + (1 + k) * stride + 1 + level] = forces[k];
            }
        }
    }

    /** The energy rows (descriptors only, p entries each) of some configurations, one after the other. */
    double[] energyRows(List<LabelledConfiguration> configurations) {
        SnapRows calculator = calculator();
        int p = calculator.columns().count();
        double[] rows = new double[Math.multiplyExact(configurations.size(), p)];
        for (int c = 0; c < configurations.size(); c++) {
            calculator.energyRow(configurations.get(c).configuration(), rows, c * p);
        }
        return rows;
    }
}
