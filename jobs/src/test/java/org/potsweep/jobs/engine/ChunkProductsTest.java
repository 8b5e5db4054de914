package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NormalEquations;
import scala.Tuple2;

/**
 * The products that chunks add up and tiles fold, against plain sums over rows: three chunks of configurations that have
 * few, several hundred (more than a panel) and some tens of rows, in blocks of one or two configurations; one bucketing
 * of nested subsets that takes all columns, one of disjoint buckets that takes some, and the test set.
 */
class ChunkProductsTest {
    private static final int LEVELS = 2;
    private static final int COLUMNS = 16;
    private static final int[] SELECTED = {0, 3, 4, 7, 9};

    /** Atoms of each configuration. */
    private static final int[] NATOMS = {2, 1, 250, 3, 8, 230, 4, 1, 2, 40};

    /** Configurations of each chunk. */
    private static final int[][] CHUNKS = {{0, 1, 3}, {2, 5, 6, 8}, {4, 7, 9}};

    private static final int[] NESTED = {0, -1, 1, 1, 0, 1, 2, 0, -1, 2};
    private static final int[] DISJOINT = {0, -1, 1, 0, 0, 1, 1, 1, -1, -1};
    private static final int[] TEST = {-1, 0, -1, -1, -1, -1, -1, -1, 0, -1};

    private final Random random = new Random(17);

    /** For each configuration and kind its rows: ones, labels, descriptors. */
    private final double[][][][] rows = rows();

    private double[][][][] rows() {
        double[][][][] all = new double[NATOMS.length][3][][];
        for (int config = 0; config < all.length; config++) {
            int[] counts = {1, 3 * NATOMS[config], 6};
            for (int kind = 0; kind < 3; kind++) {
                all[config][kind] = new double[counts[kind]][1 + LEVELS + COLUMNS];
                for (double[] row : all[config][kind]) {
                    Arrays.setAll(row, i -> i == 0 ? 1 : random.nextGaussian());
                }
            }
        }
        return all;
    }

    /** A chunk's rows, {@code most} configurations a block. */
    private List<RowBlock> blocks(int chunk, int kinds, int most) {
        List<RowBlock> blocks = new ArrayList<>();
        int[] members = CHUNKS[chunk];
        for (int from = 0; from < members.length; from += most) {
            int[] configs = Arrays.copyOfRange(members, from, Math.min(members.length, from + most));
            int[] firstRow = new int[configs.length + 1];
            List<double[]> values = new ArrayList<>();
            for (int c = 0; c < configs.length; c++) {
                for (int kind = 0; kind < kinds; kind++) {
                    values.addAll(List.of(rows[configs[c]][kind]));
                }
                firstRow[c + 1] = values.size();
            }
            blocks.add(new RowBlock(
                    chunk,
                    configs,
                    firstRow,
                    kinds == 3 ? 6 : 0,
                    1 + LEVELS + COLUMNS,
                    values.stream().flatMapToDouble(Arrays::stream).toArray(),
                    new NativeMatrix[configs.length]));
        }
        return blocks;
    }

    private static List<Bucketing> bucketings() {
        return List.of(
                new Bucketing(4, COLUMNS, null, NESTED, 3, true, false),
                new Bucketing(5, COLUMNS, null, NESTED, 3, true, true),
                new Bucketing(6, COLUMNS, null, NESTED, 4, true, true), // whose complement is empty
                new Bucketing(7, SELECTED.length, SELECTED, DISJOINT, 2, false, false),
                new Bucketing(Bucketing.TEST, COLUMNS, null, TEST, 1, false, false));
    }

    private static GramPass.Input input(List<Bucketing> bucketings, int kinds, double[][] weights) {
        int[] rowsOf = IntStream.of(NATOMS)
                .map(natoms -> 1 + 3 * natoms + (kinds == 3 ? 6 : 0))
                .toArray();
        return new GramPass.Input(new ArrayList<>(bucketings), CHUNKS, rowsOf, weights);
    }

