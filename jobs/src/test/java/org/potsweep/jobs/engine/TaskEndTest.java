package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.spark.Sessions;
import org.potsweep.solver.NativeMatrix;

class TaskEndTest {
    private static SparkSession session;

    @BeforeAll
    static void openSession() {
        session = Sessions.open("task end test", Optional.of("local[1]"), Map.of());
        new NativeMatrix(1, 1).close(); // OpenBLAS takes something for itself, once
    }

    @AfterAll
    static void closeSession() {
        session.stop();
    }

    private static JavaRDD<Integer> partition() {
        return JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(List.of(1, 2, 3), 1);
    }

    /** Of what the task offers only the first is asked for. */
    @Test
    void anAbandonedTaskGivesItsMemoryBack() {
        long before = Pointer.totalBytes();
        JavaRDD<Long> held = partition().mapPartitions(rows -> {
            NativeMatrix matrix = TaskEnd.closing(new NativeMatrix(300, 300));
            return List.of(matrix.size(), Pointer.totalBytes()).iterator();
        });
        assertThat(held.take(1)).containsExactly(90_000L);
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
        assertThat(held.collect().get(1)).isGreaterThan(before);
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }

    @Test
    void aFailedTaskGivesItsMemoryBack() {
        long before = Pointer.totalBytes();
        JavaRDD<Integer> failing = partition().mapPartitions(rows -> {
            TaskEnd.closing(new NativeMatrix(300, 300));
            throw new IllegalStateException("failed on purpose");
        });
        assertThatThrownBy(failing::collect).hasStackTraceContaining("failed on purpose");
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }
}
