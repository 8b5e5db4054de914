package org.potsweep.test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;

/**
 * The rows of every configuration of a dataset for one model: an energy row an atom, then 3N force rows, then six stress
 * rows where these are wanted; their columns as LAMMPS orders them, so that nothing here knows of leading blocks.
 */
final class ExplicitRows {
    private static final double MILLI = 1000;

    private final LabelledDataset dataset;
    private final int columns;
    private final double[][] values;

    /** What the rows of a kind of a configuration are multiplied by; energy, force and stress are the kinds 0, 1 and 2. */
    interface Weights {
        double of(int config, int kind);
    }

    ExplicitRows(LabelledDataset dataset, SnapParameters model) {
        this(dataset, model, false);
    }

    ExplicitRows(LabelledDataset dataset, SnapParameters model, boolean stress) {
        this.dataset = dataset;
        try (SnapRows calculator = new SnapRows(model)) {
            columns = calculator.columns().count();
            values = dataset.configurations().stream()
                    .map(labelled -> rows(calculator, model.twojmax(), labelled.configuration(), stress))
                    .toArray(double[][]::new);
        }
    }

    /** One configuration's rows, 1 + 3N of them, in LAMMPS's column order. */
    static double[] rows(SnapRows calculator, int twojmax, AtomicConfiguration configuration) {
        return rows(calculator, twojmax, configuration, false);
    }

    /** One configuration's rows, 1 + 3N of them and perhaps six more, in LAMMPS's column order. */
    static double[] rows(SnapRows calculator, int twojmax, AtomicConfiguration configuration, boolean stress) {
        int p = calculator.columns().count();
        double[] ours = new double[(1 + 3 * configuration.natoms() + (stress ? 6 : 0)) * p];
        if (stress) {
            calculator.rowsWithStress(configuration, ours, 0, p);
        } else {
            calculator.rows(configuration, ours, 0, p);
        }
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
        return configs.stream().mapToInt(this::rows).sum();
    }

    /** The number of rows of a configuration. */
    int rows(int config) {
        return values[config].length / columns;
    }

    private int kind(int config, int row) {
        int natoms = dataset.configurations().get(config).configuration().natoms();
        return row == 0 ? 0 : row <= 3 * natoms ? 1 : 2;
    }

    /** The weighted rows of some configurations, one after the other: rows x columns, column by column. */
    double[] weighted(List<Integer> configs, double eweight, double fweight) {
        return weighted(configs, (config, kind) -> kind == 0 ? eweight : fweight);
    }

    /** The weighted rows of some configurations, one after the other: rows x columns, column by column. */
    double[] weighted(List<Integer> configs, Weights weights) {
        int total = rows(configs);
        double[] matrix = new double[total * columns];
        int row = 0;
        for (int config : configs) {
            for (int r = 0; r < rows(config); r++, row++) {
                double weight = weights.of(config, kind(config, r));
                for (int c = 0; c < columns; c++) {
                    matrix[c * total + row] = weight * values[config][r * columns + c];
                }
            }
        }
        return matrix;
    }

    /** The weighted labels of the same rows, for every level. */
    double[][] weightedLabels(List<Integer> configs, double eweight, double fweight) {
        return weightedLabels(configs, (config, kind) -> kind == 0 ? eweight : fweight);
    }

    /** The weighted labels of the same rows, for every level. */
    double[][] weightedLabels(List<Integer> configs, Weights weights) {
        double[][] labels = new double[dataset.levels().size()][rows(configs)];
        for (int level = 0; level < labels.length; level++) {
            int row = 0;
            for (int config : configs) {
                for (int r = 0; r < rows(config); r++) {
                    labels[level][row++] = weights.of(config, kind(config, r)) * label(config, r, level);
                }
            }
        }
        return labels;
    }

    /** eV/atom in row 0, eV/angstrom in the next, GPa in the last. */
    private double label(int config, int row, int level) {
        LabelledConfiguration labelled = dataset.configurations().get(config);
        int natoms = labelled.configuration().natoms();
        return switch (kind(config, row)) {
            case 0 -> labelled.energyEv(level) / natoms;
            case 1 -> labelled.forcesEvPerAngstrom(level)[row - 1];
            default -> labelled.stressGpa(level)[row - 1 - 3 * natoms];
        };
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
     * The RMSEs of predictions over some configurations by the names of their columns in {@code results}: meV/atom,
     * meV/angstrom, and GPa where there are stress rows.
     *
     * @param set the set's name: subset, train or test
     * @param own the level that was fitted
     */
    Map<String, Double> errors(String set, List<Integer> configs, double[][] predictions, int own) {
        Map<String, Double> errors = new LinkedHashMap<>();
        for (String suffix : List.of("", "_own_level")) {
            int level = suffix.isEmpty() ? dataset.referenceLevel() : own;
            double[] energies = residuals(configs, predictions, level, 0);
            double mean = Arrays.stream(energies).average().orElseThrow();
            double[] shifted = Arrays.stream(energies).map(e -> e - mean).toArray();
            errors.put(set + "_energy_rmse_mev_per_atom" + suffix, MILLI * rms(energies));
            errors.put(set + "_energy_rmse_mev_per_atom" + suffix + "_shifted", MILLI * rms(shifted));
            errors.put(
                    set + "_force_rmse_mev_per_angstrom" + suffix,
                    MILLI * rms(residuals(configs, predictions, level, 1)));
            double[] stresses = residuals(configs, predictions, level, 2);
            if (stresses.length > 0) {
                errors.put(set + "_stress_rmse_gpa" + suffix, rms(stresses));
            }
        }
        return errors;
    }

    private double[] residuals(List<Integer> configs, double[][] predictions, int level, int kind) {
        return configs.stream()
                .flatMapToDouble(c -> {
                    IntPredicate wanted = r -> kind(c, r) == kind;
                    return IntStream.range(0, rows(c))
                            .filter(wanted)
                            .mapToDouble(r -> predictions[c][r] - label(c, r, level));
                })
                .toArray();
    }

    private static double rms(double[] residuals) {
        return Math.sqrt(DoubleStream.of(residuals).map(r -> r * r).average().orElseThrow());
    }
}