    /** The contributions of all chunks, in the order in which they are folded. */
    private List<Tuple2<GramKey, GramPart>> parts(GramPass.Input input, GramLayout layout, int most) {
        List<Tuple2<GramKey, GramPart>> parts = new ArrayList<>();
        for (int chunk : new int[] {2, 0, 1}) {
            new ChunkProducts(input, layout, blocks(chunk, layout.kinds(), most).iterator())
                    .forEachRemaining(parts::add);
        }
        parts.sort(Comparator.comparing(Tuple2::_1));
        return parts;
    }

    /** As Spark hands them over: a partition a tile. */
    private static Map<String, List<FoldedTile>> folded(
            List<Tuple2<GramKey, GramPart>> parts, List<Bucketing> bucketings, GramLayout layout) {
        Map<List<Integer>, List<Tuple2<GramKey, GramPart>>> byTile = new LinkedHashMap<>();
        for (Tuple2<GramKey, GramPart> part : parts) {
            GramKey key = part._1();
            byTile.computeIfAbsent(List.of(key.bucketing(), key.kind(), key.tile()), tile -> new ArrayList<>())
                    .add(part);
        }
        Map<String, List<FoldedTile>> tiles = new TreeMap<>();
        for (List<Tuple2<GramKey, GramPart>> tile : byTile.values()) {
            Iterator<Tuple2<BucketKey, FoldedTile>> fold = new TileFold(tile.iterator(), bucketings, layout);
            while (fold.hasNext()) {
                Tuple2<BucketKey, FoldedTile> next = fold.next();
                tiles.computeIfAbsent(next._1().bucketing() + " " + next._1().bucket(), key -> new ArrayList<>())
                        .add(next._2());
            }
            assertThatThrownBy(fold::next).isInstanceOf(NoSuchElementException.class);
        }
        return tiles;
    }

    /** The lower triangle of the product of the rows of one kind that a bucket holds, plainly. */
    private double[][] expected(Bucketing bucketing, int bucket, int kind, double[][] weights) {
        int order = 1 + LEVELS + bucketing.width();
        double[][] sum = new double[order][order];
        for (int config = 0; config < NATOMS.length; config++) {
            int of = bucketing.bucketOf()[config];
            boolean before = bucketing.cumulative() && !bucketing.isComplement(bucket) && of >= 0 && of < bucket;
            if (of != bucket && !before) {
                continue;
            }
            double weight = weights == null || bucketing.index() == Bucketing.TEST ? 1 : weights[config][kind];
            for (double[] row : rows[config][kind]) {
                double[] taken = new double[order];
                for (int i = 0; i < order; i++) {
                    boolean chosen = bucketing.columns() != null && i > LEVELS;
                    taken[i] = weight * row[chosen ? 1 + LEVELS + bucketing.columns()[i - 1 - LEVELS] : i];
                }
                for (int i = 0; i < order; i++) {
                    for (int j = 0; j <= i; j++) {
                        sum[i][j] += taken[i] * taken[j];
                    }
                }
            }
        }
        return sum;
    }

    private void assertProducts(
            List<Tuple2<GramKey, GramPart>> parts, List<Bucketing> bucketings, GramLayout layout, double[][] weights) {
        Map<String, List<FoldedTile>> tiles = folded(parts, bucketings, layout);
        int buckets = 0;
        for (Bucketing bucketing : bucketings) {
            for (int bucket = 0; bucket < bucketing.buckets(); bucket++, buckets++) {
                List<FoldedTile> own = tiles.get(bucketing.index() + " " + bucket);
                assertThat(own)
                        .hasSize(layout.kinds() * layout.grid(bucketing.width()).tiles());
                try (NormalEquations equations = GramPass.assemble(bucketing.width(), layout, own.iterator())) {
                    for (int kind = 0; kind < layout.kinds(); kind++) {
                        double[][] expected = expected(bucketing, bucket, kind, weights);
                        for (int i = 0; i < expected.length; i++) {
                            for (int j = 0; j <= i; j++) {
                                assertThat(equations.gram(kind).get(i, j))
                                        .as(
                                                "bucketing %d, bucket %d, kind %d, entry %d, %d",
                                                bucketing.index(), bucket, kind, i, j)
                                        .isCloseTo(expected[i][j], within(1e-11 * (1 + expected[0][0])));
                            }
                        }
                    }
                }
            }
        }
        assertThat(tiles).hasSize(buckets);
    }

