package org.potsweep.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.spark.Sessions;
import org.potsweep.jobs.storage.RunFolder;
import org.potsweep.jobs.storage.Table;

class TableWriterTest {
    private static SparkSession session;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void openSession() {
        session = Sessions.open("table writer test", Optional.of("local[2]"), Map.of());
    }

    @AfterAll
    static void closeSession() {
        session.stop();
    }

    private RunFolder folder() {
        return RunFolder.open(
                temporary.resolve("run").toString(), session.sparkContext().hadoopConfiguration());
    }

    private static Dataset<Row> numbers(int count) {
        return session.range(count).toDF();
    }

    private static long count(RunFolder folder, Table table) {
        return session.read().parquet(folder.staged(table)).count();
    }

    @Test
    void writesWhatWasStartedAndWhatWasNot() {
        try (RunFolder folder = folder();
                TableWriter writer = new TableWriter(folder)) {
            writer.start(Table.LEVELS, () -> numbers(3));
            writer.start(Table.MODELS, () -> numbers(5));
            writer.write(Table.RESULTS, numbers(7));
            writer.await();
            assertThat(count(folder, Table.LEVELS)).isEqualTo(3);
            assertThat(count(folder, Table.MODELS)).isEqualTo(5);
            assertThat(count(folder, Table.RESULTS)).isEqualTo(7);
        }
    }

    /** The caller learns of it, and nobody writes into the folder any more. */
    @Test
    void aFailureIsTheCallersAndTheOthersAreWaitedFor() {
        CountDownLatch failed = new CountDownLatch(1);
        try (RunFolder folder = folder()) {
            try (TableWriter writer = new TableWriter(folder)) {
                writer.start(Table.LABELS, () -> {
                    failed.countDown();
                    throw new UserErrorException(Kind.DATA, "no labels");
                });
                writer.start(Table.MODELS, () -> {
                    await(failed);
                    return numbers(5);
                });
                assertThatThrownBy(writer::await)
                        .hasCauseInstanceOf(UserErrorException.class)
                        .hasMessageContaining("no labels");
            }
            assertThat(count(folder, Table.MODELS)).isEqualTo(5);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
