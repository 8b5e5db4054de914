package org.potsweep.jobs.settings;

/**
 * How the work is cut up. The first two decide the order in which sums are taken, and so the last bits of the results.
 *
 * @param chunkBytes rows that one task works on at a time, bytes
 * @param tileColumns edge of a tile of a Gram matrix, columns
 * @param rowCacheBytes rows are kept between passes when all of them fit in this many bytes
 */
public record EngineSettings(long chunkBytes, int tileColumns, long rowCacheBytes) {
    /** The largest edge whose square is still the length of a Java array. */
    private static final int MAX_TILE_COLUMNS = 46_340;

    static EngineSettings from(Section section) {
        return new EngineSettings(
                section.get("chunk-size", ValueType.BYTES.where(bytes -> bytes > 0, "and greater than 0")),
                section.get(
                        "tile-columns",
                        ValueType.COUNT.where(edge -> edge <= MAX_TILE_COLUMNS, "and at most " + MAX_TILE_COLUMNS)),
                section.get("row-cache", ValueType.BYTES.where(bytes -> bytes >= 0, "of at least 0")));
    }
}
