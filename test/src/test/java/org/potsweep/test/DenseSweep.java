package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.LeverageSettings;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * A sweep whose every cell is computed a second time by singular values of explicit rows ({@link SvdLeastSquares}). What
 * a cell is, its axis columns say; who is in its subset, the published orderings; the rest comes from the data files.
 *
 * <p>What must agree, relatively: errors of Cholesky cells to 1e-6 below a condition of 1e6 and to 1e-4 above, those of
 * minimum-norm cells to 1e-3, for the reasons that {@link SweepAgainstSvdTest} gives, whose floor for errors that are
 * nothing but rounding holds here too. Coefficients, each times the norm of its column, agree to the same share of their
 * common length; those of minimum-norm cells, whose smallest singular values the products hardly resolve, to a tenth.
 * That the published errors are those of the published coefficients is asked of all cells alike, to 1e-6.
 */
final class DenseSweep {
    /** Singular values below this share of the largest count as zero in minimum-norm cells. */
    static final double CUT = 1e-6;

    /**
     * Errors that are nothing but rounding: meV/atom, meV/angstrom and, a tenth of it, GPa, where labels are about 1e4
     * meV, 1e4 meV/angstrom and 1e2 GPa. So are those of minimum-norm cells, and of Cholesky cells that pass through
     * their labels: 1e-16 of the labels times up to the square of the condition, where singular values leave 1e-14 of
     * them. Other Cholesky cells are held to a thousandth of it.
     */
    private static final double FLOOR = 1e-5;

    private final SweepSettings settings;
    private final LabelledDataset dataset;
    private final ExplicitRows.Weights factors;
    private final Map<String, Integer> indexOf = new HashMap<>();
    private final Map<String, List<Row>> orderings = new TreeMap<>();
    private final List<Integer> train;
    private final List<Integer> test;
    private final Map<SnapParameters, ExplicitRows> rows = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();

    /**
     * A cell as published and as recomputed.
     *
     * @param published its row of {@code results}
     * @param model its row of {@code models}
     * @param subset indices of the configurations that it was fitted to
     * @param svd of the fit
     * @param errors all RMSEs by the names of their columns, of the recomputed model
     * @param errorsOfModel the same of the published model
     * @param deviation of the coefficients, each times the norm of its column, as a share of their length
     */
    record Cell(
            Row published,
            Row model,
            List<Integer> subset,
            SvdLeastSquares svd,
            Map<String, Double> errors,
            Map<String, Double> errorsOfModel,
            double deviation) {
        boolean cholesky() {
            return published.<String>getAs("method").equals("cholesky");
        }

        String kind() {
            double condition = published.<Double>getAs("condition");
            return !cholesky() ? "minimum-norm" : condition < 1e6 ? "cholesky below 1e6" : "cholesky above 1e6";
        }

        double tolerance() {
            double condition = published.<Double>getAs("condition");
            return !cholesky() ? 1e-3 : condition < 1e6 ? 1e-6 : 1e-4;
        }

        /**
         * What a column of errors deviates beyond rounding, as a share of {@code expected}. Nothing beyond it is no
         * deviation, whatever the share is of: a single configuration's shifted energy error is 0 by its definition.
         */
        double deviation(String column, double expected) {
            double rounding = column.contains("_gpa") ? FLOOR / 10 : FLOOR;
            double floor = cholesky() && expected > rounding ? 1e-3 * rounding : rounding;
            double beyond = Math.abs(published.<Double>getAs(column) - expected) - floor;
            return beyond <= 0 ? 0 : beyond / expected;
        }
    }

    /** @param factors on the rows of single training configurations */
    private DenseSweep(SweepSettings settings, ExplicitRows.Weights factors) {
        this.settings = settings;
        this.factors = factors;
        this.dataset = DatasetReader.read(settings.dataset()).relativeTo(settings.reference());
        for (int c = 0; c < dataset.configurations().size(); c++) {
            indexOf.put(dataset.configurations().get(c).configuration().id(), c);
        }
        Split split = Split.of(dataset, settings.split());
        train = IntStream.of(split.train()).boxed().toList();
        test = IntStream.range(0, split.test().length)
                .filter(c -> split.test()[c])
                .boxed()
                .toList();
    }

