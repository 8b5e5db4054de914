package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.EngineSettings;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.solver.TiledProduct;

/** Products of three levels; one of width 996 takes 8 MB, one of width 9996 takes 800 MB. */
class SharedPassTest {
    private static final GramLayout LAYOUT = new GramLayout(3, 2, 20_000, false);
    private static final long PLENTY = 64L << 30;

    private static final long MANY = 10_000_000;

    private static final EngineSettings ENGINE =
            new EngineSettings(64 << 20, 40_000, 1024, Optional.of(0L), Optional.empty());

    private static List<SharedPass> divided(List<Bucketing> bucketings, long bytes) {
        return divided(bucketings, MANY, ENGINE, 2, bytes);
    }

    /** Half of the rows are the training set's, and of those one in a hundred is no force. */
    private static List<SharedPass> divided(
            List<Bucketing> bucketings, long rows, EngineSettings engine, int tasks, long bytes) {
        return divided(bucketings, rows, engine, new ProcessMemory(2 * tasks * bytes, PLENTY, tasks));
    }

    private static List<SharedPass> divided(
            List<Bucketing> bucketings, long rows, EngineSettings engine, ProcessMemory memory) {
        return SharedPass.of(bucketings, LAYOUT, new SharedPass.Rows(rows, rows / 2, rows / 200), engine, memory);
    }

    private static Bucketing bucketing(int index, int width, int buckets) {
        return new Bucketing(index, width, null, new int[0], buckets, true, false);
    }

