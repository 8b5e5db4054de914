package org.potsweep.jobs.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.potsweep.solver.NativeMatrix;

/**
 * Rows that a process keeps from one pass for the next, outside of the Java heap: those that it has computed, of one
 * source at a time. What is not here is computed anew, and has the same bits then; so it matters to nobody which process
 * keeps what, and nothing is lost with one.
 */
final class RowCache {
    private static final AtomicLong SOURCES = new AtomicLong();

    /** Sources before this one are done with. */
    private static long oldest;

    private static RowCache ofProcess = new RowCache(-1);

    private final long source;
    private final Map<Integer, NativeMatrix> kept = new ConcurrentHashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private RowCache(long source) {
        this.source = source;
    }

    /** A number for a further source of an application, counted by its driver. */
    static long number() {
        return SOURCES.getAndIncrement();
    }

    /** What this process keeps of a source. What it had of an earlier one goes; tasks of that one find and leave nothing. */
    static synchronized RowCache of(long source) {
        if (source > ofProcess.source) {
            ofProcess.close();
            ofProcess = new RowCache(source);
        }
        if (source == ofProcess.source && source >= oldest) {
            return ofProcess;
        }
        RowCache none = new RowCache(source);
        none.close();
        return none;
    }

    /** Gives the memory back that this process uses for a source or an earlier one, for good. */
    static synchronized void drop(long source) {
        oldest = Math.max(oldest, source + 1);
        if (ofProcess.source < oldest) {
            ofProcess.close();
        }
    }

    private void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            kept.values().forEach(NativeMatrix::close);
            kept.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * What one thread looks at: rows that it has asked for stay until it lets go of them. Who wants to give them back waits
     * for that, so a thread lets go before it asks for another source.
     */
    final class Reader implements AutoCloseable {
        private boolean holds;

        /** The first rows of a configuration, or more of them, as columns; null if so many are not here. */
        NativeMatrix rows(int config, int count) {
            if (!holds) {
                lock.readLock().lock();
                holds = true;
            }
            NativeMatrix rows = kept.get(config);
            return rows == null || rows.columns() < count ? null : rows;
        }

        /** Lets go of all rows that it was given. */
        @Override
        public void close() {
            if (holds) {
                holds = false;
                lock.readLock().unlock();
            }
        }
    }

    Reader reader() {
        return new Reader();
    }

    /**
     * Keeps a copy of the first rows of a configuration, if none are here yet.
     *
     * @param stride entries of a row
     */
    void keep(int config, double[] rows, int offset, int stride, int count) {
        lock.readLock().lock();
        try {
            if (!closed) {
                kept.computeIfAbsent(config, absent -> {
                    NativeMatrix copy = NativeMatrix.unset(stride, count);
                    copy.write(0, 0, rows, offset, stride * count);
                    return copy;
                });
            }
        } finally {
            lock.readLock().unlock();
        }
    }
}