    /** Runs a sweep without weights of single configurations, and recomputes it. */
    static DenseSweep run(SparkSession session, SweepSettings settings, Path folder) {
        return run(session, settings, folder, (config, kind) -> 1);
    }

    /** Runs a sweep and recomputes it. */
    static DenseSweep run(SparkSession session, SweepSettings settings, Path folder, ExplicitRows.Weights factors) {
        Sweeps.run(session, settings, folder);
        DenseSweep sweep = new DenseSweep(settings, factors);
        sweep.read(session, folder);
        return sweep;
    }

    private void read(SparkSession session, Path folder) {
        for (Row row : Sweeps.table(session, folder, "orderings")
                .orderBy("ordering_id", "rank")
                .collectAsList()) {
            orderings
                    .computeIfAbsent(row.getAs("ordering_id"), id -> new ArrayList<>())
                    .add(row);
        }
        List<Row> results = Sweeps.table(session, folder, "results").collectAsList();
        int key = results.get(0).fieldIndex("n_configs");
        Map<List<Object>, Row> models = new HashMap<>();
        Sweeps.table(session, folder, "models").collectAsList().forEach(row -> models.put(head(row, key), row));
        assertThat(models).hasSameSizeAs(results);
        int level = results.get(0).fieldIndex("level");
        Map<List<Object>, List<Row>> systems = new LinkedHashMap<>();
        for (Row row : results) {
            List<Object> others = head(row, key);
            others.remove(level);
            systems.computeIfAbsent(others, o -> new ArrayList<>()).add(row);
        }
        results.forEach(this::rowsOf);
        cells.addAll(systems.values().parallelStream()
                .flatMap(system ->
                        recompute(
                                system,
                                system.stream()
                                        .map(row -> models.get(head(row, key)))
                                        .toList())
                                .stream())
                .toList());
    }

    private static List<Object> head(Row row, int length) {
        return new ArrayList<>(IntStream.range(0, length).mapToObj(row::get).toList());
    }

    /** The cells that differ in their levels alone, which share a factor. */
    private List<Cell> recompute(List<Row> published, List<Row> models) {
        Row any = published.get(0);
        ExplicitRows explicit = rowsOf(any);
        List<Integer> subset = subset(any);
        ExplicitRows.Weights weights = weights(any);
        double[] matrix = withRidge(
                explicit.weighted(subset, weights), explicit.rows(subset), explicit.columns(), any.getAs("ridge"));
        int count = matrix.length / explicit.columns();
        double[][] targets = Arrays.stream(explicit.weightedLabels(subset, weights))
                .map(labels -> Arrays.copyOf(labels, count))
                .toArray(double[][]::new);
        double[] norms = norms(matrix, count);
        boolean cholesky = any.<String>getAs("method").equals("cholesky");
        SvdLeastSquares svd = SvdLeastSquares.solve(
                matrix, count, explicit.columns(), targets, cholesky ? SvdLeastSquares.ROUNDING : CUT);
        List<Cell> done = new ArrayList<>();
        for (int i = 0; i < published.size(); i++) {
            int level = level(published.get(i).getAs("level"));
            double[] coefficients = coefficients(models.get(i));
            done.add(new Cell(
                    published.get(i),
                    models.get(i),
                    subset,
                    svd,
                    errors(any, explicit, svd.coefficients()[level], subset, level),
                    errors(any, explicit, coefficients, subset, level),
                    deviation(coefficients, svd.coefficients()[level], norms)));
        }
        return done;
    }

