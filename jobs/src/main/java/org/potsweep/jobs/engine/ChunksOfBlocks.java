package org.potsweep.jobs.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts the blocks of a partition where a new chunk begins. */
final class ChunksOfBlocks implements Iterator<Iterator<RowBlock>> {
    private final Iterator<RowBlock> blocks;
    private RowBlock next;

    ChunksOfBlocks(Iterator<RowBlock> blocks) {
        this.blocks = blocks;
        advance();
    }

    private void advance() {
        next = null; // lets go of it while the next one is computed
        next = blocks.hasNext() ? blocks.next() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** The blocks of the next chunk, which must all be taken before the one after it is asked for. */
    @Override
    public Iterator<RowBlock> next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        int chunk = next.chunk();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return next != null && next.chunk() == chunk;
            }

            @Override
            public RowBlock next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                RowBlock block = next;
                advance();
                return block;
            }
        };
    }
}
