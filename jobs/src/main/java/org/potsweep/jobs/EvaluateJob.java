package org.potsweep.jobs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.Evaluation;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapPotential;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.DatasetTables;
import org.potsweep.jobs.evaluation.EvaluatedStructure;
import org.potsweep.jobs.evaluation.EvaluationTables;
import org.potsweep.jobs.evaluation.LabelledStructure;
import org.potsweep.jobs.evaluation.SetErrors;
import org.potsweep.jobs.storage.NewFolder;
import org.potsweep.jobs.storage.Table;

/** Evaluates a potential on structures, and stores the results as Parquet if asked to. */
public final class EvaluateJob {
    /** Rows of a table that a task carries. */
    private static final int ROWS_PER_PARTITION = 100_000;

    /** Ids that a message names. */
    private static final int SHOWN = 5;

    private final List<LabelledStructure> structures;
    private final SnapModel model;
    private final ReferencePotential reference;
    private final Optional<String> testOf;
    private final Optional<String> out;

    /**
     * @param reference what the model was fitted on top of
     * @param testOf the folder of a run: only the structures that it kept for testing are evaluated
     * @param out a folder, new or empty, on any file system that Hadoop knows
     */
    public EvaluateJob(
            List<LabelledStructure> structures,
            SnapModel model,
            ReferencePotential reference,
            Optional<String> testOf,
            Optional<String> out) {
        this.structures = List.copyOf(structures);
        this.model = model;
        this.reference = reference;
        this.testOf = testOf;
        this.out = out;
    }

    /**
     * @return the structures in their order
     * @throws UserErrorException if a structure cannot be evaluated, a test structure of the run is missing, or the folder
     *     is not free
     */
    public List<EvaluatedStructure> execute(SparkSession session) {
        Optional<NewFolder> folder =
                out.map(place -> NewFolder.at(place, session.sparkContext().hadoopConfiguration()));
        List<EvaluatedStructure> evaluated =
                evaluate(session, testOf.map(run -> tested(session, run)).orElse(structures));
        folder.ifPresent(place -> place.write(path -> store(session, evaluated, path)));
        return evaluated;
    }

    /** Those of the structures that a run kept for testing, all of which have to be there. */
    private List<LabelledStructure> tested(SparkSession session, String run) {
        Dataset<Row> configurations = PublishedRun.open(session, run).table(Table.CONFIGURATIONS);
        if (!List.of(configurations.columns()).contains("set")) {
            throw new UserErrorException(
                    Kind.RUN_FOLDER,
                    run + ": its table configurations has no column set, so the run is of an earlier version");
        }
        Set<String> ids =
                configurations
                        .where(functions.col("set").equalTo(DatasetTables.TEST))
                        .select("config_id")
                        .collectAsList()
                        .stream()
                        .map(row -> row.getString(0))
                        .collect(Collectors.toCollection(TreeSet::new));
        List<LabelledStructure> tested = structures.stream()
                .filter(structure -> ids.contains(structure.configuration().id()))
                .toList();
        int all = ids.size();
        tested.forEach(structure -> ids.remove(structure.configuration().id()));
        if (!ids.isEmpty()) {
            throw new UserErrorException(
                    Kind.DATA,
                    ids.size() + " of the " + all + " structures that " + run
                            + " kept for testing are not among the structures given: "
                            + ids.stream().limit(SHOWN).collect(Collectors.joining(", "))
                            + (ids.size() > SHOWN ? ", ..." : ""));
        }
        return tested;
    }

    private List<EvaluatedStructure> evaluate(SparkSession session, List<LabelledStructure> chosen) {
        List<AtomicConfiguration> configurations =
                chosen.stream().map(LabelledStructure::configuration).toList();
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        int partitions = Math.min(configurations.size(), 4 * spark.defaultParallelism());
        SnapModel potential = model;
        ReferencePotential added = reference;
        List<Row> rows = spark.parallelize(configurations, partitions)
                .mapPartitions(part -> evaluate(potential, added, part))
                .collect();
        List<EvaluatedStructure> evaluated = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            evaluated.add(
                    new EvaluatedStructure(chosen.get(i), row.getDouble(0), row.getAs(1), row.getAs(2), row.getAs(3)));
        }
        return evaluated;
    }

    /** Total energy, energies of the atoms, forces, and stress or null, of some structures. */
    private static Iterator<Row> evaluate(
            SnapModel model, ReferencePotential reference, Iterator<AtomicConfiguration> part) {
        try (SnapPotential potential = new SnapPotential(model, reference)) {
            List<Row> rows = new ArrayList<>();
            part.forEachRemaining(configuration -> rows.add(row(potential, configuration)));
            return rows.iterator();
        }
    }

    private static Row row(SnapPotential potential, AtomicConfiguration configuration) {
        try {
            Evaluation evaluation = potential.evaluate(configuration);
            return RowFactory.create(
                    evaluation.energyEv(),
                    evaluation.atomEnergiesEv(),
                    evaluation.forcesEvPerAngstrom(),
                    evaluation.hasStress() ? evaluation.stressGpa() : null);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserErrorException(Kind.DATA, e.getMessage());
        }
    }

    /** Three tables, each in a folder of its own. */
    private static void store(SparkSession session, List<EvaluatedStructure> evaluated, String path) {
        Stream<Row> atoms = evaluated.stream().flatMap(structure -> EvaluationTables.atoms(structure).stream());
        Stream<Row> sets = SetErrors.of(evaluated).stream().map(EvaluationTables::errors);
        store(
                session,
                evaluated.stream().map(EvaluationTables::configuration).toList(),
                EvaluationTables.CONFIGURATIONS,
                path + "/configurations");
        store(session, atoms.toList(), EvaluationTables.ATOMS, path + "/atoms");
        store(session, sets.toList(), EvaluationTables.ERRORS, path + "/errors");
    }

    private static void store(SparkSession session, List<Row> rows, StructType schema, String path) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        int partitions = 1 + rows.size() / ROWS_PER_PARTITION;
        session.createDataFrame(spark.parallelize(rows, partitions), schema)
                .write()
                .parquet(path);
    }
}