    /** A ridge acts where columns have unit norm: it adds a row for each column, of its norm times the root. */
    private static double[] withRidge(double[] matrix, int count, int columns, double ridge) {
        if (ridge == 0) {
            return matrix;
        }
        double[] norms = norms(matrix, count);
        int more = count + columns;
        double[] extended = new double[more * columns];
        for (int c = 0; c < columns; c++) {
            System.arraycopy(matrix, c * count, extended, c * more, count);
            extended[c * more + count + c] = Math.sqrt(ridge) * norms[c];
        }
        return extended;
    }

    private static double[] norms(double[] matrix, int count) {
        return IntStream.range(0, matrix.length / count)
                .mapToDouble(c -> norm(Arrays.copyOfRange(matrix, c * count, (c + 1) * count)))
                .toArray();
    }

    private static double norm(double[] vector) {
        return Math.sqrt(DoubleStream.of(vector).map(v -> v * v).sum());
    }

    private static double deviation(double[] coefficients, double[] expected, double[] norms) {
        double[] difference = new double[norms.length];
        double[] scaled = new double[norms.length];
        for (int c = 0; c < norms.length; c++) {
            difference[c] = norms[c] * (coefficients[c] - expected[c]);
            scaled[c] = norms[c] * expected[c];
        }
        return norm(difference) / norm(scaled);
    }

    private Map<String, Double> errors(
            Row cell, ExplicitRows explicit, double[] coefficients, List<Integer> subset, int level) {
        double[][] predictions = explicit.predictions(coefficients);
        Map<String, Double> errors = new TreeMap<>();
        errors.putAll(explicit.errors("subset", subset, predictions, level));
        errors.putAll(explicit.errors("train", isFold(cell) ? subset : train, predictions, level));
        errors.putAll(explicit.errors("test", tested(cell, subset), predictions, level));
        return errors;
    }

    private static boolean isFold(Row cell) {
        return cell.<String>getAs("strategy").equals("k-fold");
    }

    private List<Integer> tested(Row cell, List<Integer> subset) {
        return isFold(cell) ? train.stream().filter(c -> !subset.contains(c)).toList() : test;
    }

    private List<Integer> subset(Row cell) {
        List<Integer> ordering = ordering(cell.getAs("ordering_id"));
        return isFold(cell) ? ordering : ordering.subList(0, cell.getAs("subset_size"));
    }

    /** The configurations of an ordering by their indices. */
    List<Integer> ordering(String id) {
        return orderings.get(id).stream()
                .map(row -> indexOf.get(row.<String>getAs("config_id")))
                .toList();
    }

    private ExplicitRows.Weights weights(Row cell) {
        double[] weights = {
            cell.<Double>getAs("energy_weight"), cell.<Double>getAs("force_weight"), cell.<Double>getAs("stress_weight")
        };
        return (config, kind) -> weights[kind] * factors.of(config, kind);
    }

    /** The rows of a cell's model. */
    private synchronized ExplicitRows rowsOf(Row cell) {
        return rows(model(cell));
    }

    /** The rows of a model. */
    synchronized ExplicitRows rows(SnapParameters model) {
        return rows.computeIfAbsent(
                model, m -> new ExplicitRows(dataset, m, settings.fit().stress()));
    }

    /** The settings of a cell's model, as its axes tell them. */
    private SnapParameters model(Row cell) {
        SnapParameters base = settings.descriptor().snap();
        boolean chemflag = axis(cell, "chemflag", base.chemflag());
        boolean wselfallflag =
                settings.descriptor().variants().stream().anyMatch(SnapParameters::wselfallflag) && chemflag;
        List<Element> elements = base.elements().stream()
                .map(element -> new Element(
                        element.symbol(),
                        axis(cell, "radelem_" + element.symbol().toLowerCase(Locale.ROOT), element.radelem()),
                        axis(cell, "wj_" + element.symbol().toLowerCase(Locale.ROOT), element.wj()),
                        element.sinner(),
                        element.dinner()))
                .toList();
        return new SnapParameters(
                cell.getAs("twojmax"),
                axis(cell, "rcutfac", base.rcutfac()),
                axis(cell, "rfac0", base.rfac0()),
                base.rmin0(),
                elements,
                base.switchflag(),
                base.bzeroflag(),
                base.bnormflag(),
                cell.getAs("quadraticflag"),
                chemflag,
                wselfallflag,
                base.switchinnerflag(),
                base.intercept());
    }

