package org.potsweep.solver;

import java.util.function.Consumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The condition of rows behind a positive definite A: the square root of the 1-norm of A times LAPACK's estimate of that
 * of its inverse (Higham, ACM Trans. Math. Softw. 14 (1988) 381).
 *
 * <p>LAPACK's dpocon gives the same number to rounding, but guards every column of a substitution against overflow. Plain
 * substitutions take half the time, and an overflow ends as an estimate that is not finite.
 *
 * <p>OpenBLAS adds up norms in an order that depends on where a vector stands relative to a cache line, so vectors begin
 * at one: the estimate then has the same bits wherever the allocator puts them.
 */
final class ConditionEstimate {
    /** Bytes. */
    private static final int CACHE_LINE = 64;

    private ConditionEstimate() {}

    /**
     * @param norm 1-norm of A
     * @param inverse multiplies a vector of {@code order} entries by A^-1, in place
     * @return the largest double where the estimate is not finite
     */
    static double of(int order, double norm, Consumer<DoublePointer> inverse) {
        int room = order + CACHE_LINE / Double.BYTES;
        try (DoublePointer memory = new DoublePointer(2L * room);
                IntPointer signs = new IntPointer(order);
                DoublePointer estimate = new DoublePointer(1).put(0);
                IntPointer next = new IntPointer(1).put(0);
                IntPointer state = new IntPointer(3)) {
            DoublePointer x = atCacheLine(memory);
            DoublePointer v = atCacheLine(memory.getPointer(room));
            while (true) {
                OpenBlas.require("dlacn2", openblas.LAPACKE_dlacn2(order, v, x, signs, estimate, next, state));
                if (next.get() == 0 || !Double.isFinite(estimate.get())) {
                    break;
                }
                inverse.accept(x);
            }
            double condition = Math.sqrt(norm * estimate.get());
            return Double.isFinite(condition) ? condition : Double.MAX_VALUE;
        }
    }

    private static DoublePointer atCacheLine(DoublePointer memory) {
        return memory.getPointer(Math.floorMod(-memory.address(), CACHE_LINE) / Double.BYTES);
    }
}
