package org.potsweep.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.potsweep.analysis.LevelErrorKept;
import org.potsweep.analysis.Quantiles;
import org.potsweep.jobs.storage.Table;

/**
 * What the models of chosen cells keep of the error of the DFT level that they were trained on, over the test structures:
 * correlation and slope of their residuals over that error ({@link LevelErrorKept}), which the errors in {@code results}
 * against both levels determine. Energies are taken without their mean deviation; forces have none, as those of a
 * structure sum to zero.
 */
final class KeptErrors {
    /** What is compared, and its errors in {@code results}. */
    private enum Kind {
        ENERGY("energy", CellTable.ENERGY + "_shifted", CellTable.ENERGY + "_own_level_shifted"),
        FORCE("force", CellTable.FORCE, CellTable.FORCE + "_own_level");

        final String label;
        final String model;
        final String ownLevel;

        Kind(String label, String model, String ownLevel) {
            this.label = label;
            this.model = model;
            this.ownLevel = ownLevel;
        }
    }

    private static final String TEST_OF_SPLIT = "strategy <> 'k-fold'";

    private final Dataset<Row> results;
    private final List<String> axes;
    private final Map<String, double[]> levelErrors;

    private KeptErrors(Dataset<Row> results, List<String> axes, Map<String, double[]> levelErrors) {
        this.results = results;
        this.axes = axes;
        this.levelErrors = levelErrors;
    }

    /**
     * Empty where the run's tables do not say which structures are for testing: they are those in no ordering, but an
     * ordering that the user gives need not hold all that are for training.
     *
     * @param axes the columns of {@code results} that name a cell
     */
    static Optional<KeptErrors> of(RunTables run, Dataset<Row> results, List<String> axes, String referenceLevel) {
        Optional<Dataset<Row>> labels = run.find(Table.LABELS.folder());
        Optional<Dataset<Row>> orderings =
                run.find(Table.ORDERINGS.folder()).map(table -> table.where("strategy <> 'file'"));
        if (labels.isEmpty() || orderings.isEmpty() || orderings.get().isEmpty()) {
            return Optional.empty();
        }
        Dataset<Row> test =
                labels.get().join(orderings.get().select("config_id").distinct(), "config_id", "left_anti");
        return Optional.of(new KeptErrors(results, axes, levelErrors(test, referenceLevel)));
    }

    /** By level, in the order of {@link Kind}: meV/atom, meV/angstrom. */
    private static Map<String, double[]> levelErrors(Dataset<Row> test, String referenceLevel) {
        Dataset<Row> reference = test.where(col("level").equalTo(referenceLevel))
                .selectExpr("config_id", "energy_ev AS energy", "forces_ev_per_angstrom AS forces");
        Map<String, double[]> errors = new HashMap<>();
        test.join(reference, "config_id")
                .selectExpr(
                        "level",
                        "(energy_ev - energy) / (size(forces) / 3) AS energy_error",
                        "aggregate(zip_with(forces_ev_per_angstrom, forces, (a, b) -> (a - b) * (a - b)), 0D,"
                                + " (sum, square) -> sum + square) AS force_squares",
                        "size(forces) AS components")
                .groupBy("level")
                .agg(expr("1000 * stddev_pop(energy_error)"), expr("1000 * sqrt(sum(force_squares) / sum(components))"))
                .collectAsList()
                .forEach(row -> errors.put(row.getString(0), new double[] {row.getDouble(1), row.getDouble(2)}));
        return errors;
    }

    /**
     * A row a cell and kind, medians over replicates; none for cells of the reference level, which has no error.
     *
     * @param chosen the values of the axes of cells, with the key of each and what it stands out for
     */
    DataTable table(Map<List<Object>, CellTable.Chosen> chosen) {
        Map<List<Object>, List<Row>> replicates = new LinkedHashMap<>();
        chosen.keySet().forEach(cell -> replicates.put(cell, new ArrayList<>()));
        for (Row row : results.where(TEST_OF_SPLIT).collectAsList()) {
            List<Object> cell =
                    axes.stream().map(axis -> row.<Object>getAs(axis)).toList();
            if (replicates.containsKey(cell)) {
                replicates.get(cell).add(row);
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        replicates.forEach((cell, models) -> {
            for (Kind kind : Kind.values()) {
                if (!models.isEmpty() && levelError(models.get(0), kind) > 0) {
                    rows.add(row(cell, chosen.get(cell), kind, models));
                }
            }
        });
        return new DataTable(
                DataTable.columns(
                        axes, "key", "mark", "on_front", "kind", "level_rmse", "model_rmse", "correlation", "share"),
                rows);
    }

    private double levelError(Row model, Kind kind) {
        return levelErrors.get(model.<String>getAs("level"))[kind.ordinal()];
    }

    private List<Object> row(List<Object> cell, CellTable.Chosen chosen, Kind kind, List<Row> models) {
        List<LevelErrorKept> kept = models.stream()
                .map(model ->
                        LevelErrorKept.of(model.getAs(kind.model), model.getAs(kind.ownLevel), levelError(model, kind)))
                .toList();
        List<Object> row = new ArrayList<>(cell);
        row.add(chosen.key());
        row.add(chosen.mark());
        row.add(chosen.onFront());
        row.add(kind.label);
        row.add(levelError(models.get(0), kind));
        row.add(Quantiles.median(models.stream()
                .mapToDouble(model -> model.<Double>getAs(kind.model))
                .toArray()));
        row.add(median(kept, LevelErrorKept::correlation));
        row.add(median(kept, LevelErrorKept::share));
        return row;
    }

    /** Null where no model has one. */
    private static Double median(List<LevelErrorKept> kept, ToDoubleFunction<LevelErrorKept> statistic) {
        double[] known = kept.stream()
                .mapToDouble(statistic)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return known.length == 0 ? null : Quantiles.median(known);
    }
}
