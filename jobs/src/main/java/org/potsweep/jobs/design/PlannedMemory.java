package org.potsweep.jobs.design;

import java.util.stream.IntStream;
import org.potsweep.jobs.design.FactorialDesign.OrderingKind;
import org.potsweep.jobs.settings.EngineSettings;

/**
 * Memory and traffic of a sweep, in bytes.
 *
 * @param rows all augmented rows together
 * @param keepsRows whether they are kept between passes, in memory as far as it goes and then on disk
 * @param productTask peak of a task that multiplies rows: a block of rows, a product with its copy, a panel
 * @param solveTask peak of a task that solves: the subset's products, as they came and assembled, and a factorisation
 * @param process products of the training and the test set, which every process holds once
 * @param driver the same products, packed, as they pass the driver
 * @param shuffle partial products sent between tasks, in total
 */
public record PlannedMemory(
        double rows,
        boolean keepsRows,
        double productTask,
        double solveTask,
        double process,
        double driver,
        double shuffle) {

    private static final int PANEL_ROWS = 512;

    /** The numbers by which the engine cuts chunks of rows. */
    private static final int CHUNKS = 48;

    private static final int MINIMUM_CHUNK_ROWS = 192;

    static PlannedMemory of(
            FactorialDesign design,
            EngineSettings engine,
            int trainConfigurations,
            long trainRows,
            long testRows,
            int largestConfigurationRows) {
        double width = width(design, widest(design));
        double square = width * width * Double.BYTES;
        double rowBytes = width * Double.BYTES;
        long rows = trainRows + testRows;
        double chunkRows =
                Math.min(engine.blockBytes() / rowBytes, Math.max(MINIMUM_CHUNK_ROWS, (double) rows / CHUNKS));
        chunkRows = Math.min(rows, Math.max(largestConfigurationRows, chunkRows));
        Shuffle shuffle = new Shuffle(Math.ceil(rows / chunkRows), engine.tileColumns());
        double meanRows = (double) trainRows / trainConfigurations;
        return new PlannedMemory(
                rows * rowBytes,
                rows * rowBytes <= engine.rowCacheBytes(),
                chunkRows * rowBytes + 1.5 * square + PANEL_ROWS * rowBytes,
                // Packed tiles and full matrices of each kind; the factor, a second copy and the fallback's own.
                design.kinds() * 1.5 * square + 3 * square,
                2 * design.kinds() * 1.5 * square,
                2 * design.kinds() * 0.5 * square,
                shuffle.split(width, rows) + subsets(design, shuffle, meanRows));
    }

    /** The number of augmented columns: ones, labels, descriptors. */
    private static double width(FactorialDesign design, int columns) {
        return 1.0 + design.levels().size() + columns;
    }

    private static int widest(FactorialDesign design) {
        return IntStream.range(0, design.descriptors().size())
                .map(d -> design.columns(d).widest())
                .max()
                .orElseThrow();
    }

    private static double subsets(FactorialDesign design, Shuffle shuffle, double meanRows) {
        double bytes = 0;
        for (int d = 0; d < design.descriptors().size(); d++) {
            for (OrderingKind kind : design.orderingKinds()) {
                int columns = design.columns(d).width(kind.shapes());
                bytes += kind.count() * ordering(design, shuffle, meanRows, columns);
            }
        }
        return bytes;
    }

    private static double ordering(FactorialDesign design, Shuffle shuffle, double meanRows, int columns) {
        double bytes = 0;
        int before = 0;
        for (int size : design.sizes()) {
            bytes += shuffle.bucket(width(design, columns), size - before, meanRows);
            before = size;
        }
        return bytes;
    }

    /**
     * What tasks send each other: for each chunk, bucket and row kind the product, or the rows where they are at most
     * half as many numbers.
     */
    private record Shuffle(double chunks, int tileColumns) {
        /** Training and test set: no chunk holds some of both. */
        double split(double width, double rows) {
            return chunks * (parts(width, rows / chunks) + parts(width, 1));
        }

        /** A bucket of configurations that are spread over the chunks at random. */
        double bucket(double width, int configurations, double meanRows) {
            double touched = chunks * (1 - Math.pow(1 - 1 / chunks, configurations));
            double each = configurations / touched;
            return touched * (parts(width, each) + parts(width, each * (meanRows - 1)));
        }

        private double parts(double width, double rows) {
            double product = width * (width + 1) / 2;
            double factors = rows * width * Math.ceil(width / tileColumns);
            return Double.BYTES * (2 * factors <= product ? factors : product);
        }
    }
}
