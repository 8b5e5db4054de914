package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.storage.RunManifest;

/** What {@code run} prints at its end. */
final class SummaryText {
    private static final int MAXIMUM_ROWS = 20;
    private static final int WIDTH = 120;

    private SummaryText() {}

    /** The lines of the summary, none longer than 120 characters where names of levels and folders are short. */
    static List<String> lines(SweepSummary summary) {
        FrontText front = new FrontText(summary.front(), summary.front().overall());
        List<String> lines = new ArrayList<>(front.table(MAXIMUM_ROWS));
        lines.add("");
        lines.addAll(front.best());
        lines.add("");
        lines.addAll(fallback(summary));
        lines.add("");
        summary.manifest().warnings().forEach(warning -> lines.add("warning: " + warning));
        lines.addAll(files(summary));
        return lines;
    }

    private static List<String> fallback(SweepSummary summary) {
        if (summary.minimumNormModels() == 0) {
            return List.of("All " + Quantity.count(summary.models()) + " models were solved at full rank.");
        }
        String byTwojmax = summary.minimumNormByTwojmax().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> Quantity.count(entry.getValue()) + " at 2Jmax " + entry.getKey())
                .collect(Collectors.joining(", "));
        return List.of(
                PointTable.FALLBACK_MARK
                        + " Minimum-norm fits: the subset has fewer independent rows than the model has"
                        + " coefficients, so many models fit",
                "  it equally well, and the one with the smallest coefficients is taken. "
                        + Quantity.count(summary.minimumNormModels()) + " of " + Quantity.count(summary.models())
                        + " models are,",
                "  in " + Quantity.count(summary.minimumNormCells()) + " cells: " + byTwojmax + ".");
    }

    private static List<String> files(SweepSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add("Tables (Parquet) in " + summary.runFolder() + ":");
        lines.addAll(wrapped(summary.manifest().tables()));
        RunManifest manifest = summary.manifest();
        Map<String, Double> planned = manifest.effort().plannedSeconds();
        lines.add(String.format(
                Locale.ROOT,
                "Took %s, %s models/s%s:",
                Quantity.duration(manifest.totalSeconds()),
                Quantity.significant(summary.models() / manifest.totalSeconds(), 3),
                planned.isEmpty()
                        ? ""
                        : "; in brackets what was expected"
                                + (manifest.effort().calibrated() ? "" : " by typical speeds of a core")));
        lines.addAll(wrapped(manifest.stageSeconds().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Quantity.duration(entry.getValue())
                        + (planned.containsKey(entry.getKey())
                                ? " (" + Quantity.duration(planned.get(entry.getKey())) + ")"
                                : ""))
                .toList()));
        if (manifest.effort().peakHeapBytes() > 0) {
            lines.add("Peak memory: " + memory(manifest.effort()));
        }
        return lines;
    }

    private static String memory(RunManifest.Effort effort) {
        String heap = Quantity.bytes(effort.peakHeapBytes()) + " of the Java heap";
        String planned = effort.plannedHeapBytes() == 0
                ? ""
                : " (planned: " + Quantity.bytes(effort.plannedMatrixBytes()) + " beside the heap, "
                        + Quantity.bytes(effort.plannedHeapBytes()) + " of it)";
        return (effort.peakProcessBytes() == 0
                        ? heap
                        : Quantity.bytes(effort.peakProcessBytes()) + " in all, up to " + heap)
                + planned;
    }

    /** Items with commas between them on as many indented lines as they need. */
    private static List<String> wrapped(List<String> items) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String item : items) {
            if (!line.isEmpty() && line.length() + item.length() + 4 > WIDTH) {
                lines.add("  " + line.append(','));
                line = new StringBuilder();
            }
            line.append(line.isEmpty() ? "" : ", ").append(item);
        }
        lines.add("  " + line);
        return lines;
    }
}
