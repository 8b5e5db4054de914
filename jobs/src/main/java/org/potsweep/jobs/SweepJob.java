package org.potsweep.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.potsweep.jobs.dataset.DatasetTables;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.engine.SolvedCell;
import org.potsweep.jobs.engine.StageClock;
import org.potsweep.jobs.engine.SweepEngine;
import org.potsweep.jobs.engine.SweepOutcome;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.levels.LevelComparison;
import org.potsweep.jobs.levels.LevelData;
import org.potsweep.jobs.plan.Calibration;
import org.potsweep.jobs.plan.PeakMemory;
import org.potsweep.jobs.plan.PlannedMemory;
import org.potsweep.jobs.plan.PlannedTime;
import org.potsweep.jobs.plan.SweepPlan;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.spark.Kernels;
import org.potsweep.jobs.storage.FrontTable;
import org.potsweep.jobs.storage.LevelTables;
import org.potsweep.jobs.storage.ResultTables;
import org.potsweep.jobs.storage.ResultTables.OrderingColumns;
import org.potsweep.jobs.storage.RunFolder;
import org.potsweep.jobs.storage.RunManifest;
import org.potsweep.jobs.storage.Table;
import org.potsweep.solver.OpenBlas;

/**
 * The main job: reads the data, runs the sweep, writes the tables beside their places and publishes them together. The
 * same command on a published folder only reads the summary again.
 */
public final class SweepJob {
    private static final long MODELS_A_FILE = 50_000;

    /** Expected seconds of which a calibration is two per cent. */
    private static final double WORTH_CALIBRATING = 120;

    private final SparkSession session;
    private final SweepInput input;
    private final SweepSettings settings;
    private final String out;
    private final StageClock clock;

    /**
     * @param out the run folder
     * @param clock times the stages
     */
    public SweepJob(SparkSession session, SweepInput input, String out, StageClock clock) {
        this.session = session;
        this.input = input;
        this.settings = input.settings();
        this.out = out;
        this.clock = clock;
    }

    /** @throws UserErrorException if the folder holds or does another run */
    public SweepSummary execute() {
        try (RunFolder folder = RunFolder.open(out, session.sparkContext().hadoopConfiguration())) {
            LabelledDataset dataset = input.dataset();
            Optional<RunManifest> published = folder.published(settings.rendered(), dataset.fingerprint());
            if (published.isPresent()) {
                Dataset<Row> results = session.read().parquet(folder.published(Table.RESULTS));
                return new SummaryReader(folder.path(), published.get(), results).read(settings.front());
            }
            checkResiduals();
            Expected expected = plan();
            folder.discardUnpublished();
            LabelledDataset fitted = dataset.relativeTo(settings.reference());
            SweepEngine engine = new SweepEngine(
                    JavaSparkContext.fromSparkContext(session.sparkContext()),
                    settings,
                    fitted,
                    input.split(),
                    input.weights(),
                    clock);
            try (TableWriter writer = new TableWriter(folder)) {
                startTablesOfData(writer, dataset);
                try (SweepOutcome outcome = engine.execute()) {
                    return publish(writer, folder, dataset, fitted, outcome, expected);
                }
            }
        }
    }

    /** Begins to write what is known before the sweep: it fills the gaps between the sweep's own tasks. */
    private void startTablesOfData(TableWriter writer, LabelledDataset dataset) {
        writer.start(
                Table.CONFIGURATIONS,
                () -> DatasetTables.configurations(
                        session, dataset, input.split().test(), input.weights().factors()));
        writer.start(Table.LABELS, () -> DatasetTables.labels(session, dataset));
        LevelComparison levels = LevelComparison.of(LevelData.of(dataset), Optional.empty());
        writer.start(Table.LEVELS, () -> oneFile(LevelTables.levels(levels), LevelTables.LEVELS));
        writer.start(Table.LEVEL_THRESHOLDS, () -> oneFile(LevelTables.thresholds(levels), LevelTables.THRESHOLDS));
    }