    private static boolean hasRows(List<Tuple2<GramKey, GramPart>> parts) {
        return parts.stream().anyMatch(part -> part._2().rows() > 0);
    }

    private static boolean hasProducts(List<Tuple2<GramKey, GramPart>> parts, RowKind kind) {
        return parts.stream()
                .anyMatch(
                        part -> part._1().kind() == kind.ordinal() && part._2().rows() == 0);
    }

    private double[][] weights() {
        return IntStream.range(0, NATOMS.length)
                .mapToObj(i -> random.doubles(3, 0.5, 2).toArray())
                .toArray(double[][]::new);
    }

    /** One tile; a single row is half as many numbers as a product of order 19 or less, many rows are not. */
    @Test
    void addUpInOneTile() {
        GramLayout layout = new GramLayout(LEVELS, 3, 64, false);
        List<Tuple2<GramKey, GramPart>> parts = parts(input(bucketings(), 3, null), layout, 1);
        assertThat(hasRows(parts)).isTrue();
        assertThat(hasProducts(parts, RowKind.FORCE)).isTrue();
        assertThat(hasProducts(parts, RowKind.STRESS)).isTrue();
        assertProducts(parts, bucketings(), layout, null);
    }

    @Test
    void addUpInManyTiles() {
        GramLayout layout = new GramLayout(LEVELS, 3, 4, false);
        assertProducts(parts(input(bucketings(), 3, null), layout, 2), bucketings(), layout, null);
    }

    @Test
    void addUpWithoutStresses() {
        GramLayout layout = new GramLayout(LEVELS, 2, 7, false);
        assertProducts(parts(input(bucketings(), 2, null), layout, 2), bucketings(), layout, null);
    }

    /** Weights act on the rows of every kind, but not on those of the test set. */
    @Test
    void weightTheTrainingRows() {
        double[][] weights = weights();
        GramLayout layout = new GramLayout(LEVELS, 3, 10, true);
        List<Tuple2<GramKey, GramPart>> parts = parts(input(bucketings(), 3, weights), layout, 2);
        assertProducts(parts, bucketings(), layout, weights);
    }

    /** Energy rows are gathered whatever their number: a chunk of lone atoms still sends its products. */
    @Test
    void energyRowsMayBeProductsToo() {
        GramLayout layout = new GramLayout(LEVELS, 2, 64, false);
        int[] everything = new int[NATOMS.length];
        List<Bucketing> narrow = List.of(new Bucketing(0, 1, new int[] {2}, everything, 1, false, false));
        List<Tuple2<GramKey, GramPart>> parts = parts(input(narrow, 2, null), layout, 3);
        assertThat(hasProducts(parts, RowKind.ENERGY)).isTrue();
        assertProducts(parts, narrow, layout, null);
    }

    /** Rows travel only where they are at most half as many numbers as their product. */
    @Test
    void sendTheSmaller() {
        GramLayout layout = new GramLayout(LEVELS, 3, 64, false);
        int order = 1 + LEVELS + COLUMNS;
        for (Tuple2<GramKey, GramPart> part : parts(input(bucketings(), 3, null), layout, 1)) {
            if (part._1().bucketing() == 0) {
                int entries = order * (order + 1) / 2;
                int rows = part._2().rows();
                assertThat(part._2().left()).hasSize(rows == 0 ? entries : rows * order);
                assertThat(2 * part._2().left().length <= entries).isEqualTo(rows > 0);
            }
        }
    }