    /** The passes, each with its leader's index, then those of its bucketings. */
    private static String passes(List<Bucketing> bucketings, long bytes) {
        return divided(bucketings, bytes).stream()
                .map(pass -> pass.leader().index() + ":"
                        + pass.bucketings().stream()
                                .map(bucketing -> " " + bucketing.index())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    private static final List<Bucketing> NARROW =
            List.of(bucketing(0, 500, 5), bucketing(1, 996, 5), bucketing(2, 996, 5), bucketing(3, 100, 5));

    @Test
    void theWidestLeads() {
        assertThat(passes(NARROW, PLENTY)).isEqualTo("1: 1 2 0 3");
    }

    @Test
    void theFirstOfTheWidestLeads() {
        assertThat(passes(List.of(NARROW.get(2), NARROW.get(1)), PLENTY)).isEqualTo("2: 2 1");
        assertThat(passes(NARROW.subList(3, 4), 0)).isEqualTo("3: 3");
    }

    /** What a pass holds beside its leader's: 40 MB of 2, 10 MB of 0, less of 3. */
    @Test
    void memoryAsksForPasses() {
        assertThat(passes(NARROW, 60_000_000)).isEqualTo("1: 1 2 0 3");
        assertThat(passes(NARROW, 45_000_000)).isEqualTo("1: 1 2; 1: 0 3");
        assertThat(passes(NARROW, 10_000_000)).isEqualTo("1: 1 2; 1: 0; 1: 3");
    }

    @Test
    void theWideLeadPassesOfTheirOwn() {
        List<Bucketing> wide =
                List.of(bucketing(0, 9996, 1), bucketing(1, 996, 70), bucketing(2, 996, 60), bucketing(3, 9996, 4));
        // 70 buckets of 8 MB are more than 512 MiB, 60 are not.
        assertThat(passes(wide, PLENTY)).isEqualTo("0: 0 2; 3: 3; 1: 1");
    }

    @Test
    void theTestSetGoesAlongWithTheFirst() {
        List<Bucketing> all = List.of(bucketing(Bucketing.TEST, 9996, 1), bucketing(0, 9996, 5), bucketing(1, 9996, 4));
        assertThat(passes(all, PLENTY)).isEqualTo("0: 0 -1; 1: 1");
    }

    /** Whatever the memory: every bucketing is in one pass, and what leads that pass stays the same. */
    @Test
    void theCutDoesNotDependOnMemory() {
        List<Bucketing> all = List.of(
                bucketing(0, 996, 5),
                bucketing(1, 9996, 4),
                bucketing(2, 9996, 2),
                bucketing(3, 500, 9),
                bucketing(4, 996, 60),
                bucketing(5, 20, 9));
        for (long bytes : new long[] {0, 1 << 20, 50 << 20, 300 << 20, PLENTY}) {
            List<SharedPass> passes = divided(all, bytes);
            assertThat(passes).flatExtracting(SharedPass::bucketings).containsExactlyInAnyOrderElementsOf(all);
            for (Bucketing bucketing : all) {
                SharedPass own = passes.stream()
                        .filter(pass -> pass.bucketings().contains(bucketing))
                        .findFirst()
                        .orElseThrow();
                assertThat(own.leader().index()).isEqualTo(bucketing.index() == 2 ? 2 : 1);
            }
        }
        assertThat(Collections.max(divided(all, PLENTY).stream()
                        .map(pass -> pass.bucketings().size())
                        .toList()))
                .isEqualTo(5);
    }

    /** The bundled sweep: three random orderings of the full width, and three leverage orderings at each of four 2Jmax. */
    @Test
    void whatSharesAPassTakesNoMoreThanRowsLeaveIt() {
        SweepSettings settings = SettingsReader.read(Path.of("../conf/beryllium/sweep.conf"), Map.of());
        FactorialDesign design = FactorialDesign.of(settings);
        int[] widths = {1595, 1595, 1595, 20, 20, 20, 119, 119, 119, 495, 495, 495, 1595, 1595, 1595};
        List<Bucketing> all = IntStream.range(0, widths.length)
                .mapToObj(index -> bucketing(index, widths[index], 7))
                .toList();

        GramLayout layout = GramLayout.of(design, settings.engine(), true);
        long reserved = SolveMemory.accumulators(design, 0, settings.engine());
        for (SharedPass pass : divided(all, PLENTY)) {
            assertThat(bytes(pass.bucketings(), layout)).isLessThanOrEqualTo(reserved);
        }
        assertThat(bytes(all, layout)).isEqualTo(reserved);
    }

    private static long bytes(List<Bucketing> bucketings, GramLayout layout) {
        return bucketings.stream()
                .mapToLong(b -> b.buckets() * TiledProduct.bytes(layout.grid(b.width())))
                .sum();
    }

    private static List<Bucketing> replicates(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> bucketing(index, 996, 10))
                .toList();
    }

    /**
     * Of 90,000 rows a chunk has 5,625: 45 MB at the leader's width. Seven bucketings of ten buckets of 8 MB are much, six
     * beside the leader are not. Their own chunks have 10 x 4096 rows, if the setting allows: 45,000 rows of the training
     * set are two, which keep two tasks busy, and six in three passes.
     */
    @Test
    void whatSendsMoreThanTheRowsGoesThroughLargerChunks() {
        assertThat(described(divided(replicates(7), 90_000, ENGINE, 2, PLENTY))).isEqualTo("0 of 5625: 0 1 2 3 4 5 6");
        assertThat(described(divided(replicates(8), 90_000, ENGINE, 2, PLENTY)))
                .isEqualTo("0 of 5625: 0; 1 of 40000: 1 2 3 4 5 6 7");
        assertThat(described(divided(replicates(9), 90_000, ENGINE, 6, PLENTY)))
                .isEqualTo("0 of 5625: 0; 1 of 40000: 1 2 3; 1 of 40000: 4 5 6; 1 of 40000: 7 8");
        assertThat(described(divided(replicates(8), 90_000, ENGINE, 2, 250_000_000)))
                .isEqualTo("0 of 5625: 0; 1 of 40000: 1 2 3; 1 of 40000: 4 5 6; 1 of 40000: 7");
    }

    /** However many tasks there are, no pass is made for what is left over. */
    @Test
    void passesAreEven() {
        for (int tasks = 1; tasks <= 24; tasks++) {
            List<SharedPass> passes = divided(replicates(150), 302_000, ENGINE, tasks, PLENTY);
            // Four chunks of the training set.
            assertThat(passes).hasSizeLessThanOrEqualTo(1 + (tasks + 3) / 4);
            assertThat(passes.subList(1, passes.size())).allSatisfy(pass -> {
                assertThat(pass.leader().index()).isEqualTo(1);
                assertThat(pass.chunkRows()).isEqualTo(40_000);
                assertThat(pass.bucketings()).hasSizeGreaterThan(15);
            });
        }
    }

    /** Energies wait on the heap: of 151,000 training rows a chunk of 40,000 has 400, 3 MB of a bucketing. */
    @Test
    void theHeapAsksForPasses() {
        ProcessMemory little = new ProcessMemory(PLENTY, 256 << 20, 2);
        List<SharedPass> passes = divided(replicates(50), 302_000, ENGINE, little);
        assertThat(passes.subList(1, passes.size())).allSatisfy(pass -> {
            assertThat(pass.leader().index()).isEqualTo(1);
            assertThat(pass.chunkRows()).isEqualTo(40_000);
            assertThat(pass.bucketings()).hasSizeLessThanOrEqualTo(10);
        });
        assertThat(passes).hasSize(1 + 5);
    }

    /** Four bucketings send 980 MB of a chunk: less than 40,000 rows of 34 kB are, more than 5,625. */
    @Test
    void whatSendsLessThanTheRowsGoesAlong() {
        List<Bucketing> bucketings = new ArrayList<>(List.of(bucketing(0, 4277, 2)));
        IntStream.rangeClosed(1, 4).forEach(index -> bucketings.add(bucketing(index, 1595, 12)));
        assertThat(described(divided(bucketings, MANY, ENGINE, 2, PLENTY))).isEqualTo("0 of 40000: 0 1 2 3 4");
        assertThat(described(divided(bucketings, 90_000, ENGINE, 2, PLENTY)))
                .isEqualTo("0 of 5625: 0; 1 of 40000: 1 2 3 4");
    }

    private static String described(List<SharedPass> passes) {
        return passes.stream()
                .map(pass -> pass.leader().index() + " of " + pass.chunkRows() + ":"
                        + pass.bucketings().stream()
                                .map(bucketing -> " " + bucketing.index())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    /** Training configurations by bucket of the leader, those of no bucket first; the test set apart, where it is wanted. */
    @Test
    void goesThroughTheBucketsOfTheLeader() {
        Split split = new Split(new boolean[] {false, false, true, false, false, true, false, false, false});
        Bucketing leader = new Bucketing(0, 996, null, new int[] {1, 0, -1, -1, 2, -1, 1, 0, 0}, 3, true, false);
        int[][] training = {{3}, {1, 7, 8}, {0, 6}, {4}};
        SharedPass pass = divided(List.of(leader), PLENTY).get(0);
        assertThat(pass.members(split))
                .singleElement()
                .satisfies(groups -> assertThat(groups.toArray(int[][]::new)).isDeepEqualTo(training));
        SharedPass first = divided(List.of(bucketing(Bucketing.TEST, 996, 1), leader), PLENTY)
                .get(0);
        assertThat(first.members(split)).hasSize(2);
        assertThat(first.members(split).get(0).toArray(int[][]::new)).isDeepEqualTo(new int[][] {{2, 5}});
        assertThat(first.members(split).get(1).toArray(int[][]::new)).isDeepEqualTo(training);
    }
}