    private SweepSummary publish(
            TableWriter writer,
            RunFolder folder,
            LabelledDataset dataset,
            LabelledDataset fitted,
            SweepOutcome outcome,
            Expected expected) {
        ResultTables tables = tables(outcome, dataset);
        JavaRDD<SolvedCell> cells =
                outcome.cells().coalesce(files(outcome.design().models()));
        Dataset<Row> results = session.createDataFrame(cells.map(tables::result), tables.results())
                .sortWithinPartitions(tables.sortColumns());
        FrontAnswer front;
        try (writer) { // before what is being written is let go of
            front = clock.time("writing tables", () -> untilFront(writer, dataset, outcome, tables, results, cells));
            clock.time("residuals", () -> residuals(writer, dataset, fitted, outcome, tables, results, front));
        }
        List<String> warnings = new ArrayList<>(dataset.warnings());
        warnings.addAll(outcome.warnings());
        Kernels.disagreement(JavaSparkContext.fromSparkContext(session.sparkContext()))
                .ifPresent(warnings::add);
        RunManifest manifest = manifest(dataset.fingerprint(), warnings, expected);
        writeRun(folder, manifest);
        folder.publish(List.of(Table.values()), manifest);
        // Their columns are known, which spares Spark a look into the files.
        Dataset<Row> written = session.read().schema(tables.results()).parquet(folder.published(Table.RESULTS));
        return new SummaryReader(folder.path(), manifest, written).read(front);
    }

    /** Before the sweep, not after it. */
    private void checkResiduals() {
        FactorialDesign design = FactorialDesign.of(settings);
        ResultTables tables = new ResultTables(
                design, settings.reference().pairStyle(), List.of(), settings.front()::evaluationSeconds);
        try {
            ResidualStage.check(session, settings.residuals(), tables.results());
        } catch (UserErrorException refusal) {
            throw settings.places().placed(refusal);
        }
    }

    private ResultTables tables(SweepOutcome outcome, LabelledDataset dataset) {
        return new ResultTables(
                outcome.design(),
                settings.reference().pairStyle(),
                costs(dataset, outcome),
                settings.front()::evaluationSeconds);
    }

    /** Takes the front of the results, while they and other tables are being written. */
    private FrontAnswer untilFront(
            TableWriter writer,
            LabelledDataset dataset,
            SweepOutcome outcome,
            ResultTables tables,
            Dataset<Row> results,
            JavaRDD<SolvedCell> cells) {
        writer.start(Table.RESULTS, () -> results);
        writer.start(Table.MODELS, () -> session.createDataFrame(cells.map(tables::model), tables.models()));
        writer.start(Table.ORDERINGS, () -> orderings(dataset, outcome, tables));
        return FrontJob.ofResults(results, settings.front()).execute();
    }

    /** Writes the tables of the front and of its residuals, and waits for all tables. */
    private boolean residuals(
            TableWriter writer,
            LabelledDataset dataset,
            LabelledDataset fitted,
            SweepOutcome outcome,
            ResultTables tables,
            Dataset<Row> results,
            FrontAnswer front) {
        try (ResidualStage stage =
                new ResidualStage(session, settings, outcome, dataset, fitted, tables, front.overall(), results)) {
            writer.start(Table.RESIDUALS, stage::residuals);
            writer.start(Table.PARITY, stage::parity);
            FrontTable rows = new FrontTable(front);
            writer.start(Table.FRONT, () -> oneFile(rows.rows(), rows.schema()));
            writer.await();
        }
        return true;
    }

    private Dataset<Row> orderings(LabelledDataset dataset, SweepOutcome outcome, ResultTables tables) {
        List<String> ids = dataset.configurations().stream()
                .map(c -> c.configuration().id())
                .toList();
        List<Row> orderings = outcome.orderings().stream()
                .flatMap(ordering -> tables.ordering(ordering, ids).stream())
                .toList();
        return session.createDataFrame(orderings, ResultTables.ORDERINGS);
    }

    private Dataset<Row> oneFile(List<Row> rows, StructType schema) {
        return session.createDataFrame(rows, schema).coalesce(1);
    }

    /** The number of Parquet files of a table with a row a model: one while that is small. */
    private static int files(long models) {
        return (int) Math.min(64, 1 + models / MODELS_A_FILE);
    }

