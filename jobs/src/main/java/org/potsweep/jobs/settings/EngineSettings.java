package org.potsweep.jobs.settings;

import java.util.Optional;

/**
 * How the work is cut up. All but the last two decide the order in which sums are taken, and so the last bits of the results.
 *
 * @param blockBytes rows that one task holds at a time, bytes
 * @param chunkRows about how many rows, at most, one task adds up before its sums travel
 * @param tileColumns largest edge of a tile of a Gram matrix, columns
 * @param rowCacheBytes the most that a process keeps of rows between passes, bytes; empty: what its memory leaves
 * @param memoryBytes what a process may use beside the Java heap, bytes; empty: what the machine or Spark's settings
 *     leave
 */
public record EngineSettings(
        long blockBytes, int chunkRows, int tileColumns, Optional<Long> rowCacheBytes, Optional<Long> memoryBytes) {
    /** The largest edge whose square is still the length of a Java array. */
    private static final int MAX_TILE_COLUMNS = 46_340;

    static EngineSettings from(Section section) {
        ValueType<Long> size = ValueType.BYTES.where(bytes -> bytes > 0, "and greater than 0");
        return new EngineSettings(
                section.get("block-size", size),
                section.get("chunk-rows", ValueType.COUNT),
                section.get(
                        "tile-columns",
                        ValueType.COUNT.where(edge -> edge <= MAX_TILE_COLUMNS, "and at most " + MAX_TILE_COLUMNS)),
                section.optional("row-cache", ValueType.BYTES.where(bytes -> bytes >= 0, "of at least 0")),
                section.optional("memory", size));
    }
}
