package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.solver.KeyedUniform;
import org.potsweep.test.PublishedSweep.Key;

/**
 * Recomputes every cell of a sweep of the bundled data by singular values of explicit rows ({@link SvdLeastSquares}).
 * Who is in a subset is read from the published orderings; the rest comes from the data files.
 *
 * <p>What must agree, relatively: errors of Cholesky cells to 1e-6 below a condition of 1e6 and to 1e-4 above. A
 * minimum-norm cell must be the solution of smallest norm of the equilibrated weighted rows at the rank that a cut at
 * 1e-6 of the largest singular value leaves; its errors to 1e-3, since products of the rows resolve singular values
 * near the cut to 1e-4 only. Where such a fit passes through its labels, its own errors are rounding noise, 1e-16 of the
 * labels (1e4 meV) times up to the square of the condition: differences below {@link #FLOOR} count as none.
 */
class SweepAgainstSvdTest {
    /** meV/atom and meV/angstrom; noise of up to 7e-7 was seen. */
    private static final double FLOOR = 1e-5;

    private static final double CUT = 1e-6;
    private static final List<Integer> TWOJMAX = List.of(2, 4, 6, 8);
    private static final List<Integer> SIZES = List.of(20, 60, 150, 200);
    private static final List<Double> EWEIGHTS = List.of(1.0, 150.0);
    private static final Map<Integer, Integer> COEFFICIENTS = Map.of(2, 20, 4, 119, 6, 495, 8, 1595);

    @TempDir
    private static Path folder;

    private static SweepSettings settings;
    private static LabelledDataset dataset;
    private static PublishedSweep sweep;
    private static final Map<String, Integer> INDEX = new HashMap<>();
    private static List<Integer> train;
    private static List<Integer> test;
    private static final Map<Integer, ExplicitRows> ROWS = new TreeMap<>();
    private static List<Checked> cells;

    /** A cell as published, and as recomputed. */
    private record Checked(Key key, Row published, SvdLeastSquares svd, Map<String, Double> errors) {
        boolean cholesky() {
            return published.<String>getAs("method").equals("cholesky");
        }

        double condition() {
            return published.getAs("condition");
        }

        /** The class of agreement that it belongs to. */
        String kind() {
            return !cholesky() ? "minimum-norm" : condition() < 1e6 ? "cholesky below 1e6" : "cholesky above 1e6";
        }

        double tolerance() {
            return !cholesky() ? 1e-3 : condition() < 1e6 ? 1e-6 : 1e-4;
        }

        /** The larger of 0 and what an error's deviation has beyond the floor, relative to the error. */
        double deviation(String column) {
            double floor = cholesky() ? 0 : FLOOR;
            double difference = Math.abs(published.<Double>getAs(column) - errors.get(column));
            return Math.max(0, difference - floor) / errors.get(column);
        }
    }

    @BeforeAll
    static void sweepAndRecompute() {
        settings = Sweeps.beryllium(Map.of(
                "sampling.sizes", SIZES.toString(),
                "sampling.replicates", "1",
                "fit.eweight", EWEIGHTS.toString()));
        SparkSession session = LocalSpark.shared();
        Sweeps.run(session, settings, folder);
        sweep = PublishedSweep.read(session, folder);
        dataset = DatasetReader.read(settings.dataset());
        for (int c = 0; c < dataset.configurations().size(); c++) {
            INDEX.put(dataset.configurations().get(c).configuration().id(), c);
        }
        train = subset("random-1", 200).stream().sorted().toList();
        test = IntStream.range(0, INDEX.size())
                .filter(c -> !train.contains(c))
                .boxed()
                .toList();
        for (int twojmax : TWOJMAX) {
            ROWS.put(
                    twojmax,
                    new ExplicitRows(dataset, settings.descriptor().snap().withTwojmax(twojmax)));
        }
        cells = systems().parallelStream()
                .flatMap(system -> recompute(system).stream())
                .toList();
    }

    /**
     * One cell of each set of cells that differ in their levels alone. Strategies agree where the subset is the whole
     * training set, so the dearest of these are recomputed once.
     */
    private static List<Key> systems() {
        String level = dataset.levels().get(0).name();
        return sweep.results().keySet().stream()
                .filter(key -> key.level().equals(level))
                .filter(key ->
                        key.size() < 200 || key.twojmax() < 8 || key.ordering().equals("random-1"))
                .toList();
    }

