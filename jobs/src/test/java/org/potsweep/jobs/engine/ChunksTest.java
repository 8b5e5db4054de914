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

    /** Chunks of a group follow each other, and each but the last would exceed the limit with one more. */
    @Test
    void chunksAreFull() {
        int[] groups = groups(3);
        int[][] chunks = cut(groups, 500);
        for (int c = 0; c < chunks.length; c++) {
            assertThat(rows(chunks[c])).isLessThanOrEqualTo(500);
            if (c + 1 < chunks.length && groups[chunks[c][0]] == groups[chunks[c + 1][0]]) {
                assertThat(rows(chunks[c]) + ROWS[chunks[c + 1][0]]).isGreaterThan(500);
                assertThat(chunks[c + 1][0]).isGreaterThan(chunks[c][chunks[c].length - 1]);
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
        assertThat(Chunks.limit(8 * 4096, 40_000)).isEqualTo(4096);
        assertThat(Chunks.limit(100_000, 40_000)).isEqualTo(4096);
        assertThat(Chunks.limit(48 * 5000, 40_000)).isEqualTo(5000);
        assertThat(Chunks.limit(10_000_000, 40_000)).isEqualTo(40_000);
        assertThat(Chunks.limit(100, 50)).isEqualTo(50);
    }
}
