package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.potsweep.solver.LeverageScores;
import org.potsweep.solver.NativeMatrix;

/** Scores configurations: for each the sum of the leverage scores of those of its rows that a pass goes through. */
final class ScorePass {
    private final JavaSparkContext spark;
    private final LeverageScores scores;
    private final int[] columns;
    private final int first;
    private final double[] kindWeights;
    private final double[][] weights;

    /**
     * @param columns the descriptor columns that the scores are about, ascending; null for leading ones
     * @param first 1 + L: the augmented columns before the descriptors
     * @param kindWeights what rows are multiplied by, a row kind
     * @param weights factors on the rows of single configurations; null: all 1
     */
    ScorePass(
            JavaSparkContext spark,
            LeverageScores scores,
            int[] columns,
            int first,
            double[] kindWeights,
            double[][] weights) {
        this.spark = spark;
        this.scores = scores;
        this.columns = columns;
        this.first = first;
        this.kindWeights = kindWeights;
        this.weights = weights;
    }

    /**
     * @param wanted configuration indices; others in the blocks are passed over
     * @return [leading block][index into {@code wanted}]
     */
    double[][] over(JavaRDD<RowBlock> blocks, int[] wanted) {
        Broadcast<LeverageScores> shared = spark.broadcast(scores);
        int[] positions = new int[Arrays.stream(wanted).max().orElse(-1) + 1];
        Arrays.fill(positions, -1);
        for (int i = 0; i < wanted.length; i++) {
            positions[wanted[i]] = i;
        }
        ChunkScores task = new ChunkScores(columns, first, kindWeights, weights, positions);
        double[][] all = new double[scores.blocks()][wanted.length];
        List<double[]> parts = blocks.mapPartitions(
                        own -> new FlatIterator<>(new ChunksOfBlocks(own), chunk -> task.of(chunk, shared.value())))
                .collect();
        for (double[] part : parts) {
            for (int b = 0; b < all.length; b++) {
                all[b][(int) part[0]] = part[1 + b];
            }
        }
        shared.unpersist();
        scores.close();
        return all;
    }

    /** What a task does with a chunk. */
    private record ChunkScores(int[] columns, int first, double[] kindWeights, double[][] weights, int[] positions)
            implements Serializable {

        /** For each wanted configuration its position, then the sum of its rows' scores at each leading block. */
        Iterator<double[]> of(Iterator<RowBlock> chunk, LeverageScores scores) {
            List<double[]> sums = new ArrayList<>();
            try (Panel panel = new Panel(scores)) {
                while (chunk.hasNext()) {
                    RowBlock block = chunk.next();
                    for (int c = 0; c < block.configurations(); c++) {
                        int config = block.configIndices()[c];
                        if (config < positions.length && positions[config] >= 0) {
                            double[] ofConfig = new double[1 + scores.blocks()];
                            ofConfig[0] = positions[config];
                            sums.add(ofConfig);
                            add(block, c, panel, ofConfig);
                        }
                    }
                }
                panel.score();
            }
            return sums.iterator();
        }

        private void add(RowBlock block, int c, Panel panel, double[] sums) {
            RowBlock.Reader reader = block.reader(columns, first, first + panel.scores.columns());
            for (RowKind kind : RowKind.first(kindWeights.length)) {
                double weight = kindWeights[kind.ordinal()]
                        * (weights == null ? 1 : weights[block.configIndices()[c]][kind.ordinal()]);
                for (int r = block.first(c, kind); r < block.first(c, kind) + block.rows(c, kind); r++) {
                    panel.add(reader.read(r, 1), first, weight, sums);
                }
            }
        }
    }

    /** Rows that wait to be scored, with the sums, behind a first number, that their scores belong to. */
    private static final class Panel implements AutoCloseable {
        private final LeverageScores scores;
        private final NativeMatrix rows;
        private final double[] weights = new double[LeverageScores.PANEL_ROWS];
        private final double[][] sums = new double[LeverageScores.PANEL_ROWS][];
        private int waiting;

        Panel(LeverageScores scores) {
            this.scores = scores;
            this.rows = new NativeMatrix(scores.columns(), LeverageScores.PANEL_ROWS);
        }

        void add(double[] row, int first, double weight, double[] ofRow) {
            rows.write(0, waiting, row, first, scores.columns());
            weights[waiting] = weight;
            sums[waiting++] = ofRow;
            if (waiting == weights.length) {
                score();
            }
        }

        /** Scores what waits. */
        void score() {
            double[][] scored = scores.scores(rows, Arrays.copyOf(weights, waiting));
            for (int b = 0; b < scored.length; b++) {
                for (int r = 0; r < waiting; r++) {
                    sums[r][1 + b] += scored[b][r];
                }
            }
            waiting = 0;
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
