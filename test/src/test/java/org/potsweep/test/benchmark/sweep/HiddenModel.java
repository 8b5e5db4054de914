package org.potsweep.test.benchmark.sweep;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.openblas.global.openblas;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;

/**
 * The quadratic SNAP models behind the labels. The truth is the model nearest to a metal's law ({@link EmbeddedAtoms}),
 * so that energies and forces are sensible, plus a random share of every column, so that no model with fewer columns
 * can do without the rest. The drift, which levels add a multiple of, is random alone.
 */
final class HiddenModel {
    private static final int SAMPLE = 32;
    private static final double ENERGY_WEIGHT = 100;
    private static final double RANDOM_FORCE = 0.2;

    private HiddenModel() {}

    /** The truth of a seed, fitted to the first structures of {@code structures}. */
    static SnapModel truth(long seed, SnapParameters parameters, BerylliumLike structures) {
        SplittableRandom random = BerylliumLike.stream(seed, 2, 0);
        Sample sample = new Sample(parameters, structures);
        double[] coefficients = sample.fitted(new EmbeddedAtoms(random));
        double[] extra = sample.random(random, RANDOM_FORCE);
        Arrays.setAll(coefficients, c -> coefficients[c] + extra[c]);
        return sample.model(coefficients);
    }

    /** A random model whose forces have a root mean square of 1 eV/angstrom. */
    static SnapModel drift(long seed, SnapParameters parameters, BerylliumLike structures) {
        Sample sample = new Sample(parameters, structures);
        return sample.model(sample.random(BerylliumLike.stream(seed, 3, 0), 1));
    }

    /** Rows of some structures: rows x columns, column by column, energy rows weighted. */
    private static final class Sample {
        private final SnapParameters parameters;
        private final AtomicConfiguration[] configurations;
        private final SnapColumns columns;
        private final int rows;
        private final double[] matrix;
        private final double[] norms;

        Sample(SnapParameters parameters, BerylliumLike structures) {
            this.parameters = parameters;
            configurations = new AtomicConfiguration[SAMPLE];
            Arrays.setAll(configurations, structures::structure);
            rows = Arrays.stream(configurations)
                    .mapToInt(c -> 1 + 3 * c.natoms())
                    .sum();
            try (SnapRows calculator = new SnapRows(parameters)) {
                columns = calculator.columns();
                matrix = new double[rows * columns.count()];
                int row = 0;
                for (AtomicConfiguration configuration : configurations) {
                    row = fill(row, calculator, configuration);
                }
            }
            norms = new double[columns.count()];
            for (int i = 0; i < matrix.length; i++) {
                norms[i / rows] += matrix[i] * matrix[i];
            }
            Arrays.setAll(norms, c -> Math.sqrt(norms[c]));
        }

        private int fill(int row, SnapRows calculator, AtomicConfiguration configuration) {
            int count = 1 + 3 * configuration.natoms();
            int p = columns.count();
            double[] own = new double[count * p];
            calculator.rows(configuration, own, 0, p);
            for (int i = 0; i < own.length; i++) {
                matrix[i % p * rows + row + i / p] = (i < p ? ENERGY_WEIGHT : 1) * own[i];
            }
            return row + count;
        }

        /** Random coefficients that let every column contribute alike, scaled to the forces' root mean square. */
        double[] random(SplittableRandom random, double force) {
            double[] coefficients = Arrays.stream(norms)
                    .map(norm -> random.nextGaussian() / norm)
                    .toArray();
            double square = 0;
            int row = 0;
            for (AtomicConfiguration configuration : configurations) {
                for (int r = row + 1; r <= row + 3 * configuration.natoms(); r++) {
                    double f = 0;
                    for (int c = 0; c < coefficients.length; c++) {
                        f += coefficients[c] * matrix[c * rows + r];
                    }
                    square += f * f;
                }
                row += 1 + 3 * configuration.natoms();
            }
            double scale = force / Math.sqrt(square / (rows - SAMPLE));
            return Arrays.stream(coefficients).map(c -> scale * c).toArray();
        }

        /** The coefficients of the least-squares fit to a law. Columns span decades: they are fitted at unit norm. */
        double[] fitted(EmbeddedAtoms law) {
            int p = norms.length;
            double[] a = new double[matrix.length];
            Arrays.setAll(a, i -> matrix[i] / norms[i / rows]);
            double[] b = new double[Math.max(rows, p)];
            int row = 0;
            for (AtomicConfiguration configuration : configurations) {
                double[] labels = law.labels(configuration);
                labels[0] *= ENERGY_WEIGHT;
                System.arraycopy(labels, 0, b, row, labels.length);
                row += labels.length;
            }
            int code = openblas.LAPACKE_dgelsd(
                    openblas.LAPACK_COL_MAJOR, rows, p, 1, a, rows, b, b.length, new double[p], 1e-6, new int[1]);
            if (code != 0) {
                throw new ArithmeticException("dgelsd returned " + code);
            }
            double[] coefficients = new double[p];
            Arrays.setAll(coefficients, c -> b[c] / norms[c]);
            return coefficients;
        }

        /** The model with these coefficients, ours in shell order. */
        SnapModel model(double[] coefficients) {
            int block = coefficients.length / parameters.elements().size();
            int[] lammps = columns.lammpsOrder(parameters.twojmax());
            double[] file =
                    new double[coefficients.length + parameters.elements().size()];
            for (int c = 0; c < coefficients.length; c++) {
                file[lammps[c] / block + 1 + lammps[c]] = coefficients[c]; // a constant, which is 0, begins each block
            }
            return new SnapModel(parameters, file);
        }
    }
}