    private static <T> T axis(Row cell, String column, T otherwise) {
        return List.of(cell.schema().fieldNames()).contains(column) ? cell.getAs(column) : otherwise;
    }

    private int level(String name) {
        return dataset.levels().stream().map(l -> l.name()).toList().indexOf(name);
    }

    /** The coefficients in LAMMPS's order without the constants that begin each element's. */
    private double[] coefficients(Row model) {
        List<Double> stored = model.getList(model.fieldIndex("coefficients"));
        int block = stored.size() / settings.descriptor().snap().elements().size();
        for (int constant = 0; constant < stored.size(); constant += block) {
            assertThat(stored.get(constant)).isZero();
        }
        return IntStream.range(0, stored.size())
                .filter(i -> i % block != 0)
                .mapToDouble(stored::get)
                .toArray();
    }

    LabelledDataset dataset() {
        return dataset;
    }

    /** Indices of the training configurations. */
    List<Integer> train() {
        return train;
    }

    List<Cell> cells() {
        return cells;
    }

    List<Cell> cells(Predicate<Row> wanted) {
        return cells.stream().filter(cell -> wanted.test(cell.published())).toList();
    }

    /** The published orderings by their ids. */
    Map<String, List<Row>> orderings() {
        return orderings;
    }

    /** Asserts that all published numbers are those recomputed; prints how well they agree. */
    void assertAgreement() {
        Map<String, double[]> worst = new TreeMap<>();
        for (Cell cell : cells) {
            String name = name(cell);
            double[] most = worst.computeIfAbsent(cell.kind(), k -> new double[4]);
            most[0]++;
            List<String> columns = Arrays.stream(cell.published().schema().fieldNames())
                    .filter(column -> column.contains("rmse"))
                    .toList();
            assertThat(cell.errors().keySet()).containsExactlyInAnyOrderElementsOf(columns);
            for (String column : columns) {
                double ofModel = cell.deviation(column, cell.errorsOfModel().get(column));
                assertThat(ofModel)
                        .as(
                                "%s of %s: %s, of its published coefficients %s",
                                column,
                                name,
                                cell.published().getAs(column),
                                cell.errorsOfModel().get(column))
                        .isLessThan(1e-6);
                double bySvd = cell.deviation(column, cell.errors().get(column));
                assertThat(bySvd)
                        .as(
                                "%s of %s: %s, by SVD %s",
                                column,
                                name,
                                cell.published().getAs(column),
                                cell.errors().get(column))
                        .isLessThan(cell.tolerance());
                most[1] = Math.max(most[1], bySvd);
                most[2] = Math.max(most[2], ofModel);
            }
            most[3] = Math.max(most[3], cell.deviation());
            assertThat(cell.deviation())
                    .as("coefficients: %s", name)
                    .isLessThan(cell.cholesky() ? cell.tolerance() : 0.1);
            assertCounts(cell, name);
        }
        worst.forEach((kind, most) -> System.out.printf(
                Locale.ROOT,
                "%.0f cells, %s: worst relative deviation of errors %.1e by SVD, %.1e of the published models;"
                        + " coefficients %.1e%n",
                most[0],
                kind,
                most[1],
                most[2],
                most[3]));
    }

