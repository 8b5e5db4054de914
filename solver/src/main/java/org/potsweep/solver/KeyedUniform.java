package org.potsweep.solver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Uniform random numbers in (0, 1) that depend on names, not on the order in which they are drawn: u(seed, stream, id)
 * is the head of a SHA-256 digest.
 *
 * @param seed the user's seed
 * @param stream keeps uses apart (the split, replicate 1, replicate 2, ...); one line
 */
public record KeyedUniform(long seed, String stream) {
    /** @throws IllegalArgumentException if the stream has more than one line, which might make it another's */
    public KeyedUniform {
        if (stream.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the name of a stream is one line, not '" + stream + "'");
        }
    }

    /** The number that belongs to {@code id}: an odd multiple of 2^-53, hence never 0 or 1. */
    public double of(String id) {
        byte[] digest = sha256().digest((seed + "\n" + stream + "\n" + id).getBytes(StandardCharsets.UTF_8));
        return head(ByteBuffer.wrap(digest).getLong());
    }

    /** The first 52 bits as a number; 53 and a half would round the largest to 1. */
    static double head(long bits) {
        return ((bits >>> 12) + 0.5) * 0x1.0p-52;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
