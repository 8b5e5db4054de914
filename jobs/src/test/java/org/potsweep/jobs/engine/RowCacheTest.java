package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.potsweep.solver.NativeMatrix;

class RowCacheTest {
    private final long former = RowCache.number();
    private final long latter = RowCache.number();

    @AfterEach
    void dropAll() {
        RowCache.drop(latter);
    }

    /** The rows of a configuration, of which there are {@code count} at least; null if they are not here. */
    private static double[] rows(RowCache cache, int config, int count) {
        try (RowCache.Reader reader = cache.reader()) {
            NativeMatrix rows = reader.rows(config, count);
            return rows == null ? null : rows.toArray();
        }
    }

    @Test
    void givesBackWhatItKeeps() {
        RowCache cache = RowCache.of(former);
        cache.keep(7, new double[] {-1, 1, 2, 3, 4, -1}, 1, 2, 2);

        assertThat(rows(cache, 7, 2)).containsExactly(1, 2, 3, 4);
        assertThat(rows(RowCache.of(former), 7, 1)).containsExactly(1, 2, 3, 4);
        assertThat(rows(cache, 8, 1)).isNull();
        assertThat(rows(cache, 7, 3)).as("more than was kept").isNull();
    }

    @Test
    void aSourceMakesRoomForTheNextAndLateTasksOfItFindAndLeaveNothing() {
        RowCache cache = RowCache.of(former);
        cache.keep(7, new double[] {1}, 0, 1, 1);
        RowCache.of(latter).keep(9, new double[] {2}, 0, 1, 1);

        for (RowCache late : new RowCache[] {cache, RowCache.of(former)}) {
            late.keep(8, new double[] {1}, 0, 1, 1);
            for (int config = 7; config < 10; config++) {
                assertThat(rows(late, config, 1)).isNull();
            }
        }
        assertThat(rows(RowCache.of(latter), 9, 1)).containsExactly(2);
        assertThat(rows(RowCache.of(latter), 7, 1)).isNull();
    }

    @Test
    void droppingGivesTheMemoryBackForGood() {
        int length = 1 << 20;
        RowCache.of(former).keep(7, new double[length], 0, length, 1);
        long held = Pointer.totalBytes();
        RowCache.drop(former);
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(held - 8L * length);
        RowCache.of(former).keep(7, new double[length], 0, length, 1);
        assertThat(rows(RowCache.of(former), 7, 1)).isNull();
    }

    @Test
    void rowsStayWhileSomeoneLooksAtThem() throws Exception {
        RowCache cache = RowCache.of(former);
        cache.keep(7, new double[] {1, 2}, 0, 2, 1);
        CountDownLatch dropping = new CountDownLatch(1);
        CompletableFuture<Void> dropped;
        try (RowCache.Reader reader = cache.reader()) {
            NativeMatrix rows = reader.rows(7, 1);
            dropped = CompletableFuture.runAsync(() -> {
                dropping.countDown();
                RowCache.drop(former);
            });
            dropping.await();
            assertThatThrownBy(() -> dropped.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(rows.toArray()).containsExactly(1, 2);
        }
        dropped.get(1, TimeUnit.MINUTES);
        assertThat(rows(cache, 7, 1)).isNull();
    }

    @Test
    void tasksReadAndKeepWhileAnotherSourceTakesOver() {
        AtomicInteger hits = new AtomicInteger();
        IntStream.range(0, 4000).parallel().forEach(i -> {
            long source = i < 2000 ? former : latter;
            int config = i % 50;
            double value = 1000 * (source - former) + config;
            RowCache cache = RowCache.of(source);
            double[] rows = new double[100];
            Arrays.fill(rows, value);
            cache.keep(config, rows, 0, rows.length, 1);
            double[] found = rows(cache, config, 1);
            if (found != null) {
                hits.incrementAndGet();
                assertThat(found).hasSize(100).containsOnly(value);
            }
        });
        assertThat(hits.get()).isPositive();
    }
}
