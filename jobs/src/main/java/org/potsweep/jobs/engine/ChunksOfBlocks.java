package org.potsweep.jobs.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Cuts the blocks of a partition where a new chunk begins. A block is only asked for once the one before it is done with,
 * since streamed blocks share one array.
 */
final class ChunksOfBlocks implements Iterator<Iterator<RowBlock>> {
    private final Iterator<RowBlock> blocks;
    private RowBlock next;

    ChunksOfBlocks(Iterator<RowBlock> blocks) {
        this.blocks = blocks;
    }

    /** Computes the next block, unless that is done; null if there is none. */
    private RowBlock peek() {
        if (next == null && blocks.hasNext()) {
            next = blocks.next();
        }
        return next;
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    /** The blocks of the next chunk, which must all be taken before the one after it is asked for. */
    @Override
    public Iterator<RowBlock> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int chunk = next.chunk();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return peek() != null && next.chunk() == chunk;
            }

            @Override
            public RowBlock next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                RowBlock block = next;
                next = null;
                return block;
            }
        };
    }
}
