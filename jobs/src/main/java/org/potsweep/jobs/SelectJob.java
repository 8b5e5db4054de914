package org.potsweep.jobs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.ExtendedXyzWriter;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Orderings;
import org.potsweep.jobs.engine.ProcessMemory;
import org.potsweep.jobs.engine.SelectionEngine;
import org.potsweep.jobs.engine.StructureScores;
import org.potsweep.jobs.plan.SelectionMemory;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SelectionSettings;
import org.potsweep.jobs.storage.NewFolder;
import org.potsweep.jobs.storage.ResultTables;

/**
 * Ranks structures that have no labels yet, and writes the ordering (the table {@code orderings}) and the first of it as
 * extended XYZ, for DFT.
 */
public final class SelectJob {
    /** The file of the chosen structures, in the output folder. */
    public static final String SELECTED = "selected.xyz";

    private static final String ORDERINGS = "orderings";

    private final List<LabelledConfiguration> structures;
    private final SelectionSettings settings;
    private final SnapParameters snap;
    private final Request request;
    private final String out;

    /**
     * What is asked for.
     *
     * @param size structures to choose
     * @param strategy random, leverage or block-leverage
     * @param basis the rows that leverage scores are relative to
     * @param twojmax at which scores are taken, in place of the settings' largest
     * @param largestFirst whether the largest scores come first, instead of being drawn sooner
     * @param seed of the random numbers
     * @param replicate which of the orderings with that seed, from 1
     */
    public record Request(
            int size,
            Strategy strategy,
            Basis basis,
            OptionalInt twojmax,
            boolean largestFirst,
            long seed,
            int replicate) {}

    /**
     * What was chosen.
     *
     * @param scores of all structures; empty with the strategy random
     * @param twojmax at which they were taken
     */
    public record Selected(List<LabelledConfiguration> structures, Optional<StructureScores> scores, int twojmax) {}

    /**
     * @param structures to choose from
     * @param out a folder, new or empty, on any file system that Hadoop knows
     * @throws UserErrorException if there are fewer structures than asked for, or the descriptor does not fit
     */
    public SelectJob(List<LabelledConfiguration> structures, SelectionSettings settings, Request request, String out) {
        this.structures = List.copyOf(structures);
        this.settings = settings;
        this.request = request;
        this.out = out;
        this.snap = snap();
        if (request.size() > structures.size()) {
            throw new UserErrorException(
                    Kind.DATA,
                    "there are " + structures.size() + " structures to choose from, but " + request.size()
                            + " are asked for");
        }
        SweepInput.requireElements(
                snap,
                structures.stream().map(LabelledConfiguration::configuration).toList());
    }

    private SnapParameters snap() {
        int variants = settings.descriptor().variants().size();
        if (variants > 1) {
            throw new UserErrorException(
                    Kind.SETTINGS,
                    "the settings sweep " + variants + " descriptors; a selection is made with one: give single values,"
                            + " for example -D descriptor.rcutfac=4.8");
        }
        SnapParameters largest = settings.descriptor().snap();
        try {
            return largest.withTwojmax(request.twojmax().orElse(largest.twojmax()));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(Kind.SETTINGS, e.getMessage());
        }
    }

    /** @throws UserErrorException if rows cannot be computed, memory will not do or the folder is not free */
    public Selected execute(SparkSession session) {
        NewFolder folder = NewFolder.at(out, session.sparkContext().hadoopConfiguration());
        Optional<StructureScores> scores =
                request.strategy().scored() ? Optional.of(scores(session)) : Optional.empty();
        Ordering ordering = ordering(scores);
        List<LabelledConfiguration> chosen = Arrays.stream(ordering.configs(), 0, request.size())
                .mapToObj(structures::get)
                .toList();
        List<Row> rows = ResultTables.ordering(ordering, scores.isEmpty() ? null : snap.twojmax(), ids());
        folder.write(path -> {
            session.createDataFrame(rows, ResultTables.ORDERINGS)
                    .coalesce(1)
                    .write()
                    .parquet(path + "/" + ORDERINGS);
            write(session, chosen, path + "/" + SELECTED);
        });
        return new Selected(chosen, scores, snap.twojmax());
    }

    private StructureScores scores(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        SelectionMemory.of(
                        snap,
                        request.basis(),
                        settings.engine(),
                        ProcessMemory.of(spark, settings.engine()),
                        ProcessMemory.ofDriver(spark, settings.engine()))
                .requireFits();
        return new SelectionEngine(spark, structures, snap, settings.engine())
                .leverage(request.basis(), request.strategy() == Strategy.BLOCK_LEVERAGE, settings.eweight());
    }

    private List<String> ids() {
        return structures.stream()
                .map(structure -> structure.configuration().id())
                .toList();
    }

    private Ordering ordering(Optional<StructureScores> known) {
        double[] scores = known.map(StructureScores::scores).orElseGet(() -> {
            double[] ones = new double[structures.size()];
            Arrays.fill(ones, 1);
            return ones;
        });
        int[] order = request.largestFirst()
                ? IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                        .mapToInt(Integer::intValue)
                        .toArray()
                : Orderings.draw(scores, ids(), request.seed(), request.replicate());
        return new Ordering(
                request.strategy().label()
                        + (known.isEmpty() ? "" : "-2J" + snap.twojmax())
                        + (request.largestFirst() ? "-largest-first" : "-" + request.replicate()),
                request.strategy(),
                request.replicate(),
                Ordering.ANY,
                Ordering.ANY,
                true,
                new int[] {request.size()},
                order,
                Arrays.stream(order).mapToDouble(i -> scores[i]).toArray());
    }

    private void write(SparkSession session, List<LabelledConfiguration> chosen, String file) {
        Path path = new Path(file);
        try {
            FileSystem fileSystem = path.getFileSystem(session.sparkContext().hadoopConfiguration());
            try (BufferedWriter writer = new BufferedWriter(
                    new OutputStreamWriter(fileSystem.create(path, false), StandardCharsets.UTF_8))) {
                for (LabelledConfiguration structure : chosen) {
                    ExtendedXyzWriter.write(structure, settings.idKey(), settings.groupKey(), writer);
                }
            }
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, file + " cannot be written: " + e.getMessage());
        }
    }
}