    private static List<Integer> subset(String ordering, int size) {
        return sweep.subset(ordering, size).stream().map(INDEX::get).toList();
    }

    private static List<Checked> recompute(Key system) {
        ExplicitRows rows = ROWS.get(system.twojmax());
        List<Integer> subset = subset(system.ordering(), system.size());
        String method = sweep.results().get(system).getAs("method");
        SvdLeastSquares svd = SvdLeastSquares.solve(
                rows.weighted(subset, system.eweight(), 1),
                rows.rows(subset),
                rows.columns(),
                rows.weightedLabels(subset, system.eweight(), 1),
                method.equals("cholesky") ? SvdLeastSquares.ROUNDING : CUT);
        List<Checked> checked = new ArrayList<>();
        for (int level = 0; level < dataset.levels().size(); level++) {
            String name = dataset.levels().get(level).name();
            Key key = new Key(system.ordering(), system.size(), system.eweight(), system.twojmax(), name);
            double[][] predictions = rows.predictions(svd.coefficients()[level]);
            Map<String, Double> errors = new TreeMap<>();
            errors.putAll(rows.errors("subset", subset, predictions, level));
            errors.putAll(rows.errors("train", train, predictions, level));
            errors.putAll(rows.errors("test", test, predictions, level));
            checked.add(new Checked(key, sweep.results().get(key), svd, errors));
        }
        return checked;
    }

    @Test
    void theSweepHasEveryCellOfTheDesign() {
        assertThat(sweep.results()).hasSize(2 * SIZES.size() * EWEIGHTS.size() * TWOJMAX.size() * 6);
        assertThat(cells).hasSize(sweep.results().size() - EWEIGHTS.size() * 6);
        assertThat(sweep.coefficients().keySet()).isEqualTo(sweep.results().keySet());
        assertThat(cells)
                .extracting(Checked::kind)
                .contains("minimum-norm", "cholesky below 1e6", "cholesky above 1e6");
        assertThat(train).hasSize(200);
        assertThat(test).hasSize(201);
    }

    @Test
    void everyErrorAgrees() {
        Map<String, Double> worst = new TreeMap<>();
        for (Checked cell : cells) {
            assertThat(cell.errors()).hasSize(18);
            for (String column : cell.errors().keySet()) {
                double deviation = cell.deviation(column);
                worst.merge(cell.kind(), deviation, Math::max);
                assertThat(deviation)
                        .as(
                                "%s of %s: %s, by SVD %s",
                                column,
                                cell.key(),
                                cell.published().getAs(column),
                                cell.errors().get(column))
                        .isLessThan(cell.tolerance());
            }
        }
        StringBuilder line = new StringBuilder("against SVD: " + cells.size() + " cells; worst relative deviation");
        worst.forEach((kind, deviation) -> line.append(String.format(
                Locale.ROOT,
                " %.1e (%s, %d cells)",
                deviation,
                kind,
                cells.stream().filter(cell -> cell.kind().equals(kind)).count())));
        System.out.println(line);
    }

    @Test
    void ranksAgree() {
        for (Checked cell : cells) {
            assertThat(cell.published().<Integer>getAs("rank"))
                    .as("%s, nearest singular value %.1e of the cut away", cell.key(), distanceFromCut(cell.svd()))
                    .isEqualTo(cell.svd().rank());
        }
    }

    private static double distanceFromCut(SvdLeastSquares svd) {
        double cut = CUT * svd.singularValues()[0];
        return IntStream.range(0, svd.singularValues().length)
                .mapToDouble(i -> Math.abs(svd.singularValues()[i] / cut - 1))
                .min()
                .orElseThrow();
    }

    /** It is estimated from the 1-norm of the products. */
    @Test
    void conditionsAgreeWithinAFactorOfTen() {
        for (Checked cell : cells) {
            assertThat(cell.condition() / cell.svd().condition())
                    .as("%s", cell.key())
                    .isBetween(0.1, 10.0);
        }
    }

