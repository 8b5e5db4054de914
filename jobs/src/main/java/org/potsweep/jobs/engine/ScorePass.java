package org.potsweep.jobs.engine;

import java.util.Arrays;
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
        BlockScores task = new BlockScores(columns, first, kindWeights, weights, positions);
        double[][] all = new double[scores.blocks()][wanted.length];
        List<double[]> parts =
                blocks.map(block -> task.of(block, shared.value())).collect();
        for (double[] part : parts) {
            int stride = 1 + scores.blocks();
            for (int at = 0; at < part.length; at += stride) {
                for (int b = 0; b < scores.blocks(); b++) {
                    all[b][(int) part[at]] = part[at + 1 + b];
                }
            }
        }
        shared.unpersist();
        scores.close();
        return all;
    }

    /** What a task does with a block. */
    private record BlockScores(int[] columns, int first, double[] kindWeights, double[][] weights, int[] positions)
            implements java.io.Serializable {

        /** For each wanted configuration its position, then the sum of its rows' scores at each leading block. */
        double[] of(RowBlock block, LeverageScores scores) {
            int stride = 1 + scores.blocks();
            double[] result = new double[block.configurations() * stride];
            int wanted = 0;
            try (Panel panel = new Panel(scores, result)) {
                for (int c = 0; c < block.configurations(); c++) {
                    int config = block.configIndices()[c];
                    if (config < positions.length && positions[config] >= 0) {
                        result[wanted * stride] = positions[config];
                        add(block, c, panel, wanted * stride + 1);
                        wanted++;
                    }
                }
                panel.score();
            }
            return Arrays.copyOf(result, wanted * stride);
        }

        private void add(RowBlock block, int c, Panel panel, int offset) {
            int order = first + panel.scores.columns();
            double[] row = new double[order];
            for (RowKind kind : RowKind.first(kindWeights.length)) {
                double weight = kindWeights[kind.ordinal()]
                        * (weights == null ? 1 : weights[block.configIndices()[c]][kind.ordinal()]);
                for (int r = block.first(c, kind); r < block.first(c, kind) + block.rows(c, kind); r++) {
                    block.copy(r, columns, first, 1, row);
                    panel.add(row, first, weight, offset);
                }
            }
        }
    }

    /** Rows that wait to be scored, with where in the result their scores belong. */
    private static final class Panel implements AutoCloseable {
        private final LeverageScores scores;
        private final double[] result;
        private final NativeMatrix rows;
        private final double[] weights = new double[LeverageScores.PANEL_ROWS];
        private final int[] offsets = new int[LeverageScores.PANEL_ROWS];
        private int waiting;

        Panel(LeverageScores scores, double[] result) {
            this.scores = scores;
            this.result = result;
            this.rows = new NativeMatrix(scores.columns(), LeverageScores.PANEL_ROWS);
        }

        void add(double[] row, int first, double weight, int offset) {
            rows.write(0, waiting, row, first, scores.columns());
            weights[waiting] = weight;
            offsets[waiting++] = offset;
            if (waiting == weights.length) {
                score();
            }
        }

        /** Scores what waits. */
        void score() {
            double[][] scored = scores.scores(rows, Arrays.copyOf(weights, waiting));
            for (int b = 0; b < scored.length; b++) {
                for (int r = 0; r < waiting; r++) {
                    result[offsets[r] + b] += scored[b][r];
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
