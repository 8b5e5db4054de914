package org.potsweep.test.benchmark.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;

/** The speed of OpenBLAS itself, here and now: what a sweep's stages are judged by. */
final class BlasRates {
    private static final double WINDOW_SECONDS = 3;

    private BlasRates() {}

    /**
     * Symmetric products a second: all threads at once, each on matrices of its own, one BLAS thread each.
     *
     * @param order of the product
     * @param panel rows that are multiplied at a time
     * @return n^2 k operations a call, GFlop/s of all threads together over {@value #WINDOW_SECONDS} s
     */
    static double dsyrkGigaflops(int order, int panel, int threads) {
        return inParallel(threads, () -> {
                    try (NativeMatrix x = new NativeMatrix(order, panel);
                            NativeMatrix c = new NativeMatrix(order, order)) {
                        fill(x);
                        Blas.addOuterProduct(order, panel, x, c);
                        return rate((double) order * order * panel, () -> Blas.addOuterProduct(order, panel, x, c));
                    }
                })
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static void fill(NativeMatrix x) {
        double[] column = new double[x.rows()];
        for (int j = 0; j < x.columns(); j++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = Math.sin(i + 7.0 * j);
            }
            x.write(0, j, column, 0, column.length);
        }
    }

    private static double rate(double flops, Runnable call) {
        int calls = 0;
        long start = System.nanoTime();
        double seconds;
        do {
            call.run();
            calls++;
            seconds = (System.nanoTime() - start) * 1e-9;
        } while (seconds < WINDOW_SECONDS);
        return calls * flops / seconds * 1e-9;
    }

    /**
     * Seconds of a Cholesky factorisation of this order on one thread while the others do the same, as the tasks of a
     * sweep do: the best of three, averaged over the threads.
     */
    static double dpotrfSeconds(int order, int threads) {
        return inParallel(threads, () -> dpotrfSeconds(order)).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static double dpotrfSeconds(int order) {
        double best = Double.POSITIVE_INFINITY;
        try (DoublePointer matrix = new DoublePointer((long) order * order)) {
            for (int run = 0; run < 3; run++) {
                diagonallyDominant(matrix, order);
                long start = System.nanoTime();
                int code = openblas.LAPACKE_dpotrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', order, matrix, order);
                best = Math.min(best, (System.nanoTime() - start) * 1e-9);
                if (code != 0) {
                    throw new ArithmeticException("dpotrf returned " + code);
                }
            }
        }
        return best;
    }

    private static void diagonallyDominant(DoublePointer matrix, int order) {
        double[] column = new double[order];
        for (int j = 0; j < order; j++) {
            for (int i = 0; i < order; i++) {
                column[i] = i == j ? order : Math.cos(i + (double) j);
            }
            matrix.getPointer((long) j * order).put(column);
        }
    }

    /** Results of the same work done by several threads at once. */
    static <T> List<T> inParallel(int threads, Callable<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(Collections.nCopies(threads, work))) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
    }
}
