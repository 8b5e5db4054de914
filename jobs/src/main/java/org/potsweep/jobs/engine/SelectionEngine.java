package org.potsweep.jobs.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.solver.Factor;
import org.potsweep.solver.LeverageScores;
import org.potsweep.solver.NestedFactorisation;
import org.potsweep.solver.NormalEquations;
import org.potsweep.solver.WeightedEquations;

/**
 * Scores structures that have no labels. It takes the steps of a sweep (rows, products, factor, scores), with products of
 * descriptors alone.
 */
public final class SelectionEngine {
    private final JavaSparkContext spark;
    private final List<LabelledConfiguration> structures;
    private final SnapParameters snap;
    private final EngineSettings settings;
    private final int[] all;

    /** @param structures at least one; labels are not looked at */
    public SelectionEngine(
            JavaSparkContext spark,
            List<LabelledConfiguration> structures,
            SnapParameters snap,
            EngineSettings settings) {
        this.spark = spark;
        this.structures = List.copyOf(structures);
        this.snap = snap;
        this.settings = settings;
        this.all = IntStream.range(0, structures.size()).toArray();
    }

    /**
     * Leverage scores of all structures.
     *
     * @param basis the rows that they are relative to: energy rows, or energy and force rows
     * @param block whether a structure's score is the sum over all of its rows, not that of its energy row; takes basis
     *     {@code ALL}
     * @param eweight what energy rows are multiplied by (force rows by 1)
     */
    public StructureScores leverage(Basis basis, boolean block, double eweight) {
        boolean energies = basis == Basis.ENERGY;
        if (block && energies) {
            throw new IllegalArgumentException("block scores are those of all rows: the basis cannot be energy rows");
        }
        double[] weights = energies ? new double[] {eweight} : new double[] {eweight, 1};
        int columns = SnapColumns.of(snap).count();
        GramLayout layout = new GramLayout(0, weights.length, settings.tileColumns(), true);
        long room = block ? roomBytes(columns) : 0; // energy rows alone cost little
        try (RowSource source = new RowSource(spark, structures, 0, false, snap, settings, room, all)) {
            RowSource.Rows rows = energies ? source.energyRows(all) : source.rows(all);
            int[] rowsOf = source.rowsOf();
            Bucketing whole =
                    new Bucketing(Bucketing.TRAIN, columns, null, new int[structures.size()], 1, false, false);
            List<FoldedTile> tiles = new GramPass(List.of(whole), null, layout)
                    .over(rows, rowsOf)
                    .values()
                    .collect();
            int rank;
            LeverageScores scores;
            try (NormalEquations products = GramPass.assemble(columns, layout, tiles.iterator())) {
                WeightedEquations equations = products.weighted(weights, 0);
                try (NestedFactorisation factorisation = new NestedFactorisation(equations, columns)) {
                    Factor factor = factorisation.factor(0);
                    rank = factor.rank();
                    scores = new LeverageScores(equations, factorisation, columns);
                }
            }
            ScorePass pass = new ScorePass(spark, scores, null, layout.first(), weights, null);
            RowSource.Rows scored = block ? rows : source.energyRows(all);
            double[] sums = pass.over(scored.blocks(), all)[0];
            int[] ones = new int[structures.size()];
            Arrays.fill(ones, 1);
            long count = energies
                    ? structures.size()
                    : IntStream.of(rowsOf).asLongStream().sum();
            return new StructureScores(sums, rank, columns, count, block ? rowsOf : ones);
        }
    }

    /** Bytes of rows that a process may keep: for block scores, which go through energy and force rows twice. */
    private long roomBytes(int columns) {
        ProcessMemory memory = ProcessMemory.of(spark, settings);
        int kinds = 2;
        long multiplying = memory.tasks() * SolveMemory.multiplying(kinds, 1 + columns, settings);
        long solving = SolveMemory.products(kinds, 1 + columns) + SolveMemory.factoring(columns);
        return memory.roomForRows(multiplying, solving, settings);
    }
}
