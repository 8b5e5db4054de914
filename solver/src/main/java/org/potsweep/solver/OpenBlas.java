package org.potsweep.solver;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** The native linear-algebra library: one thread a caller, and a fingerprint of its arithmetic. */
public final class OpenBlas {
    static {
        openblas.blas_set_num_threads(1);
        // LAPACKE would read every matrix once more to look for NaN. Products are checked when they are weighted,
        // solutions
        // when they are taken.
        openblas.LAPACKE_set_nancheck(0);
    }

    private OpenBlas() {}

    /** Loads the library; further calls cost nothing. */
    static void initialise() {
        // The static initialiser does it.
    }

    /**
     * Refuses what a LAPACK routine would not compute.
     *
     * @param code what LAPACKE returned: -k for an argument k that is impossible
     * @throws ArithmeticException if the code is negative
     */
    static void require(String routine, int code) {
        if (code < 0) {
            throw new ArithmeticException(
                    "LAPACK's " + routine + " returned " + code + ": argument " + -code + " is impossible");
        }
    }

    /**
     * Names the arithmetic of the kernels that OpenBLAS chose on this processor: sixteen hexadecimal digits of the
     * SHA-256 of a fixed product's bits. Results are comparable bit for bit only between machines that agree in it.
     */
    public static String kernelFingerprint() {
        int n = 67;
        int k = 389;
        double[] factor =
                new SplittableRandom(20260101).doubles((long) n * k, -1, 1).toArray();
        double[] product = new double[n * n];
        try (DoublePointer a = new DoublePointer(factor);
                DoublePointer c = new DoublePointer(product)) {
            openblas.cblas_dsyrk(
                    openblas.CblasColMajor, openblas.CblasLower, openblas.CblasNoTrans, n, k, 1, a, n, 0, c, n);
            c.get(product);
        }
        ByteBuffer bits = ByteBuffer.allocate(product.length * Double.BYTES);
        bits.asDoubleBuffer().put(product);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bits.array());
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
