package org.potsweep.test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;

/**
 * The rows of every configuration of a dataset for one model: an energy row an atom, then 3N force rows, their columns
 * as LAMMPS orders them, so that nothing here knows of leading blocks.
 */
final class ExplicitRows {
    private static final double MILLI = 1000;

    private final LabelledDataset dataset;
    private final int columns;
    private final double[][] values;

    ExplicitRows(LabelledDataset dataset, SnapParameters model) {
        this.dataset = dataset;
        try (SnapRows calculator = new SnapRows(model)) {
            columns = calculator.columns().count();
            values = dataset.configurations().stream()
                    .map(labelled -> rows(calculator, model.twojmax(), labelled.configuration()))
                    .toArray(double[][]::new);
        }
    }

    /** One configuration's rows, 1 + 3N of them, in LAMMPS's column order. */
    static double[] rows(SnapRows calculator, int twojmax, AtomicConfiguration configuration) {
        int p = calculator.columns().count();
        double[] ours = new double[(1 + 3 * configuration.natoms()) * p];
        calculator.rows(configuration, ours, 0, p);
        int[] lammpsOrder = calculator.columns().lammpsOrder(twojmax);
        double[] rows = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            rows[i / p * p + lammpsOrder[i % p]] = ours[i];
        }
        return rows;
    }

    int columns() {
        return columns;
    }

    /** The number of rows of some configurations. */
    int rows(List<Integer> configs) {
        return configs.stream().mapToInt(c -> values[c].length / columns).sum();
    }

    /** The weighted rows of some configurations, one after the other: rows x columns, column by column. */
    double[] weighted(List<Integer> configs, double eweight, double fweight) {
        int total = rows(configs);
        double[] matrix = new double[total * columns];
        int row = 0;
        for (int config : configs) {
            for (int r = 0; r < values[config].length / columns; r++, row++) {
                double weight = r == 0 ? eweight : fweight;
                for (int c = 0; c < columns; c++) {
                    matrix[c * total + row] = weight * values[config][r * columns + c];
                }
            }
        }
        return matrix;
    }

    /** The weighted labels of the same rows, for every level. */
    double[][] weightedLabels(List<Integer> configs, double eweight, double fweight) {
        double[][] labels = new double[dataset.levels().size()][rows(configs)];
        for (int level = 0; level < labels.length; level++) {
            int row = 0;
            for (int config : configs) {
                labels[level][row++] = eweight * label(config, 0, level);
                for (int r = 1; r < values[config].length / columns; r++) {
                    labels[level][row++] = fweight * label(config, r, level);
                }
            }
        }
        return labels;
    }

    /** eV/atom in row 0, eV/angstrom in the others. */
    private double label(int config, int row, int level) {
        LabelledConfiguration labelled = dataset.configurations().get(config);
        return row == 0
                ? labelled.energyEv(level) / labelled.configuration().natoms()
                : labelled.forcesEvPerAngstrom(level)[row - 1];
    }

    /** What a model predicts for every row of every configuration. */
    double[][] predictions(double[] coefficients) {
        double[][] predictions = new double[values.length][];
        for (int config = 0; config < values.length; config++) {
            predictions[config] = new double[values[config].length / columns];
            for (int i = 0; i < values[config].length; i++) {
                predictions[config][i / columns] += values[config][i] * coefficients[i % columns];
            }
        }
        return predictions;
    }

    /**
     * The RMSEs of predictions over some configurations by the names of their columns in {@code results}, meV/atom and
     * meV/angstrom.
     *
     * @param set the set's name: subset, train or test
     * @param own the level that was fitted
     */
    Map<String, Double> errors(String set, List<Integer> configs, double[][] predictions, int own) {
        Map<String, Double> errors = new LinkedHashMap<>();
        for (String suffix : List.of("", "_own_level")) {
            int level = suffix.isEmpty() ? dataset.referenceLevel() : own;
            double[] energies = configs.stream()
                    .mapToDouble(c -> predictions[c][0] - label(c, 0, level))
                    .toArray();
            double[] forces = configs.stream()
                    .flatMapToDouble(c -> IntStream.range(1, predictions[c].length)
                            .mapToDouble(r -> predictions[c][r] - label(c, r, level)))
                    .toArray();
            double mean = Arrays.stream(energies).average().orElseThrow();
            errors.put(set + "_energy_rmse_mev_per_atom" + suffix, rms(energies.length, i -> energies[i]));
            errors.put(
                    set + "_energy_rmse_mev_per_atom" + suffix + "_shifted",
                    rms(energies.length, i -> energies[i] - mean));
            errors.put(set + "_force_rmse_mev_per_angstrom" + suffix, rms(forces.length, i -> forces[i]));
        }
        return errors;
    }

    private static double rms(int count, IntToDoubleFunction residual) {
        double square = 0;
        for (int i = 0; i < count; i++) {
            square += residual.applyAsDouble(i) * residual.applyAsDouble(i);
        }
        return MILLI * Math.sqrt(square / count);
    }
}
