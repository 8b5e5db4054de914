package org.potsweep.jobs.choice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.settings.Suggestion;

/**
 * Names of a run's cells that people can read and type: {@code strategy=leverage,subset_size=190,twojmax=6,level=6}, the
 * axes that tell cells of that run apart. A key may also name axes that have one value only, leave out what is not needed
 * to tell the cell from all others, and end in {@code replicate=2}.
 */
public final class CellKeys {
    private static final String REPLICATE = "replicate";
    private static final int MAXIMUM_VALUES = 20;

    private final RunCells run;
    private final List<String> varying;

    /** A cell that a key names, and the replicate that stands for it. */
    public record Named(RunCell cell, CellReplicate replicate) {}

    public CellKeys(RunCells run) {
        this.run = run;
        this.varying = run.varying();
    }

    /** The key of a cell. In a run of a single cell it is that cell's level. */
    public String of(RunCell cell) {
        List<String> axes = varying.isEmpty() ? List.of("level") : varying;
        return axes.stream()
                .map(axis -> axis + "=" + text(cell.axes().get(axis)))
                .collect(Collectors.joining(","));
    }

    /** The key of one replicate of a cell. */
    public String of(RunCell cell, CellReplicate replicate) {
        return of(cell) + "," + REPLICATE + "=" + replicate.replicate();
    }

    /**
     * The cell of a key, and the replicate that it names; without one the cell's {@link RunCell#central}.
     *
     * @throws UserErrorException if there is no such cell, or several; it says what is possible
     */
    public Named find(String key) {
        Map<String, String> words = words(key);
        String replicate = words.remove(REPLICATE);
        List<RunCell> left = run.cells();
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, String> word : words.entrySet()) {
            left = narrowed(left, word.getKey(), word.getValue(), kept, key);
            kept.add(word.getKey() + "=" + word.getValue());
        }
        if (left.size() > 1) {
            throw ambiguous(key, left);
        }
        RunCell cell = left.get(0);
        return new Named(cell, replicate == null ? cell.central() : replicate(cell, replicate, key));
    }

    /** Values by axis; a comma that no {@code name=} follows belongs to a value, such as the name of a level. */
    private Map<String, String> words(String key) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String part : key.split(",(?=\\s*\\w+\\s*=)")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw refused(
                        key,
                        "'" + part.strip() + "' is no axis=value, such as "
                                + of(run.cells().get(0)));
            }
            String axis = part.substring(0, equals).strip();
            if (!axis.equals(REPLICATE) && !run.axes().contains(axis)) {
                List<String> known = new ArrayList<>(run.axes());
                known.add(REPLICATE);
                throw refused(
                        key,
                        "the run has no axis '" + axis + "'" + Suggestion.among(known, axis) + "; it has "
                                + String.join(", ", known));
            }
            if (words.put(axis, part.substring(equals + 1).strip()) != null) {
                throw refused(key, axis + " stands there twice");
            }
        }
        return words;
    }

    private List<RunCell> narrowed(List<RunCell> cells, String axis, String word, List<String> kept, String key) {
        List<RunCell> left = cells.stream()
                .filter(cell -> means(cell.axes().get(axis), word))
                .toList();
        if (left.isEmpty()) {
            boolean anywhere =
                    run.cells().stream().anyMatch(cell -> means(cell.axes().get(axis), word));
            List<String> values = values(anywhere ? cells : run.cells(), axis);
            throw refused(
                    key,
                    "no cell has " + axis + "=" + word + (anywhere ? " together with " + String.join(",", kept) : "")
                            + Suggestion.among(values, word) + ": " + axis + " is " + listed(values)
                            + (anywhere ? " there" : ""));
        }
        return left;
    }

    private UserErrorException ambiguous(String key, List<RunCell> cells) {
        List<String> problem = new ArrayList<>();
        problem.add("--cell " + key + " names " + cells.size() + " cells. What tells them apart:");
        for (String axis : varying) {
            List<String> values = values(cells, axis);
            if (values.size() > 1) {
                problem.add("  " + axis + "=" + listed(values));
            }
        }
        return new UserErrorException(Kind.SETTINGS, problem);
    }

    private CellReplicate replicate(RunCell cell, String word, String key) {
        return cell.replicates().stream()
                .filter(replicate -> means(replicate.replicate(), word))
                .findFirst()
                .orElseThrow(() -> refused(
                        key,
                        "the cell has no replicate " + word + ", but "
                                + listed(cell.replicates().stream()
                                        .map(r -> String.valueOf(r.replicate()))
                                        .toList())));
    }

    private static UserErrorException refused(String key, String problem) {
        return new UserErrorException(Kind.SETTINGS, "--cell " + key + ": " + problem);
    }

    private static List<String> values(Collection<RunCell> cells, String axis) {
        return cells.stream()
                .map(cell -> cell.axes().get(axis))
                .distinct()
                .sorted(Comparator.comparingDouble((Object value) -> value instanceof Number n ? n.doubleValue() : 0)
                        .thenComparing(CellKeys::text))
                .map(CellKeys::text)
                .toList();
    }

    private static String listed(List<String> values) {
        List<String> shown = values.stream().limit(MAXIMUM_VALUES).toList();
        return String.join(", ", shown)
                + (shown.size() < values.size() ? ", and " + (values.size() - shown.size()) + " more" : "");
    }

    /** A value as keys have it: 190, 12.25, leverage, true. */
    static String text(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e7) {
            return Long.toString(number.longValue());
        }
        return Objects.toString(value);
    }

    private static boolean means(Object value, String word) {
        if (value instanceof Number number) {
            try {
                return Double.parseDouble(word) == number.doubleValue();
            } catch (NumberFormatException e) {
                return false;
            }
        }
        if (value instanceof Boolean flag) {
            return word.equals(flag ? "1" : "0") || word.equals(flag.toString());
        }
        return Objects.toString(value).equals(word);
    }
}