    /** DFT seconds of every ordering's prefixes, at each level. */
    private static List<OrderingColumns> costs(LabelledDataset dataset, SweepOutcome outcome) {
        List<OrderingColumns> costs = new ArrayList<>();
        for (Ordering ordering : outcome.orderings()) {
            double[][] seconds = new double[dataset.levels().size()][ordering.sizes().length];
            for (int level = 0; level < seconds.length; level++) {
                double sum = 0;
                for (int size = 0, rank = 0; size < seconds[level].length; size++) {
                    for (; rank < ordering.count(size); rank++) {
                        sum += dataset.configurations()
                                .get(ordering.configs()[rank])
                                .costSeconds(level);
                    }
                    seconds[level][size] = sum;
                }
            }
            costs.add(new OrderingColumns(
                    ordering.strategy(), ordering.id(), ordering.replicate(), ordering.sizes(), seconds));
        }
        return costs;
    }

    /**
     * What the run is expected to take: by a calibration, where that takes no more than a few per cent of it, otherwise by
     * typical speeds.
     *
     * @throws UserErrorException if the sweep does not fit into memory
     */
    private Expected plan() {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        SweepPlan plan = SweepPlan.of(
                settings,
                input.dataset(),
                input.split(),
                input.weights(),
                ProcessMemory.of(spark, settings.engine()),
                ProcessMemory.ofDriver(spark, settings.engine()));
        plan.memory().requireFits();
        int cores = spark.defaultParallelism();
        PlannedTime time = PlannedTime.of(plan, Calibration.TYPICAL, cores);
        boolean measured = time.total() >= WORTH_CALIBRATING;
        if (measured) {
            Calibration speed = clock.time(
                    "calibration",
                    () -> Calibration.measure(
                            FactorialDesign.of(settings),
                            input.dataset(),
                            settings.engine().tileColumns()));
            time = PlannedTime.of(plan, speed, cores);
        }
        return new Expected(time.stages(), measured, spark.isLocal() ? Optional.of(plan.memory()) : Optional.empty());
    }

    /**
     * What the run is expected to take, by speeds that were measured or typical ones.
     *
     * @param memory of this process; of a cluster's, where this is the driver alone, nothing is known to hold it against
     */
    private record Expected(Map<String, Double> seconds, boolean calibrated, Optional<PlannedMemory> memory) {}

    private RunManifest manifest(String fingerprint, List<String> warnings, Expected expected) {
        PeakMemory peak = PeakMemory.now();
        Map<String, String> versions = new TreeMap<>();
        versions.put("spark", session.version());
        versions.put("java", Runtime.version().toString());
        versions.put("openblas_coretype", System.getenv().getOrDefault("OPENBLAS_CORETYPE", "its own choice"));
        String version = SweepJob.class.getPackage().getImplementationVersion();
        return new RunManifest(
                version == null ? "development" : version,
                settings.rendered(),
                fingerprint,
                OpenBlas.kernelFingerprint(),
                versions,
                Arrays.stream(Table.values()).map(Table::folder).toList(),
                clock.seconds(),
                warnings,
                clock.seconds().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum(),
                new RunManifest.Effort(
                        expected.seconds(),
                        expected.calibrated(),
                        expected.memory().map(PlannedMemory::peakHeap).orElse(0L),
                        expected.memory().map(PlannedMemory::peakMatrices).orElse(0L),
                        peak.heap(),
                        peak.process()));
    }

    private void writeRun(RunFolder folder, RunManifest manifest) {
        StructType schema = new StructType()
                .add("potsweep", DataTypes.StringType, false)
                .add("settings", DataTypes.StringType, false)
                .add("dataset_fingerprint", DataTypes.StringType, false)
                .add("kernel_fingerprint", DataTypes.StringType, false)
                .add("spark", DataTypes.StringType, false)
                .add("java", DataTypes.StringType, false)
                .add("stage", DataTypes.StringType, false)
                .add("seconds", DataTypes.DoubleType, false);
        List<Row> rows = manifest.stageSeconds().entrySet().stream()
                .map(stage -> RowFactory.create(
                        manifest.potsweep(),
                        manifest.settings(),
                        manifest.dataset(),
                        manifest.kernel(),
                        manifest.versions().get("spark"),
                        manifest.versions().get("java"),
                        stage.getKey(),
                        stage.getValue()))
                .toList();
        try (TableWriter writer = new TableWriter(folder)) {
            writer.write(Table.RUN, oneFile(rows, schema));
        }
    }
}
