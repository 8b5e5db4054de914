package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.analysis.Quantiles;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.dataset.DatasetReader;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.test.PublishedSweep.Key;

/** The tables {@code residuals} and {@code parity} of a small sweep, recomputed from explicit rows and coefficients. */
class ResidualsTest {
    private static final String WHERE = "subset_size = 30 and level = '2'";

    @TempDir
    private static Path folder;

    private static LabelledDataset dataset;
    private static PublishedSweep sweep;
    private static SweepSummary summary;
    private static List<Row> residuals;
    private static List<Row> parity;
    private static final Map<Integer, ExplicitRows> ROWS = new HashMap<>();
    private static final Map<Key, double[][]> PREDICTIONS = new HashMap<>();
    private static final Map<String, Integer> INDEX = new HashMap<>();
    private static Set<String> train;

    @BeforeAll
    static void runSweep() {
        SweepSettings settings = Sweeps.beryllium(Map.of(
                "descriptor.twojmax", "[2, 4]",
                "sampling.sizes", "[30, 150]",
                "sampling.replicates", "2",
                "fit.eweight", "[1, 12.25]",
                "fit.levels", "[\"2\", \"6\"]",
                "residuals.where", "\"" + WHERE + "\"",
                "residuals.parity", "[best-energy, knee, front]"));
        SparkSession session = LocalSpark.shared();
        summary = Sweeps.run(session, settings, folder);
        sweep = PublishedSweep.read(session, folder);
        residuals = Sweeps.table(session, folder, "residuals").collectAsList();
        parity = Sweeps.table(session, folder, "parity").collectAsList();
        dataset = DatasetReader.read(settings.dataset());
        for (int c = 0; c < dataset.configurations().size(); c++) {
            INDEX.put(dataset.configurations().get(c).configuration().id(), c);
        }
        train = new HashSet<>(sweep.subset("random-1", 200));
        for (int twojmax : List.of(2, 4)) {
            ROWS.put(
                    twojmax,
                    new ExplicitRows(dataset, settings.descriptor().snap().withTwojmax(twojmax)));
        }
    }

    private static double[][] predictions(Key key) {
        // The first coefficient is the constant, which is 0.
        return PREDICTIONS.computeIfAbsent(key, k -> {
            double[] snapcoeff = sweep.coefficients().get(k);
            return ROWS.get(k.twojmax()).predictions(Arrays.copyOfRange(snapcoeff, 1, snapcoeff.length));
        });
    }

