package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final int[] ROWS =
            new Random(7).ints(300, 4, 200).map(n -> 1 + 3 * (n / 3)).toArray();

    private static int[][] cut(int[] groups, int most) {
        return Chunks.cut(ROWS, i -> groups[i], most);
    }

    private static int[] groups(int count) {
        return new Random(8).ints(ROWS.length, 0, count).toArray();
    }

    private static int rows(int[] chunk) {
        return IntStream.of(chunk).map(i -> ROWS[i]).sum();
    }

    @Test
    void everyConfigurationIsInOneChunkAndGroupsDoNotMix() {
        int[] groups = groups(5);
        int[][] chunks = cut(groups, 1000);
        assertThat(Arrays.stream(chunks).flatMapToInt(IntStream::of).toArray())
                .containsExactlyInAnyOrder(IntStream.range(0, ROWS.length).toArray());
        for (int[] chunk : chunks) {
            assertThat(chunk).isNotEmpty().isSorted();
            assertThat(IntStream.of(chunk).map(i -> groups[i]).distinct().count())
                    .isEqualTo(1);
        }
    }

    /** Chunks of a group follow each other, are as few as the limit allows and differ by less than two structures. */
    @Test
    void chunksOfAGroupAreAlike() {
        int[] groups = groups(3);
        int[][] chunks = cut(groups, 1000);
        for (int group = 0; group < 3; group++) {
            int wanted = group;
            List<int[]> own = Arrays.stream(chunks)
                    .filter(chunk -> groups[chunk[0]] == wanted)
                    .toList();
            int total = own.stream().mapToInt(ChunksTest::rows).sum();
            assertThat(own).hasSize((total + 999) / 1000);
            int least = own.stream().mapToInt(ChunksTest::rows).min().orElseThrow();
            for (int c = 0; c < own.size(); c++) {
                assertThat(rows(own.get(c))).isLessThan(1000 + 200).isLessThan(least + 2 * 200);
                if (c > 0) {
                    int[] before = own.get(c - 1);
                    assertThat(own.get(c)[0]).isGreaterThan(before[before.length - 1]);
                }
            }
        }
        List<Integer> order = new ArrayList<>();
        Arrays.stream(chunks).forEach(chunk -> order.add(groups[chunk[0]]));
        assertThat(order).isSorted();
    }

    @Test
    void aConfigurationThatIsTooLargeStandsAlone() {
        int[][] chunks = Chunks.cut(new int[] {5, 400, 6, 7}, i -> 0, 20);
        assertThat(chunks).isDeepEqualTo(new int[][] {{0}, {1}, {2, 3}});
    }

    @Test
    void noConfigurationsMakeNoChunks() {
        assertThat(Chunks.cut(new int[0], i -> 0, 20)).isEmpty();
    }

    /** An eighth of few rows, a forty-eighth of many, within bounds. */
    @Test
    void theLimitFollowsTheData() {
        assertThat(Chunks.limit(100, 40_000)).isEqualTo(192);
        assertThat(Chunks.limit(8 * 192, 40_000)).isEqualTo(192);
        assertThat(Chunks.limit(6000, 40_000)).isEqualTo(750);
        assertThat(Chunks.limit(8 * 16_384, 40_000)).isEqualTo(16_384);
        assertThat(Chunks.limit(300_000, 40_000)).isEqualTo(16_384);
        assertThat(Chunks.limit(48 * 20_000, 40_000)).isEqualTo(20_000);
        assertThat(Chunks.limit(10_000_000, 40_000)).isEqualTo(40_000);
        assertThat(Chunks.limit(100, 50)).isEqualTo(50);
    }
}
