package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final int[] ROWS =
            new Random(7).ints(300, 4, 200).map(n -> 1 + 3 * (n / 3)).toArray();

    /** Configurations of some groups, at random. */
    private static List<int[]> groups(int count) {
        int[] groupOf = new Random(8).ints(ROWS.length, 0, count).toArray();
        return IntStream.range(0, count)
                .mapToObj(group -> IntStream.range(0, ROWS.length)
                        .filter(i -> groupOf[i] == group)
                        .toArray())
                .toList();
    }

    private static int rows(int[] chunk) {
        return IntStream.of(chunk).map(i -> ROWS[i]).sum();
    }

    private static int[] joined(List<int[]> parts) {
        return parts.stream().flatMapToInt(IntStream::of).toArray();
    }

    @Test
    void everyConfigurationIsInOneChunkInTheOrderOfTheGroups() {
        for (int most : new int[] {100, 1000, 4000, 1_000_000}) {
            List<int[]> chunks = Chunks.cutGroups(ROWS, groups(5), most);
            assertThat(joined(chunks)).containsExactly(joined(groups(5)));
            assertThat(chunks).noneMatch(chunk -> chunk.length == 0);
        }
    }

    /** Chunks of a large group are as few as the limit allows and differ by less than two structures. */
    @Test
    void chunksOfALargeGroupAreAlike() {
        for (int[] group : groups(3)) {
            List<int[]> chunks = Chunks.cutGroups(ROWS, List.of(group), 1000);
            assertThat(chunks).hasSize((rows(group) + 999) / 1000);
            int least = chunks.stream().mapToInt(ChunksTest::rows).min().orElseThrow();
            assertThat(chunks).allMatch(chunk -> rows(chunk) < 1000 + 200 && rows(chunk) < least + 2 * 200);
        }
    }

    /** Groups share a chunk while they fit; one that does not begins another, and a large one has its own. */
    @Test
    void smallGroupsShareAChunk() {
        int[] rowsOf = {3, 4, 5, 6, 7, 10, 10, 10, 1, 2};
        List<int[]> groups = List.of(
                new int[] {0, 1},
                new int[] {2},
                new int[] {3},
                new int[] {4},
                new int[] {5, 6, 7},
                new int[] {8},
                new int[] {9});
        assertThat(Chunks.cutGroups(rowsOf, groups, 12).toArray(int[][]::new))
                .isDeepEqualTo(new int[][] {{0, 1, 2}, {3}, {4}, {5}, {6}, {7}, {8, 9}});
    }

    @Test
    void aConfigurationThatIsTooLargeStandsAlone() {
        List<int[]> chunks = Chunks.cutGroups(new int[] {5, 400, 6, 7}, List.of(new int[] {0, 1, 2, 3}), 20);
        assertThat(chunks.toArray(int[][]::new)).isDeepEqualTo(new int[][] {{0}, {1}, {2, 3}});
    }

    @Test
    void noConfigurationsMakeNoChunks() {
        assertThat(Chunks.cutGroups(new int[0], List.of(), 20)).isEmpty();
        assertThat(Chunks.cutGroups(new int[0], List.of(new int[0]), 20)).isEmpty();
    }

    /** A sixteenth of few rows, a forty-eighth of many, within bounds. */
    @Test
    void theLimitFollowsTheData() {
        assertThat(Chunks.limit(100, 40_000)).isEqualTo(192);
        assertThat(Chunks.limit(16 * 192, 40_000)).isEqualTo(192);
        assertThat(Chunks.limit(12_000, 40_000)).isEqualTo(750);
        assertThat(Chunks.limit(16 * 16_384, 40_000)).isEqualTo(16_384);
        assertThat(Chunks.limit(300_000, 40_000)).isEqualTo(16_384);
        assertThat(Chunks.limit(48 * 20_000, 40_000)).isEqualTo(20_000);
        assertThat(Chunks.limit(10_000_000, 40_000)).isEqualTo(40_000);
        assertThat(Chunks.limit(100, 50)).isEqualTo(50);
    }
}