    private static int level(String name) {
        return IntStream.range(0, dataset.levels().size())
                .filter(l -> dataset.levels().get(l).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> members(Row row) {
        Key key = Key.of(row);
        Set<String> subset = new HashSet<>(sweep.subset(key.ordering(), key.size()));
        String set = row.getAs("set");
        return IntStream.range(0, dataset.configurations().size())
                .filter(c -> {
                    LabelledConfiguration labelled = dataset.configurations().get(c);
                    String id = labelled.configuration().id();
                    boolean inSet =
                            set.equals("subset") ? subset.contains(id) : set.equals("train") == train.contains(id);
                    return inSet
                            && (row.getAs("scope").equals("all")
                                    || labelled.group().equals(row.getAs("name")));
                })
                .boxed()
                .toList();
    }

    @Test
    void errorsAreThoseOfPlainResiduals() {
        assertThat(residuals).isNotEmpty();
        for (Row row : residuals) {
            Key key = Key.of(row);
            boolean energy = row.getAs("kind").equals("energy");
            int level = row.getAs("against").equals("own_level") ? level(key.level()) : dataset.referenceLevel();
            double[][] predicted = predictions(key);
            List<Integer> members = members(row);
            double[] labels = members.stream()
                    .flatMapToDouble(c -> labels(c, energy, level))
                    .toArray();
            double[] predictions = members.stream()
                    .flatMapToDouble(c -> Arrays.stream(predicted[c], energy ? 0 : 1, energy ? 1 : predicted[c].length))
                    .toArray();
            double[] magnitudes = new double[labels.length];
            Arrays.setAll(magnitudes, i -> 1000 * Math.abs(predictions[i] - labels[i]));
            double squares = Arrays.stream(magnitudes).map(m -> m * m).sum();
            assertThat(row.<Long>getAs("n_residuals")).isEqualTo(labels.length);
            assertClose(row, "rmse", Math.sqrt(squares / labels.length));
            assertClose(row, "mae", Arrays.stream(magnitudes).average().orElseThrow());
            assertClose(row, "max", Arrays.stream(magnitudes).max().orElseThrow());
            assertThat(row.<Double>getAs("p95")).isCloseTo(Quantiles.percentile(magnitudes, 95), withinPercentage(0.2));
            assertDetermination(row, labels, 1e-6 * squares);
            assertThat(row.<String>getAs("unit")).isEqualTo(energy ? "mev_per_atom" : "mev_per_angstrom");
        }
    }

    private static DoubleStream labels(int config, boolean energy, int level) {
        LabelledConfiguration labelled = dataset.configurations().get(config);
        return energy
                ? DoubleStream.of(
                        labelled.energyEv(level) / labelled.configuration().natoms())
                : Arrays.stream(labelled.forcesEvPerAngstrom(level));
    }

    /** @param squares sum of squared residuals, in eV */
    private static void assertDetermination(Row row, double[] labels, double squares) {
        double mean = Arrays.stream(labels).average().orElseThrow();
        double deviations =
                Arrays.stream(labels).map(y -> (y - mean) * (y - mean)).sum();
        Double r2 = row.getAs("r2");
        if (labels.length == 1) {
            assertThat(r2).isNull();
        } else {
            assertThat(r2).isCloseTo(1 - squares / deviations, within(1e-8 * (1 + squares / deviations)));
        }
    }

    private static void assertClose(Row row, String column, double expected) {
        assertThat(row.<Double>getAs(column)).as(column).isCloseTo(expected, within(1e-8 * expected + 1e-8));
    }

    @Test
    void rootMeanSquaresAreThoseOfTheResults() {
        for (Row row : residuals) {
            if (row.getAs("scope").equals("all")) {
                String column = row.getAs("set")
                        + (row.getAs("kind").equals("energy")
                                ? "_energy_rmse_mev_per_atom"
                                : "_force_rmse_mev_per_angstrom")
                        + (row.getAs("against").equals("own_level") ? "_own_level" : "");
                double result = sweep.results().get(Key.of(row)).getAs(column);
                assertThat(row.<Double>getAs("rmse")).isCloseTo(result, within(1e-9 * result));
            }
        }
    }

    /** Every replicate of the front's cells and of those of the condition; all sets, kinds, labels; all and nine groups. */
    @Test
    void holdsTheFrontAndWhatWasAskedFor() {
        Set<List<Object>> front = new HashSet<>();
        summary.front()
                .overall()
                .rows()
                .forEach(row -> front.add(List.of(
                        row.axes().get("strategy"),
                        row.axes().get("subset_size"),
                        row.axes().get("energy_weight"),
                        row.axes().get("twojmax"),
                        row.axes().get("level"))));
        Set<Key> expected = new HashSet<>();
        sweep.results().forEach((key, row) -> {
            boolean asked = key.size() == 30 && key.level().equals("2");
            if (asked
                    || front.contains(
                            List.of(row.getAs("strategy"), key.size(), key.eweight(), key.twojmax(), key.level()))) {
                expected.add(key);
            }
        });
        Set<Key> found = new HashSet<>();
        residuals.forEach(row -> found.add(Key.of(row)));
        assertThat(found).isEqualTo(expected);
        Set<List<Object>> rows = new HashSet<>();
        residuals.forEach(row -> rows.add(List.of(
                Key.of(row),
                row.getAs("set"),
                row.getAs("kind"),
                row.getAs("against"),
                row.getAs("scope"),
                row.getAs("name"))));
        assertThat(rows).hasSameSizeAs(residuals);
        assertThat(residuals.stream().filter(row -> row.getAs("set").equals("test")))
                .hasSize(found.size() * 4 * 10);
    }

    @Test
    void parityHoldsPredictionsBesideLabels() {
        Set<Key> keys = new HashSet<>();
        Set<String> roles = new HashSet<>();
        for (Row row : parity) {
            Key key = Key.of(row);
            keys.add(key);
            roles.addAll(row.getList(row.fieldIndex("roles")));
            assertThat(row.<Integer>getAs("replicate")).isEqualTo(1);
            int config = INDEX.get(row.<String>getAs("config_id"));
            LabelledConfiguration labelled = dataset.configurations().get(config);
            int natoms = labelled.configuration().natoms();
            int own = level(key.level());
            double[] predicted = predictions(key)[config];
            assertThat(row.<Double>getAs("energy_ev_per_atom")).isCloseTo(predicted[0], within(1e-9));
            assertThat(row.<Double>getAs("energy_label_ev_per_atom"))
                    .isEqualTo(labelled.energyEv(dataset.referenceLevel()) / natoms);
            assertThat(row.<Double>getAs("energy_label_ev_per_atom_own_level"))
                    .isEqualTo(labelled.energyEv(own) / natoms);
            assertThat(numbers(row, "forces_ev_per_angstrom"))
                    .containsExactly(Arrays.copyOfRange(predicted, 1, predicted.length), within(1e-9));
            assertThat(numbers(row, "forces_label_ev_per_angstrom"))
                    .isEqualTo(labelled.forcesEvPerAngstrom(dataset.referenceLevel()));
            assertThat(numbers(row, "forces_label_ev_per_angstrom_own_level"))
                    .isEqualTo(labelled.forcesEvPerAngstrom(own));
        }
        assertThat(roles).containsExactlyInAnyOrder("best-energy", "knee", "front");
        assertThat(keys).hasSize(summary.front().overall().rows().size());
        assertThat(parity).hasSize(keys.size() * (dataset.configurations().size() - train.size()));
    }

    private static double[] numbers(Row row, String column) {
        return row.<Double>getList(row.fieldIndex(column)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    @Test
    void refusesAConditionBeforeTheSweep(@TempDir Path other) {
        SweepSettings settings = Sweeps.beryllium(Map.of("residuals.where", "\"twojmx = 4\""));
        assertThatThrownBy(() -> Sweeps.run(LocalSpark.shared(), settings, other))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("residuals.where")
                .hasMessageContaining("twojmx");
        SweepSettings broken = Sweeps.beryllium(Map.of("residuals.where", "\"twojmax =\""));
        assertThatThrownBy(() -> Sweeps.run(LocalSpark.shared(), broken, other))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("'twojmax ='")
                .hasMessageContaining("Syntax error");
    }

    /** With a reference potential, predictions and labels are whole; without cells, tables are empty. */
    @Test
    void addsTheReferencePotential(@TempDir Path other) {
        SweepSettings settings = Sweeps.beryllium(Map.of(
                "descriptor.twojmax", "[2]",
                "sampling.sizes", "[100]",
                "sampling.strategies", "[random]",
                "sampling.replicates", "1",
                "fit.eweight", "[1]",
                "fit.levels", "[\"6\"]",
                "reference-potential.type", "zbl",
                "reference-potential.zbl-inner-angstrom", "1.0",
                "reference-potential.zbl-outer-angstrom", "3.0",
                "residuals.cells", "none"));
        Sweeps.run(LocalSpark.shared(), settings, other);
        assertThat(Sweeps.table(LocalSpark.shared(), other, "residuals").count())
                .isZero();
        List<Row> rows = Sweeps.table(LocalSpark.shared(), other, "parity").collectAsList();
        assertThat(rows).hasSize(201);
        double squares = 0;
        for (Row row : rows) {
            LabelledConfiguration labelled = dataset.configurations().get(INDEX.get(row.<String>getAs("config_id")));
            double label = labelled.energyEv(dataset.referenceLevel())
                    / labelled.configuration().natoms();
            assertThat(row.<Double>getAs("energy_label_ev_per_atom")).isCloseTo(label, within(1e-12));
            squares += Math.pow(row.<Double>getAs("energy_ev_per_atom") - label, 2);
        }
        double rmse = Sweeps.table(LocalSpark.shared(), other, "results")
                .collectAsList()
                .get(0)
                .getAs("test_energy_rmse_mev_per_atom");
        assertThat(1000 * Math.sqrt(squares / rows.size())).isCloseTo(rmse, within(1e-8 * rmse));
    }
}
