package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.spark.Sessions;

/** Three subsets, a partition each, of two systems with two levels: (size, shape). */
class OpenCellsTest {
    private static final DesignCell UNCERTAIN = cell(1, 0, 1);
    private static final Set<DesignCell> LACKING = Set.of(cell(1, 0, 0), cell(1, 1, 1), cell(2, 0, 0));

    private static SparkSession session;

    @BeforeAll
    static void openSession() {
        session = Sessions.open("open cells test", Optional.of("local[2]"), Map.of());
    }

    @AfterAll
    static void closeSession() {
        session.stop();
    }

    private static DesignCell cell(int size, int shape, int level) {
        return new DesignCell(0, 0, size, 0, shape, level);
    }

    private static SolvedCell solved(DesignCell cell) {
        FittedModel model = new FittedModel(cell, 1, 1, "cholesky", false, new double[] {cell.size()});
        int explicit = LACKING.contains(cell) ? SolvedCell.bit(RowSet.TEST) : 0;
        return new SolvedCell(model, new ErrorSums(new double[ErrorSums.LENGTH]), explicit, cell.equals(UNCERTAIN));
    }

    private static JavaRDD<SolvedCell> cells() {
        List<SolvedCell> cells = new ArrayList<>();
        for (int size = 0; size < 3; size++) {
            for (int shape = 0; shape < 2; shape++) {
                for (int level = 0; level < 2; level++) {
                    cells.add(solved(cell(size, shape, level)));
                }
            }
        }
        return JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(cells, 3);
    }

    @Test
    void allCellsOfAnUncertainSystemAreSolvedAnewInTheirPartition() {
        OpenCells open = OpenCells.of(cells());

        SystemKey system = SystemKey.of(UNCERTAIN);
        assertThat(open.uncertainSystems()).containsExactly(system);
        assertThat(open.partitions(Set.of(system))).containsExactly(1);
        assertThat(open.uncertainModels())
                .extracting(FittedModel::cell)
                .containsExactlyInAnyOrder(cell(1, 0, 0), UNCERTAIN);
        assertThat(Partitions.of(cells().rdd(), open.partitions(open.uncertainSystems()))
                        .collect())
                .hasSize(4)
                .allMatch(solved -> solved.cell().size() == 1);
    }

    /** The sums that an uncertain cell lacks are those of a model that is about to change. */
    @Test
    void cellsOfUncertainSystemsDoNotLackSumsYet() {
        assertThat(OpenCells.of(cells()).lacking())
                .extracting(SolvedCell::cell)
                .containsExactlyInAnyOrder(cell(1, 1, 1), cell(2, 0, 0));
    }
}
