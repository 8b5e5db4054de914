package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowCacheTest {
    private final long former = RowCache.number();
    private final long latter = RowCache.number();

    @AfterEach
    void dropAll() {
        RowCache.drop(latter);
    }

    @Test
    void givesBackWhatItKeepsOrItsFirstRows() {
        RowCache cache = RowCache.of(former);
        cache.keep(7, new double[] {-1, 1, 2, 3, 4, -1}, 1, 4);

        double[] all = new double[6];
        double[] first = new double[6];
        assertThat(cache.read(7, all, 2, 4)).isTrue();
        assertThat(all).containsExactly(0, 0, 1, 2, 3, 4);
        assertThat(RowCache.of(former).read(7, first, 0, 2)).isTrue();
        assertThat(first).containsExactly(1, 2, 0, 0, 0, 0);
        assertThat(cache.read(8, all, 0, 4)).isFalse();
        assertThat(cache.read(7, new double[5], 0, 5)).as("more than was kept").isFalse();
    }

    @Test
    void aSourceMakesRoomForTheNextAndLateTasksOfItFindAndLeaveNothing() {
        RowCache cache = RowCache.of(former);
        cache.keep(7, new double[] {1}, 0, 1);
        RowCache.of(latter).keep(9, new double[] {2}, 0, 1);

        for (RowCache late : new RowCache[] {cache, RowCache.of(former)}) {
            late.keep(8, new double[] {1}, 0, 1);
            for (int config = 7; config < 10; config++) {
                assertThat(late.read(config, new double[1], 0, 1)).isFalse();
            }
        }
        assertThat(RowCache.of(latter).read(9, new double[1], 0, 1)).isTrue();
        assertThat(RowCache.of(latter).read(7, new double[1], 0, 1)).isFalse();
    }

    @Test
    void droppingGivesTheMemoryBackForGood() {
        int length = 1 << 20;
        RowCache.of(former).keep(7, new double[length], 0, length);
        long held = Pointer.totalBytes();
        RowCache.drop(former);
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(held - 8L * length);
        RowCache.of(former).keep(7, new double[length], 0, length);
        assertThat(RowCache.of(former).read(7, new double[1], 0, 1)).isFalse();
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
            cache.keep(config, rows, 0, rows.length);
            double[] target = new double[100];
            if (cache.read(config, target, 0, target.length)) {
                hits.incrementAndGet();
                assertThat(target).containsOnly(value);
            }
        });
        assertThat(hits.get()).isPositive();
    }
}
