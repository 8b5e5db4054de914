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
     * Copies the first rows of a configuration.
     *
     * @param length entries to copy
     * @return false if so many are not here
     */
    boolean read(int config, double[] target, int offset, int length) {
        lock.readLock().lock();
        try {
            NativeMatrix rows = kept.get(config);
            if (rows == null || rows.rows() < length) {
                return false;
            }
            rows.read(0, 0, target, offset, length);
            return true;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Keeps a copy of the first rows of a configuration, if none are here yet. */
    void keep(int config, double[] rows, int offset, int length) {
        lock.readLock().lock();
        try {
            if (!closed) {
                kept.computeIfAbsent(config, absent -> {
                    NativeMatrix copy = NativeMatrix.unset(length, 1);
                    copy.write(0, 0, rows, offset, length);
                    return copy;
                });
            }
        } finally {
            lock.readLock().unlock();
        }
    }
}