    @Test
    void countsAndCostsAreThoseOfTheSubset() {
        for (Checked cell : cells) {
            List<LabelledConfiguration> members = subset(
                            cell.key().ordering(), cell.key().size())
                    .stream()
                    .map(c -> dataset.configurations().get(c))
                    .toList();
            int level = dataset.levels().stream()
                    .map(l -> l.name())
                    .toList()
                    .indexOf(cell.key().level());
            Row row = cell.published();
            assertThat(row.<Long>getAs("n_configs")).isEqualTo(members.size());
            assertThat(row.<Long>getAs("n_rows"))
                    .isEqualTo(members.stream()
                            .mapToLong(m -> 1 + 3 * m.configuration().natoms())
                            .sum());
            assertThat(row.<Integer>getAs("p"))
                    .isEqualTo(COEFFICIENTS.get(cell.key().twojmax()));
            double seconds =
                    members.stream().mapToDouble(m -> m.costSeconds(level)).sum();
            assertThat(row.<Double>getAs("dft_cost_seconds")).isCloseTo(seconds, within(1e-12 * seconds));
        }
    }

    /** The order of a .snapcoeff file: the constant, then LAMMPS's columns. */
    @Test
    void storedModelsReproduceTheTestErrors() {
        cells.parallelStream().forEach(cell -> {
            double[] stored = sweep.coefficients().get(cell.key());
            ExplicitRows rows = ROWS.get(cell.key().twojmax());
            assertThat(stored).hasSize(1 + rows.columns());
            assertThat(stored[0]).isZero();
            double[] coefficients = new double[rows.columns()];
            System.arraycopy(stored, 1, coefficients, 0, coefficients.length);
            int level = dataset.levels().stream()
                    .map(l -> l.name())
                    .toList()
                    .indexOf(cell.key().level());
            rows.errors("test", test, rows.predictions(coefficients), level)
                    .forEach((column, error) -> assertThat(cell.published().<Double>getAs(column))
                            .as("%s of %s", column, cell.key())
                            .isCloseTo(error, within(1e-6 * error)));
        });
    }

    @Test
    void leverageScoresAreDiagonalEntriesOfTheHatMatrix() {
        double eweight = 150;
        for (int twojmax : TWOJMAX) {
            ExplicitRows rows = ROWS.get(twojmax);
            String method = sweep.results()
                    .get(new Key(
                            "random-1",
                            200,
                            eweight,
                            twojmax,
                            dataset.levels().get(0).name()))
                    .getAs("method");
            double[] leverage = SvdLeastSquares.leverage(
                    rows.weighted(train, eweight, 1),
                    rows.rows(train),
                    rows.columns(),
                    method.equals("cholesky") ? 0 : CUT);
            Map<String, Double> ofEnergyRow = new HashMap<>();
            int row = 0;
            for (int config : train) {
                ofEnergyRow.put(
                        dataset.configurations().get(config).configuration().id(), leverage[row]);
                row += rows.rows(List.of(config));
            }
            for (Row entry : sweep.orderings().get("leverage-2J" + twojmax + "-1")) {
                double expected = ofEnergyRow.get(entry.<String>getAs("config_id"));
                assertThat(entry.<Double>getAs("score")).isCloseTo(expected, withinPercentage(1e-3));
            }
        }
    }

    @Test
    void orderingsFollowTheirKeys() {
        KeyedUniform uniform = new KeyedUniform(settings.sampling().seed(), "replicate 1");
        assertThat(sweep.orderings().keySet())
                .containsExactly("leverage-2J2-1", "leverage-2J4-1", "leverage-2J6-1", "leverage-2J8-1", "random-1");
        sweep.orderings().forEach((id, rows) -> {
            assertThat(rows)
                    .extracting(row -> row.<Integer>getAs("rank"))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 200).boxed().toList());
            assertThat(rows.stream()
                            .map(row -> INDEX.get(row.<String>getAs("config_id")))
                            .sorted())
                    .isEqualTo(train);
            List<Double> keys = rows.stream()
                    .map(row -> -Math.log(uniform.of(row.getAs("config_id"))) / row.<Double>getAs("score"))
                    .toList();
            assertThat(keys).as(id).isSorted();
        });
    }
}
