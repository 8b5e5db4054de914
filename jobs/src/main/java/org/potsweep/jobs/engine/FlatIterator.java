package org.potsweep.jobs.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The concatenation of iterators that are made one at a time, each when the one before it is exhausted. (The iterator of
 * a flat-mapped Stream would buffer a whole inner stream.)
 */
final class FlatIterator<A, B> implements Iterator<B> {
    private final Iterator<A> outer;
    private final Function<A, Iterator<B>> expand;
    private Iterator<B> inner = Collections.emptyIterator();

    FlatIterator(Iterator<A> outer, Function<A, Iterator<B>> expand) {
        this.outer = outer;
        this.expand = expand;
    }

    @Override
    public boolean hasNext() {
        while (!inner.hasNext() && outer.hasNext()) {
            inner = expand.apply(outer.next());
        }
        return inner.hasNext();
    }

    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return inner.next();
    }
}
