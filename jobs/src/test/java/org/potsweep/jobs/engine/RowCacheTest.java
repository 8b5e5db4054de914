package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowCacheTest {
    private static final long SOURCE = Long.MAX_VALUE - 1;

    @AfterEach
    void dropAll() {
        RowCache.drop(SOURCE);
        RowCache.drop(SOURCE - 1);
    }

    @Test
    void givesBackWhatItKeepsOrItsFirstRows() {
        RowCache cache = RowCache.of(SOURCE);
        cache.keep(7, new double[] {-1, 1, 2, 3, 4, -1}, 1, 4);

        double[] all = new double[6];
        double[] first = new double[6];
        assertThat(cache.read(7, all, 2, 4)).isTrue();
        assertThat(all).containsExactly(0, 0, 1, 2, 3, 4);
        assertThat(RowCache.of(SOURCE).read(7, first, 0, 2)).isTrue();
        assertThat(first).containsExactly(1, 2, 0, 0, 0, 0);
        assertThat(cache.read(8, all, 0, 4)).isFalse();
    }

    @Test
    void oneSourceMakesRoomForAnother() {
        RowCache cache = RowCache.of(SOURCE);
        cache.keep(7, new double[] {1}, 0, 1);
        RowCache other = RowCache.of(SOURCE - 1);

        double[] target = new double[1];
        assertThat(other.read(7, target, 0, 1)).isFalse();
        // A task of the former source may still be under way.
        cache.keep(8, new double[] {1}, 0, 1);
        assertThat(cache.read(7, target, 0, 1)).isFalse();
        assertThat(cache.read(8, target, 0, 1)).isFalse();
        RowCache.drop(SOURCE);
        assertThat(RowCache.of(SOURCE - 1)).isSameAs(other);
        RowCache.drop(SOURCE - 1);
        assertThat(RowCache.of(SOURCE - 1)).isNotSameAs(other);
    }

    @Test
    void tasksReadAndKeepWhileAnotherSourceTakesOver() {
        IntStream.range(0, 4000).parallel().forEach(i -> {
            RowCache cache = RowCache.of(SOURCE - i / 500 % 2);
            double[] rows = new double[100];
            Arrays.fill(rows, i % 50);
            cache.keep(i % 50, rows, 0, rows.length);
            double[] target = new double[100];
            if (cache.read(i % 50, target, 0, target.length)) {
                assertThat(target).containsOnly(i % 50);
            }
        });
    }
}
