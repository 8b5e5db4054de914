package org.potsweep.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.engine.FittedModel;
import org.potsweep.jobs.engine.ResidualPass;
import org.potsweep.jobs.engine.SolvedCell;
import org.potsweep.jobs.engine.SweepOutcome;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontRow;
import org.potsweep.jobs.settings.ResidualSettings;
import org.potsweep.jobs.settings.ResidualSettings.Cells;
import org.potsweep.jobs.settings.ResidualSettings.Parity;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.storage.ResidualTables;
import org.potsweep.jobs.storage.ResultTables;

/** Looks at the residuals of chosen cells one by one, for the tables {@code residuals} and {@code parity}. */
final class ResidualStage implements AutoCloseable {
    private static final String TEST_ENERGY = "test_energy_rmse_mev_per_atom";
    private static final String TEST_FORCE = "test_force_rmse_mev_per_angstrom";
    private static final int ROWS_A_FILE = 100_000;

    private final SparkSession session;
    private final ResidualSettings settings;
    private final SweepOutcome outcome;
    private final FactorialDesign design;
    private final LabelledDataset dataset;
    private final LabelledDataset fitted;
    private final ResidualTables tables;
    private final HashMap<DesignCell, String[]> roles = new HashMap<>();
    private final ResidualPass pass;

    /** Cells by the values of their axes; each with its replicates. */
    private final Map<List<Object>, List<DesignCell>> cells = new HashMap<>();

    /**
     * @param dataset as it was read
     * @param fitted with the labels that were fitted
     * @param tables names the cells in the tables
     * @param front of the results
     * @param results the table {@code results}
     */
    ResidualStage(
            SparkSession session,
            SweepSettings settings,
            SweepOutcome outcome,
            LabelledDataset dataset,
            LabelledDataset fitted,
            ResultTables tables,
            Front front,
            Dataset<Row> results) {
        this.session = session;
        this.settings = settings.residuals();
        this.outcome = outcome;
        this.design = outcome.design();
        this.dataset = dataset;
        this.fitted = fitted;
        List<String> ids = dataset.configurations().stream()
                .map(labelled -> labelled.configuration().id())
                .toList();
        this.tables = new ResidualTables(tables, design.stress(), ids);
        design.cells(outcome.orderings()).forEach(cell -> {
            Ordering ordering = outcome.orderings().get(cell.ordering());
            List<Object> values = design.values(cell, ordering.strategy(), ordering.sizes()[cell.size()]);
            cells.computeIfAbsent(values, key -> new ArrayList<>()).add(cell);
        });
        Set<DesignCell> summed = summed(front, results);
        nameRoles(front);
        Set<DesignCell> wanted = new HashSet<>(summed);
        wanted.addAll(roles.keySet());
        this.pass = new ResidualPass(
                JavaSparkContext.fromSparkContext(session.sparkContext()),
                outcome,
                fitted,
                models(wanted),
                summed,
                roles.keySet());
    }

    /** @throws UserErrorException if the condition cannot be asked of a table with these columns */
    static void check(SparkSession session, ResidualSettings settings, StructType results) {
        settings.where().ifPresent(condition -> {
            try {
                session.createDataFrame(List.of(), results).where(condition);
            } catch (Exception refused) { // Spark throws a checked exception that it does not declare
                String problem = refused.getMessage()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("Spark refuses it");
                throw UserErrorException.ofSetting(
                        Kind.SETTINGS, "residuals.where", "residuals.where: '" + condition + "': " + problem);
            }
        });
    }

    /** The table {@code residuals}: every replicate of the cells that the settings ask for. */
    Dataset<Row> residuals() {
        ResidualTables shared = tables;
        JavaRDD<Row> rows = pass.residuals().map(shared::residual);
        return sorted(session.createDataFrame(rows, tables.residuals()), 1, "set", "kind", "against", "scope", "name");
    }

    private Set<DesignCell> summed(Front front, Dataset<Row> results) {
        Set<List<Object>> wanted = new LinkedHashSet<>();
        if (settings.cells() == Cells.FRONT) {
            front.rows().forEach(row -> wanted.add(key(row)));
        }
        settings.where().ifPresent(condition -> {
            Column[] axes = design.axes().stream()
                    .map(axis -> functions.col(axis.column()))
                    .toArray(Column[]::new);
            for (Row row : results.where(condition).select(axes).distinct().collectAsList()) {
                wanted.add(values(row));
            }
        });
        Set<DesignCell> summed = new HashSet<>();
        wanted.forEach(key -> summed.addAll(cells.get(key)));
        return summed;
    }