    private void assertCounts(Cell cell, String name) {
        Row row = cell.published();
        assertThat(row.<Long>getAs("n_configs"))
                .as(name)
                .isEqualTo(cell.subset().size());
        assertThat(row.<Long>getAs("n_rows")).as(name).isEqualTo(rowsOf(row).rows(cell.subset()));
        assertThat(row.<Integer>getAs("p")).as(name).isEqualTo(rowsOf(row).columns());
        assertThat(row.<Integer>getAs("rank")).as(name).isEqualTo(cell.svd().rank());
        assertThat(row.<Double>getAs("condition") / cell.svd().condition())
                .as("condition: %s", name)
                .isBetween(0.1, 10.0);
        int level = level(row.getAs("level"));
        double seconds = cell.subset().stream()
                .mapToDouble(c -> dataset.configurations().get(c).costSeconds(level))
                .sum();
        if (Double.isNaN(seconds)) {
            assertThat(row.<Double>getAs("dft_cost_seconds")).as(name).isNull();
        } else {
            assertThat(row.<Double>getAs("dft_cost_seconds")).as(name).isCloseTo(seconds, within(1e-12 * seconds));
        }
    }

    private static String name(Cell cell) {
        return IntStream.range(0, cell.published().fieldIndex("n_configs"))
                .mapToObj(i -> Objects.toString(cell.published().get(i)))
                .collect(Collectors.joining(" "));
    }

    /** The place of a configuration in the dataset. */
    int index(String configId) {
        return indexOf.get(configId);
    }

    /**
     * Asserts that the scores of all leverage orderings are the diagonal of U U^T of the weighted training rows (sums
     * over a configuration's rows for block-leverage), each taken at the model that the ordering's cells say.
     */
    void assertScores() {
        Map<String, Row> cellOf = new TreeMap<>();
        for (Cell cell : cells) {
            String strategy = cell.published().getAs("strategy");
            if (strategy.endsWith("leverage")) {
                // A shared ordering serves all models; its scores are those of the largest at the ordering's twojmax.
                cellOf.merge(cell.published().getAs("ordering_id"), cell.published(), this::scoredAt);
            }
        }
        assertThat(cellOf).isNotEmpty();
        cellOf.forEach((id, cell) -> {
            double[] expected =
                    scores(model(cell), cell.<String>getAs("strategy").equals("block-leverage"));
            double worst = 0;
            for (Row row : orderings.get(id)) {
                double score = row.getAs("score");
                double other = expected[train.indexOf(index(row.getAs("config_id")))];
                assertThat(score)
                        .as("%s of %s", row.<String>getAs("config_id"), id)
                        .isCloseTo(other, within(1e-5 * other + 1e-9));
                worst = Math.max(worst, Math.abs(score - other) / other);
            }
            System.out.printf(Locale.ROOT, "scores of %s: worst relative deviation %.1e%n", id, worst);
        });
    }

    private Row scoredAt(Row a, Row b) {
        Integer twojmax = orderings.get(a.<String>getAs("ordering_id")).get(0).getAs("twojmax");
        boolean better = b.<Integer>getAs("twojmax").equals(twojmax)
                && (!a.<Integer>getAs("twojmax").equals(twojmax) || b.<Boolean>getAs("quadraticflag"));
        return better ? b : a;
    }

    /** A score for each training configuration. */
    private double[] scores(SnapParameters model, boolean block) {
        LeverageSettings leverage = settings.sampling().leverage();
        boolean energies = !block && leverage.basis() == LeverageSettings.Basis.ENERGY;
        double[] weights = {leverage.eweight(), energies ? 0 : 1, energies ? 0 : leverage.vweight()};
        ExplicitRows explicit = rows(model);
        double[] diagonal = SvdLeastSquares.leverage(
                explicit.weighted(train, (config, kind) -> weights[kind] * factors.of(config, kind)),
                explicit.rows(train),
                explicit.columns());
        double[] scores = new double[train.size()];
        int row = 0;
        for (int i = 0; i < scores.length; i++) {
            int count = explicit.rows(train.get(i));
            scores[i] =
                    DoubleStream.of(diagonal).skip(row).limit(block ? count : 1).sum();
            row += count;
        }
        return scores;
    }
}
