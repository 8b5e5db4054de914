package org.potsweep.descriptors;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.potsweep.descriptors.PotentialText.Line;

/** A .snapparam file: the settings of LAMMPS's {@code pair_style snap}, a key and its value a line, in any order. */
final class SnapparamFile {
    private static final Set<String> READ =
            Set.of("rcutfac", "twojmax", "rfac0", "rmin0", "switchflag", "bzeroflag", "bnormflag", "quadraticflag");

    /** Keys whose effect is not computed here, with the value that leaves them without effect. */
    private static final Map<String, Integer> WITHOUT_EFFECT =
            Map.of("chemflag", 0, "wselfallflag", 0, "switchinnerflag", 0, "diagonalstyle", 3, "gamma", 1);

    private static final Set<String> UNSUPPORTED = Set.of("sinner", "dinner");

    /** How LAMMPS cuts up its work. */
    private static final Set<String> SPEED = Set.of("chunksize", "parallelthresh");

    private final Path file;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    private SnapparamFile(Path file) {
        this.file = file;
        for (Line line : PotentialText.lines(file)) {
            check(line);
            Line before = lines.putIfAbsent(line.words().get(0), line);
            if (before != null) {
                throw line.refused(line.words().get(0) + " stands in line " + before.number() + " already");
            }
        }
    }

    private static void check(Line line) {
        String key = line.words().get(0);
        if (UNSUPPORTED.contains(key)) {
            throw line.refused(key + " is not supported");
        }
        if (!READ.contains(key) && !WITHOUT_EFFECT.containsKey(key) && !SPEED.contains(key)) {
            throw line.refused("unknown key " + key);
        }
        if (line.words().size() != 2) {
            throw line.refused(key + " takes one value, not " + (line.words().size() - 1));
        }
        Integer without = WITHOUT_EFFECT.get(key);
        if (without != null && line.number(1) != without) {
            throw line.refused(key + " " + line.words().get(1) + " is not supported, only " + without);
        }
    }

    /**
     * Reads a file.
     *
     * @param elements the elements of the .snapcoeff file that belongs to it
     * @throws IllegalArgumentException with file and line, if it cannot be read or asks for what is not supported
     */
    static SnapParameters read(Path file, List<SnapParameters.Element> elements) {
        return new SnapparamFile(file).parameters(elements);
    }

    private SnapParameters parameters(List<SnapParameters.Element> elements) {
        int twojmax = required("twojmax").count(1);
        double rcutfac = required("rcutfac").number(1);
        double rfac0 = number("rfac0", 0.99363);
        double rmin0 = number("rmin0", 0);
        boolean switchflag = flag("switchflag", true);
        boolean bzeroflag = flag("bzeroflag", true);
        boolean bnormflag = flag("bnormflag", false);
        boolean quadraticflag = flag("quadraticflag", false);
        try {
            return new SnapParameters(
                    twojmax, rcutfac, rfac0, rmin0, elements, switchflag, bzeroflag, bnormflag, quadraticflag);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private Line required(String key) {
        if (!lines.containsKey(key)) {
            throw new IllegalArgumentException(file + ": " + key + " is missing");
        }
        return lines.get(key);
    }

    private double number(String key, double otherwise) {
        return lines.containsKey(key) ? lines.get(key).number(1) : otherwise;
    }

    private boolean flag(String key, boolean otherwise) {
        if (!lines.containsKey(key)) {
            return otherwise;
        }
        double value = lines.get(key).number(1);
        if (value != 0 && value != 1) {
            throw lines.get(key)
                    .refused(key + " is 0 or 1, not " + lines.get(key).words().get(1));
        }
        return value == 1;
    }

    /** The text of a file with these settings. */
    static String text(SnapParameters parameters) {
        return "# SNAP settings by Potsweep. UNITS: metal\n"
                + "rcutfac " + parameters.rcutfac() + "\n"
                + "twojmax " + parameters.twojmax() + "\n"
                + "rfac0 " + parameters.rfac0() + "\n"
                + "rmin0 " + parameters.rmin0() + "\n"
                + "switchflag " + digit(parameters.switchflag()) + "\n"
                + "bzeroflag " + digit(parameters.bzeroflag()) + "\n"
                + "bnormflag " + digit(parameters.bnormflag()) + "\n"
                + "quadraticflag " + digit(parameters.quadraticflag()) + "\n";
    }

    private static int digit(boolean flag) {
        return flag ? 1 : 0;
    }
}