    /** A sum stays rows while they are at most half as many numbers as their product, then it is a product. */
    @Test
    void foldRowsIntoRowsWhileTheyAreFew() {
        GramLayout layout = new GramLayout(LEVELS, 2, 64, false);
        List<Bucketing> nested = bucketings().subList(0, 1);
        int order = 1 + LEVELS + COLUMNS;
        List<Integer> rows = folded(parts(input(nested, 2, null), layout, 1), nested, layout).values().stream()
                .flatMap(List::stream)
                .filter(tile -> tile.kind() == RowKind.ENERGY.ordinal())
                .map(tile -> tile.sum().rows())
                .toList();
        assertThat(rows).contains(0).anyMatch(n -> n > 1).allMatch(n -> 4 * n <= order + 1);
    }

    /** So that the buckets that a chunk goes through one by one do not take memory all at once. */
    @Test
    void sendASumOnceItIsComplete() {
        GramLayout layout = new GramLayout(LEVELS, 2, 64, false);
        Bucketing oneByOne = new Bucketing(0, COLUMNS, null, new int[] {0, 0, 0, 0, 0, 1, 1, 0, 2}, 3, true, false);
        List<RowBlock> blocks = blocks(1, 2, 1);
        int[] taken = {0};
        Iterator<RowBlock> counted = new FlatIterator<>(blocks.iterator(), block -> {
            taken[0]++;
            return List.of(block).iterator();
        });
        List<String> sent = new ArrayList<>();
        new ChunkProducts(input(List.of(oneByOne), 2, null), layout, counted)
                .forEachRemaining(part -> sent.add("bucket " + part._1().bucket() + " after block " + taken[0]));
        assertThat(sent)
                .containsExactly(
                        "bucket 0 after block 1",
                        "bucket 0 after block 1",
                        "bucket 1 after block 3",
                        "bucket 1 after block 3",
                        "bucket 2 after block 4",
                        "bucket 2 after block 4");
    }

    /** A task may end before it has asked for everything. */
    @Test
    void giveTheirMemoryBackWhenAbandoned() {
        GramLayout layout = new GramLayout(LEVELS, 2, 64, false);
        long before = Pointer.totalBytes();
        ChunkProducts products = new ChunkProducts(
                input(bucketings(), 2, null), layout, blocks(1, 2, 1).iterator());
        products.next();
        assertThat(Pointer.totalBytes()).isGreaterThan(before);
        products.close();
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }

    @Test
    void giveTheirMemoryBackWhenRowsFail() {
        GramLayout layout = new GramLayout(LEVELS, 2, 64, false);
        long before = Pointer.totalBytes();
        Iterator<RowBlock> failing = Stream.concat(blocks(1, 2, 1).stream().limit(2), Stream.generate(() -> {
                    throw new IllegalStateException("no more rows");
                }))
                .iterator();
        ChunkProducts products = new ChunkProducts(input(bucketings(), 2, null), layout, failing);
        assertThatThrownBy(() -> products.forEachRemaining(part -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more rows");
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }

    /** The same bits however Spark sends the parts, because they are folded in the order of their keys. */
    @Test
    void foldInTheOrderOfChunks() {
        GramLayout layout = new GramLayout(LEVELS, 3, 8, false);
        List<Tuple2<GramKey, GramPart>> parts = parts(input(bucketings(), 3, null), layout, 1);
        List<GramKey> keys = parts.stream().map(Tuple2::_1).toList();
        assertThat(keys).doesNotHaveDuplicates().isSorted();
        Map<String, List<FoldedTile>> first = folded(parts, bucketings(), layout);
        Map<String, List<FoldedTile>> again =
                folded(parts(input(bucketings(), 3, null), layout, 1), bucketings(), layout);
        assertThat(again).usingRecursiveComparison().isEqualTo(first);
    }
}
