package org.potsweep.jobs.dataset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.potsweep.descriptors.SimulationCell;

/**
 * A frame's comment line, interpreted.
 *
 * @param cell from Lattice and pbc
 * @param columns from Properties
 * @param info all other pairs
 */
record FrameHeader(SimulationCell cell, AtomColumns columns, Map<String, String> info) {
    /** A box flatter than this share of its edges' product has no volume. */
    private static final double FLAT = 1e-3;

    /**
     * The pairs of a comment line; none if the line is free text, as in plain XYZ.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Map<String, String> pairs(String comment) {
        try {
            return CommentLine.parse(comment);
        } catch (IllegalArgumentException e) {
            String lower = comment.toLowerCase(Locale.ROOT);
            if (lower.contains("lattice") || lower.contains("properties")) {
                throw e;
            }
            return Map.of();
        }
    }

    /**
     * @param wanted the columns of real numbers that are kept beside the positions
     * @throws IllegalArgumentException if Lattice, pbc or Properties is malformed
     */
    static FrameHeader of(Map<String, String> pairs, Set<String> wanted) {
        Map<String, String> info = new LinkedHashMap<>();
        String lattice = null;
        String pbc = null;
        String properties = null;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            switch (pair.getKey().toLowerCase(Locale.ROOT)) {
                case "lattice" -> lattice = pair.getValue();
                case "pbc" -> pbc = pair.getValue();
                case "properties" -> properties = pair.getValue();
                default -> info.put(pair.getKey(), pair.getValue());
            }
        }
        AtomColumns columns = properties == null ? AtomColumns.plain() : AtomColumns.parse(properties, wanted);
        return new FrameHeader(cell(lattice, pbc), columns, info);
    }

    private static SimulationCell cell(String lattice, String pbc) {
        double[] vectors = lattice == null ? new double[9] : numbers(lattice);
        boolean[] periodic = new boolean[3];
        Arrays.fill(periodic, lattice != null);
        if (pbc != null) {
            periodic = flags(pbc);
        }
        if ((periodic[0] || periodic[1] || periodic[2]) && isFlat(vectors)) {
            throw new IllegalArgumentException(
                    lattice == null
                            ? "pbc=\"" + pbc + "\" asks for a periodic box, but there is no Lattice"
                            : "a periodic box needs a volume, but Lattice=\"" + lattice + "\" spans next to none");
        }
        return new SimulationCell(vectors, periodic);
    }

    private static double[] numbers(String lattice) {
        double[] vectors;
        try {
            vectors = DecimalNumber.parseAll(lattice);
        } catch (NumberFormatException e) {
            vectors = new double[0];
        }
        if (vectors.length != 9 || !Arrays.stream(vectors).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Lattice takes nine finite numbers, not \"" + lattice + "\"");
        }
        return vectors;
    }

    private static boolean isFlat(double[] lattice) {
        double edges = 1;
        for (int v = 0; v < 9; v += 3) {
            edges *= Math.sqrt(
                    lattice[v] * lattice[v] + lattice[v + 1] * lattice[v + 1] + lattice[v + 2] * lattice[v + 2]);
        }
        return !(new SimulationCell(lattice, new boolean[3]).volume() > FLAT * edges);
    }

    private static boolean[] flags(String pbc) {
        StringTokenizer tokens = new StringTokenizer(pbc, " \t,[]{}\"");
        if (tokens.countTokens() == 3) {
            Boolean[] flags = new Boolean[3];
            for (int v = 0; v < 3; v++) {
                flags[v] = flag(tokens.nextToken());
            }
            if (!Arrays.asList(flags).contains(null)) {
                return new boolean[] {flags[0], flags[1], flags[2]};
            }
        }
        throw new IllegalArgumentException("pbc takes three flags (T or F, 1 or 0), not \"" + pbc + "\"");
    }

    private static Boolean flag(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "t", "true", "1" -> Boolean.TRUE;
            case "f", "false", "0" -> Boolean.FALSE;
            default -> null;
        };
    }
}
