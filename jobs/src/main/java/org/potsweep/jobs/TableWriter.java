package org.potsweep.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.potsweep.jobs.storage.RunFolder;
import org.potsweep.jobs.storage.Table;

/** Writes tables of a run beside their places, a few at a time: most take the driver longer than its tasks. */
final class TableWriter implements AutoCloseable {
    private static final int THREADS = 4;

    private final RunFolder folder;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<CompletableFuture<Void>> started = new ArrayList<>();

    TableWriter(RunFolder folder) {
        this.folder = folder;
    }

    /** Begins to write a table; the first that are started come first. */
    void start(Table name, Supplier<Dataset<Row>> table) {
        started.add(CompletableFuture.runAsync(() -> write(name, table.get()), threads));
    }

    /** Writes a table. */
    void write(Table name, Dataset<Row> table) {
        table.write().mode("overwrite").parquet(folder.staged(name));
    }

    /** Waits for the tables that were started; throws what one of them failed with. */
    void await() {
        started.forEach(CompletableFuture::join);
    }

    /** Waits until nothing is being written any more, also after a failure. */
    @Override
    public void close() {
        threads.shutdown();
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null)
                .join();
    }
}
