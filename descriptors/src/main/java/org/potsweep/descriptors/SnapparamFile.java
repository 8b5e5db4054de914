package org.potsweep.descriptors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.potsweep.descriptors.PotentialText.Line;
import org.potsweep.descriptors.SnapParameters.Element;

/** A .snapparam file: the settings of LAMMPS's {@code pair_style snap}, a key and its value a line, in any order. */
final class SnapparamFile {
    private static final Set<String> READ = Set.of(
            "rcutfac",
            "twojmax",
            "rfac0",
            "rmin0",
            "switchflag",
            "bzeroflag",
            "bnormflag",
            "quadraticflag",
            "chemflag",
            "wselfallflag",
            "switchinnerflag");

    /** Keys with a value for each element. */
    private static final Set<String> LISTS = Set.of("sinner", "dinner");

    /** Keys of old files, with the one value that LAMMPS still has. */
    private static final Map<String, Integer> OBSOLETE = Map.of("diagonalstyle", 3, "gamma", 1);

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
        if (LISTS.contains(key)) {
            return;
        }
        if (!READ.contains(key) && !OBSOLETE.containsKey(key) && !SPEED.contains(key)) {
            throw line.refused("unknown key " + key);
        }
        if (line.words().size() != 2) {
            throw line.refused(key + " takes one value, not " + (line.words().size() - 1));
        }
        Integer only = OBSOLETE.get(key);
        if (only != null && line.number(1) != only) {
            throw line.refused(key + " " + line.words().get(1) + " is not supported, only " + only);
        }
    }

    /**
     * Reads a file.
     *
     * @param elements the elements of the .snapcoeff file that belongs to it
     * @param intercept whether the .snapcoeff file has constants
     * @throws IllegalArgumentException with file and line, if it cannot be read or asks for what is not supported
     */
    static SnapParameters read(Path file, List<Element> elements, boolean intercept) {
        return new SnapparamFile(file).parameters(elements, intercept);
    }

    private SnapParameters parameters(List<Element> elements, boolean intercept) {
        int twojmax = required("twojmax").count(1);
        double rcutfac = required("rcutfac").number(1);
        boolean inner = flag("switchinnerflag", false);
        List<Element> switched = inner ? switched(elements) : elements;
        try {
            return new SnapParameters(
                    twojmax,
                    rcutfac,
                    number("rfac0", 0.99363),
                    number("rmin0", 0),
                    switched,
                    flag("switchflag", true),
                    flag("bzeroflag", true),
                    flag("bnormflag", false),
                    flag("quadraticflag", false),
                    flag("chemflag", false),
                    flag("wselfallflag", false),
                    inner,
                    intercept);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** The elements with their inner switch. */
    private List<Element> switched(List<Element> elements) {
        for (String key : List.of("sinner", "dinner")) {
            if (required(key).words().size() != 1 + elements.size()) {
                throw required(key)
                        .refused(key + " takes a value for each of the " + elements.size() + " elements, not "
                                + (required(key).words().size() - 1));
            }
        }
        List<Element> switched = new ArrayList<>();
        for (Element element : elements) {
            int word = 1 + switched.size();
            switched.add(new Element(
                    element.symbol(),
                    element.radelem(),
                    element.wj(),
                    required("sinner").number(word),
                    required("dinner").number(word)));
        }
        return switched;
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
        StringBuilder text = new StringBuilder("# SNAP settings by Potsweep. UNITS: metal\n");
        append(text, "rcutfac", parameters.rcutfac());
        append(text, "twojmax", parameters.twojmax());
        append(text, "rfac0", parameters.rfac0());
        append(text, "rmin0", parameters.rmin0());
        append(text, "switchflag", digit(parameters.switchflag()));
        append(text, "bzeroflag", digit(parameters.bzeroflag()));
        append(text, "bnormflag", digit(parameters.bnormflag()));
        append(text, "quadraticflag", digit(parameters.quadraticflag()));
        append(text, "chemflag", digit(parameters.chemflag()));
        append(text, "wselfallflag", digit(parameters.wselfallflag()));
        if (parameters.switchinnerflag()) { // older versions of LAMMPS do not know these keys
            append(text, "switchinnerflag", 1);
            append(text, "sinner", values(parameters, Element::sinner));
            append(text, "dinner", values(parameters, Element::dinner));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String key, Object value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    private static String values(SnapParameters parameters, ToDoubleFunction<Element> value) {
        return parameters.elements().stream()
                .map(element -> Double.toString(value.applyAsDouble(element)))
                .collect(Collectors.joining(" "));
    }

    private static int digit(boolean flag) {
        return flag ? 1 : 0;
    }
}