    /** The table {@code parity}: the first replicate of the cells that the settings ask for. */
    Dataset<Row> parity() {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        Broadcast<HashMap<DesignCell, String[]>> named = spark.broadcast(roles);
        Broadcast<double[][][]> added = spark.broadcast(referencePotential());
        ResidualTables shared = tables;
        JavaRDD<Row> rows = pass.parity().map(point -> shared.parity(point, named.value(), added.value()));
        int files = 1 + roles.size() * dataset.configurations().size() / ROWS_A_FILE;
        return sorted(session.createDataFrame(rows, tables.parity()), files, "config_id");
    }

    private void nameRoles(Front front) {
        roles(front).forEach((key, names) -> {
            DesignCell first = cells.get(key).stream()
                    .min((a, b) -> Integer.compare(replicate(a), replicate(b)))
                    .orElseThrow();
            roles.put(first, names.toArray(String[]::new));
        });
    }

    private Map<List<Object>, List<String>> roles(Front front) {
        Map<List<Object>, List<String>> roles = new LinkedHashMap<>();
        for (Parity parity : settings.parity()) {
            Collection<FrontRow> rows = switch (parity) {
                case BEST_ENERGY -> best(front, TEST_ENERGY);
                case BEST_FORCE -> best(front, TEST_FORCE);
                case KNEE -> List.of(front.knee());
                case FRONT -> front.rows();
            };
            rows.forEach(row ->
                    roles.computeIfAbsent(key(row), key -> new ArrayList<>()).add(parity.label()));
        }
        return roles;
    }

    /** The best cell in an objective; none if the front was not taken in it. */
    private static List<FrontRow> best(Front front, String objective) {
        return front.best().containsKey(objective) ? List.of(front.best().get(objective)) : List.of();
    }

    private List<Object> key(FrontRow row) {
        return design.axes().stream().map(axis -> row.axes().get(axis.column())).toList();
    }

    private List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (Axis axis : design.axes()) {
            values.add(row.getAs(axis.column()));
        }
        return values;
    }

    private int replicate(DesignCell cell) {
        return outcome.orderings().get(cell.ordering()).replicate();
    }

    /** A job of few tasks: there is next to nothing to do for a model. */
    private List<FittedModel> models(Set<DesignCell> wanted) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        Broadcast<HashSet<DesignCell>> shared = spark.broadcast(new HashSet<>(wanted));
        return outcome.cells()
                .coalesce(spark.defaultParallelism())
                .filter(cell -> shared.value().contains(cell.cell()))
                .map(SolvedCell::model)
                .collect();
    }

    private Dataset<Row> sorted(Dataset<Row> table, int files, String... within) {
        List<Column> order = new ArrayList<>();
        design.axes().forEach(axis -> order.add(functions.col(axis.column())));
        order.add(functions.col("ordering_id"));
        Arrays.stream(within).map(functions::col).forEach(order::add);
        return table.repartition(files).sortWithinPartitions(order.toArray(Column[]::new));
    }

    /** What was subtracted from the labels, by structure and row kind; no structures where nothing was. */
    private double[][][] referencePotential() {
        if (fitted == dataset) {
            return new double[0][][];
        }
        int level = dataset.referenceLevel();
        double[][][] added = new double[dataset.configurations().size()][][];
        for (int i = 0; i < added.length; i++) {
            LabelledConfiguration whole = dataset.configurations().get(i);
            LabelledConfiguration rest = fitted.configurations().get(i);
            double energy = (whole.energyEv(level) - rest.energyEv(level))
                    / whole.configuration().natoms();
            added[i] = new double[][] {
                {energy},
                minus(whole.forcesEvPerAngstrom(level), rest.forcesEvPerAngstrom(level)),
                design.stress() ? minus(whole.stressGpa(level), rest.stressGpa(level)) : null
            };
        }
        return added;
    }

    private static double[] minus(double[] whole, double[] rest) {
        double[] difference = new double[whole.length];
        Arrays.setAll(difference, i -> whole[i] - rest[i]);
        return difference;
    }

    @Override
    public void close() {
        pass.close();
    }
}
